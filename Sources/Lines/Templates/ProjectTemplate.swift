/// A small, tested starting point for a new line: a script, its prompts and its scenarios.
///
/// The texts are part of the program, so that a program installed without other files has them.
package struct ProjectTemplate: Sendable {
  /// Its name, and that of its catalog.
  package let name: String
  /// A one-line summary for lists.
  package let summary: String
  let title: String
  /// The comment at the head of the script, one line each.
  let about: [String]
  /// The script from `max_duration` on.
  let body: @Sendable (Tongues) -> String
  let prompts: [PromptGroup]
  let scenarios: [ScenarioDraft]

  /// A file of a project.
  package struct File: Sendable {
    /// Relative to the project's folder.
    package let path: String
    package let text: String
  }

  /// In the order in which they are offered.
  package static let all = [directory, survey] + LinesOfBusiness.all.compactMap(\.template)

  /// The languages that templates are written in; the first is the default.
  package static let languages = ["fa-IR", "en-US"]

  /// - Parameter languages: some of `languages`, at least one; the first is the line's default.
  package func files(in languages: [String]) -> [File] {
    let tongues = Tongues(languages: languages)
    let catalogs = languages.map { language in
      File(path: "Prompts/\(language)/\(name).yaml", text: catalog(in: language, tongues))
    }
    let drafts = scenarios.filter { !$0.needsTwoLanguages || tongues.areSeveral }
    let scenarios = drafts.map { draft in
      File(path: "scenarios/\(draft.name).yaml", text: draft.text(in: tongues))
    }
    return [File(path: "menu.yaml", text: script(tongues))] + catalogs + scenarios
  }

  private func script(_ tongues: Tongues) -> String {
    """
    \(about.map { "# \($0)" }.joined(separator: "\n"))

    format: 1
    title: \(title)
    languages: [\(tongues.languages.joined(separator: ", "))]
    catalogs: [\(name)]
    start: welcome
    \(body(tongues))

    """
  }

  private func catalog(in language: String, _ tongues: Tongues) -> String {
    var text = "# What the line says. Where a text ends without a full stop, a value follows it.\n"
    for group in prompts where !group.needsTwoLanguages || tongues.areSeveral {
      text += "\n# \(group.title)\n"
      for prompt in group.prompts {
        let words = language == "fa-IR" ? prompt.persian : prompt.english
        text += "\(prompt.id): \"\(words)\"\n"
      }
    }
    return text
  }
}

extension ProjectTemplate {
  /// The languages of a project, and the parts of a script that depend on them.
  struct Tongues: Sendable {
    let languages: [String]

    var areSeveral: Bool { languages.count > 1 }

    /// A menu's prompts, with an offer to change to the other language if there is one.
    func menu(_ prompt: String) -> String {
      areSeveral ? "[\(prompt), { prompt: change_language, language: next }]" : "[\(prompt)]"
    }

    /// Lines needed only to change the language.
    func ifSeveral(_ text: String) -> String { areSeveral ? text : "" }
  }

  /// Prompts that belong together.
  struct PromptGroup: Sendable {
    struct Prompt: Sendable {
      let id: String
      let persian: String
      let english: String

      init(_ id: String, _ persian: String, _ english: String) {
        (self.id, self.persian, self.english) = (id, persian, english)
      }
    }

    let title: String
    var needsTwoLanguages = false
    let prompts: [Prompt]
  }

  /// A scenario: the caller, and the steps as they are written.
  struct ScenarioDraft: Sendable {
    let name: String
    let title: String
    var line = "02199900005"
    var given: String?
    var needsTwoLanguages = false
    /// Steps for projects in two languages begin with "? ".
    let steps: [String]

    func text(in tongues: Tongues) -> String {
      var lines = [
        "title: \(title)",
        "caller: { line: \"\(line)\", language: \(tongues.languages[0]) }",
      ]
      if let given { lines.append("given: \(given)") }
      lines.append("steps:")
      let steps = steps.compactMap { step -> String? in
        if step.hasPrefix("? ") {
          return tongues.areSeveral ? String(step.dropFirst(2)) : nil
        }
        return step.replacing("{first}", with: tongues.languages[0])
          .replacing("{second}", with: tongues.languages.last ?? "")
      }
      return (lines + steps.map { "  - \($0)" }).joined(separator: "\n") + "\n"
    }
  }
}

extension ProjectTemplate.PromptGroup {
  /// Prompts that every line has.
  static let keys = Self(
    title: "Keys and choices",
    prompts: [
      .init("still_there", "آیا هنوز پشت خط هستید؟", "Are you still there?"),
      .init("not_an_option", "این گزینه معتبر نیست.", "Sorry, that is not one of the options."),
      .init("no_choice_made", "پاسخ معتبری دریافت نشد.", "We did not receive a valid entry."),
    ])

  static let otherLanguage = Self(
    title: "Spoken while the menu is in the other language", needsTwoLanguages: true,
    prompts: [
      .init("change_language", "برای فارسی، عدد نه را فشار دهید.", "For English, press 9.")
    ])
}
