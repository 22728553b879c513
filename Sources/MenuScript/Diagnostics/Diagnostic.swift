import CallEngine

/// A finding about one place in a script.
public struct Diagnostic: Hashable, Sendable {
  public enum Severity: String, Hashable, Sendable {
    /// The script doesn't compile.
    case error
    /// The script compiles, but probably not as intended.
    case warning
  }

  /// A remark on a diagnostic, with its own place if it has one.
  public struct Note: Hashable, Sendable {
    public let message: String
    public let range: SourceRange?

    public init(_ message: String, at range: SourceRange? = nil) {
      self.message = message
      self.range = range
    }
  }

  /// A repair that an editor can apply.
  public struct FixIt: Hashable, Sendable {
    public let range: SourceRange
    public let replacement: String

    public init(_ range: SourceRange, replacement: String) {
      self.range = range
      self.replacement = replacement
    }

    /// What applying it does, in words.
    public var summary: String {
      if replacement.isEmpty { return "remove" }
      let verb = range.start == range.end ? "insert" : "replace with"
      return "\(verb) \(quoted(replacement))"
    }
  }

  public let rule: Rule
  /// One phrase, without a period.
  public let message: String
  public let range: SourceRange
  public let notes: [Note]
  public let fixIts: [FixIt]

  public var severity: Severity { rule.severity }
  public var isError: Bool { severity == .error }
  public var code: String { rule.code }
}

/// A name from a script, ready to be shown: in quotes, shortened if long, with nothing hidden.
func quoted(_ text: some StringProtocol) -> String {
  let limit = 60
  let shown = String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit))).visible
  return "'\(shown)\(text.unicodeScalars.count > limit ? "…" : "")'"
}

/// Several names in quotes: 'a', 'b' and 'c'.
func quoted(_ names: [String], joinedBy word: String = "and") -> String {
  listed(names.map { quoted($0) }, joinedBy: word)
}

/// Several words: a, b and c.
func listed(_ names: [String], joinedBy word: String = "and") -> String {
  guard names.count > 1, let last = names.last else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " \(word) " + last
}
