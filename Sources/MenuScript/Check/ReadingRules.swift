/// E0xx: files that can't be read as YAML.
enum ReadingRules {
  static let all: [any Finding.Type] = [
    Unreadable.self, TooLarge.self, NotUTF8.self, ControlCharacter.self, Empty.self, Syntax.self,
    SecondDocument.self, TooManyNodes.self, TooDeep.self, UnknownAlias.self, TagUsed.self,
  ]

  struct Unreadable: Finding {
    static let rule = Rule("E001", "A file can be read")
    let reason: String
    var message: String { "the file cannot be read: \(reason)" }
  }

  struct TooLarge: Finding {
    static let rule = Rule("E002", "A file is not larger than the limit")
    /// In bytes.
    let limit: Int
    var message: String {
      limit >= 1 << 20
        ? "the file is larger than \(limit >> 20) MiB"
        : "the file is larger than \(limit) bytes"
    }
  }

  struct NotUTF8: Finding {
    static let rule = Rule("E003", "A file is UTF-8")
    var message: String { "the file is not UTF-8 from here on; save it as UTF-8" }
  }

  struct ControlCharacter: Finding {
    static let rule = Rule("E004", "A file holds no control characters")
    let scalar: Unicode.Scalar
    var message: String {
      let number = String(scalar.value, radix: 16, uppercase: true)
      let padding = String(repeating: "0", count: max(0, 4 - number.count))
      return "the control character U+\(padding)\(number) cannot stand in YAML"
    }
  }

  struct Empty: Finding {
    static let rule = Rule("E005", "A file has content")
    var message: String { "the file is empty" }
  }

  struct Syntax: Finding {
    static let rule = Rule("E006", "A file is YAML")
    /// In libyaml's words.
    let problem: String
    let context: String?
    /// What is still open.
    var open: Open?
    /// A colon in a text without quotes.
    var colon: Colon?

    enum Colon: Sendable {
      case inText
      /// A comma may be missing before it instead.
      case inTextOrKey
    }

    /// A bracket or quote.
    struct Open: Sendable {
      let mark: Unicode.Scalar
      let place: TextPosition
      /// Whether it is still open at the end of the file.
      let isForever: Bool

      var name: String { "[{".unicodeScalars.contains(mark) ? "'\(mark)'" : "quote" }
    }

    var message: String {
      if let colon {
        return "a text in which a colon stands must be in quotes"
          + (colon == .inTextOrKey ? ", or a ',' is missing before the key" : "")
      }
      guard let open else { return fault }
      return open.isForever
        ? "the \(open.name) opened here is never closed"
        : fault + "; the \(open.name) opened on line \(open.place.line) is still open"
    }

    private var fault: String {
      switch (problem, context) {
      case (_, "while scanning an alias"?), (_, "while scanning an anchor"?):
        "a text that begins with '*' or '&' must be in quotes"
      case ("found character that cannot start any token", _):
        "a tab or other character that YAML doesn't allow here; indent with spaces"
      case ("found a tab character that violates indentation", _):
        "a tab at the start of a line; indent with spaces"
      case ("mapping values are not allowed in this context", _):
        "an extra ':' on this line, or a line indented too far"
      case ("could not find expected ':'", _): "not YAML: a key without its ':'"
      case ("did not find expected key", _):
        "a key was expected here: look at the indentation, and at the quotes before it"
      case ("did not find expected ',' or ']'", _): "a ',' or ']' was expected here"
      case ("did not find expected ',' or '}'", _): "a ',' or '}' was expected here"
      case ("did not find expected node content", _):
        "a value was expected here; a '#' outside quotes begins a comment"
      case (let problem, let context): "not YAML: \(problem)" + (context.map { " \($0)" } ?? "")
      }
    }
  }

  struct SecondDocument: Finding {
    static let rule = Rule("E007", "A file is one YAML document")
    var message: String { "a second YAML document begins here; a file is one document" }
  }

  struct TooManyNodes: Finding {
    static let rule = Rule("E008", "A file stays within the limit of nodes, aliases unfolded")
    let limit: Int
    var message: String { "the file has more than \(limit) nodes, aliases unfolded" }
  }

  struct TooDeep: Finding {
    static let rule = Rule("E009", "Lists and maps are not nested deeper than the limit")
    let limit: Int
    var message: String { "lists and maps are nested more than \(limit) deep" }
  }

  struct UnknownAlias: Finding {
    static let rule = Rule("E010", "An alias has its anchor before it")
    let name: String
    var message: String { "no anchor named \(quoted(name)) before this alias" }
  }

  struct TagUsed: Finding {
    static let rule = Rule("E011", "YAML tags are not used")
    let tag: String
    var message: String { "the YAML tag \(quoted(tag)) means nothing here; remove it" }
  }
}
