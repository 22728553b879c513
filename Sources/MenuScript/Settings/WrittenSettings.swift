package import CallEngine

/// The settings of a configuration file and of the environment.
package struct WrittenSettings: Sendable {
  /// Where a value was found.
  package enum Origin: Hashable, Sendable {
    case file(line: Int)
    case environment(String)
    case builtIn
  }

  package enum Value: Hashable, Sendable {
    case text(String)
    /// In the order in which they are written.
    case texts([NamedText])
    case number(Int)
    case time(Duration)
    /// The path of a file that has a secret.
    case secretFile(String)
    /// A secret out of the environment.
    case secret(String)
  }

  /// A name with its text, such as a number with its script.
  package struct NamedText: Hashable, Sendable {
    package let name: String
    package let text: String
  }

  package struct Entry: Hashable, Sendable {
    package let value: Value
    /// As it was written.
    package let text: String
    package let origin: Origin
  }

  /// What was found of each setting, by its path.
  package let entries: [String: Entry]
  /// The paths of settings that are written and can't be used, or may be meant by what is misspelt:
  /// they have errors of their own, and don't count as missing.
  package let faulty: Set<String>
  /// Whether the file was understood as far as its keys; if not, nothing is known of its settings.
  package let isRead: Bool
  package let diagnostics: [Diagnostic]
  let sources: [SourceText]

  package subscript(path: String) -> Entry? { entries[path] }

  package var hasErrors: Bool { diagnostics.contains(where: \.isError) }

  /// The diagnostics as they are printed.
  package var report: VisibleText {
    DiagnosticTextRenderer(sources: sources.map(\.withoutSecrets)).text(of: diagnostics)
  }
}

extension SourceText {
  /// The text with the values of passwords and secrets hidden: they don't belong into the file, but
  /// somebody may have written them there, and a report ends in logs.
  fileprivate var withoutSecrets: SourceText {
    let written = /(?i)((?:password|secret)["']?[ \t]*:[ \t]*)([^\s,}][^,}\r\n]*)/
    return SourceText(
      file: file,
      text: text.replacing(written) { match in
        match.output.1 + String(repeating: "*", count: match.output.2.utf8.count)
      })
  }
}
