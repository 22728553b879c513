/// The line above a text that isn't in its language yet.
private let toTranslate = "# to translate"

/// A small, tested starting point for a line: the files of a project in the languages of its
/// author.
///
/// A template is itself a project, which `check` and `test` pass. What only makes sense in several
/// languages is marked by a comment, `# in several languages`: a line at its end, a file on its
/// first line.
package struct ProjectTemplate: Sendable {
  /// A file of a project.
  package struct File: Sendable {
    /// Relative to the project's folder.
    package let path: String
    package let text: String

    package init(path: String, text: String) {
      (self.path, self.text) = (path, text)
    }

    /// How many of its texts are still to be translated.
    package var untranslated: Int { text.split(separator: "\n").count { $0 == toTranslate } }
  }

  package let name: String
  private let files: [File]

  /// - Parameter files: all of the template's files, its `menu.yaml` among them.
  package init(name: String, files: [File]) {
    self.name = name
    self.files = files.sorted { $0.path < $1.path }
  }

  /// A one-line summary for lists: the comment at the head of the script.
  package var summary: String {
    let script = files.first { $0.path == "menu.yaml" }?.text ?? ""
    return script.prefix { $0 != "\n" }.drop { $0 == "#" || $0 == " " }.description
  }

  /// The languages that its texts are written in.
  package var languages: [String] {
    let tags = Set(files.compactMap { Translation(of: $0.path)?.language })
    return tags.sorted()
  }

  /// Whether its script reads values aloud, in any form.
  package var readsValues: Bool {
    files.contains { $0.path == "menu.yaml" && $0.text.contains("{ value: ") }
  }

  /// A project in the given languages, at least one; the first is the line's default.
  ///
  /// Texts in a language that the template doesn't have are in English, each marked as to be
  /// translated.
  package func project(in languages: [String]) -> [File] {
    let plain = files.filter { Translation(of: $0.path) == nil }.compactMap { file in
      inLanguages(file.text, languages).map { File(path: file.path, text: $0) }
    }
    return plain + languages.flatMap { texts(in: $0, of: languages) }
  }

  // MARK: - Texts

  /// A file of texts, which every language of a project has.
  private struct Translation {
    let folder: Substring
    let language: String
    /// What follows the language in the path.
    let rest: Substring

    /// - Returns: `nil` if the file is not one of texts.
    init?(of path: String) {
      for folder in ["Prompts/", "messages/"] where path.hasPrefix(folder) {
        let name = path.dropFirst(folder.count)
        self.folder = path.prefix(folder.count)
        language = String(name.prefix { $0 != "/" && $0 != "." })
        rest = name.dropFirst(language.count)
        return
      }
      return nil
    }

    func path(in language: String) -> String { folder + language + rest }
  }

  private func texts(in language: String, of languages: [String]) -> [File] {
    let source = source(of: language)
    let isTranslated = Self.family(source) == Self.family(language)
    return files.compactMap { file in
      guard let translation = Translation(of: file.path), translation.language == source,
        let text = inLanguages(file.text, languages)
      else { return nil }
      return File(
        path: translation.path(in: language),
        text: isTranslated ? text : Self.marked(text, untranslatedInto: language))
    }
  }

  /// The language of the template that stands in for another.
  private func source(of language: String) -> String {
    let known = self.languages
    return known.first { $0 == language }
      ?? known.first { Self.family($0) == Self.family(language) }
      ?? known.first { Self.family($0) == "en" } ?? language
  }

  /// The language itself, without its region and script.
  private static func family(_ tag: String) -> Substring { tag.prefix { $0 != "-" } }

  private static func marked(_ text: String, untranslatedInto language: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.contains(#/^[\p{L}_][^:]*:/#) ? "\(toTranslate)\n\(line)" : String(line)
    }
    return "# Not translated into \(language) yet.\n" + lines.joined(separator: "\n")
  }

  // MARK: - Marked lines

  private static let mark = "# in several languages"

  /// - Returns: the text as the languages need it, or `nil` if they don't need the file.
  private func inLanguages(_ text: String, _ languages: [String]) -> String? {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.first == Self.mark {
      if languages.count == 1 { return nil }
      lines.removeFirst()
    }
    var kept: [String] = []
    for line in lines {
      guard line.hasSuffix(Self.mark) else {
        // A line left out must not leave two blank ones.
        if line.isEmpty, kept.last?.isEmpty ?? true, kept.count > 0 { continue }
        kept.append(line)
        continue
      }
      if languages.count == 1 { continue }
      let unmarked = line.dropLast(Self.mark.count)
      kept.append(String(unmarked.reversed().drop { $0 == " " }.reversed()))
    }
    return kept.map { retagged($0, languages) }.joined(separator: "\n")
  }

  /// Writes the project's languages for the template's.
  private func retagged(_ line: String, _ languages: [String]) -> String {
    if line.hasPrefix("languages: [") {
      return "languages: [\(languages.joined(separator: ", "))]"
    }
    return line.replacing(#/language: (?<tag>\w+-\w+)/#) { found in
      let isFirst = found.tag == Self.firstLanguage
      return "language: \(isFirst ? languages[0] : languages.dropFirst().first ?? languages[0])"
    }
  }

  /// The default language of every template's script.
  private static let firstLanguage = "fa-IR"
}
