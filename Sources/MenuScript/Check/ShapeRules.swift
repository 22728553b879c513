import CallEngine

/// E101–E108, E118, E120: which keys belong where.
enum ShapeRules {
  static let all: [any Finding.Type] =
    [
      UnknownKey.self, MissingKey.self, WrongType.self, Unquoted.self, DuplicateKey.self,
      NoKind.self, SeveralKinds.self, MisplacedKey.self, BadName.self, NotAList.self,
    ] + FieldRules.shapes

  struct UnknownKey: Finding {
    static let rule = Rule("E101", "A key is one that its place has")
    let key: String
    let place: String
    let suggestion: String?
    var message: String { "\(place) has no key \(quoted(key))\(didYouMean(suggestion))" }
  }

  struct MissingKey: Finding {
    static let rule = Rule("E102", "A required key is present")
    let key: String
    let place: String
    /// What to write, if known.
    var notation: String?
    /// What the file seems to hold instead of a script.
    var texts: Texts?

    enum Texts: Sendable {
      case catalog, messages
    }

    var message: String {
      switch texts {
      case .catalog:
        "this looks like a prompt catalog, not a menu script; scripts begin with 'format: 1'"
      case .messages:
        "this looks like messages of a line, not a menu script; they are checked with the script "
          + "beside their folder"
      case nil:
        "\(place) needs the key \(quoted(key))" + (notation.map { "; write \(quoted($0))" } ?? "")
      }
    }
  }

  struct WrongType: Finding {
    static let rule = Rule("E103", "A value is of its key's type")
    let what: String
    let expected: String
    let found: String
    /// What to write instead, if known.
    var advice: String?
    var message: String {
      "\(what) is \(expected), but this is \(found)" + (advice.map { "; \($0)" } ?? "")
    }
  }

  struct Unquoted: Finding {
    static let rule = Rule(
      "E104", "Keys, numbers and other texts that look like numbers are quoted")
    let what: String
    let text: String
    let type: LocatedNode.Scalar.PlainType
    var message: String {
      "\(what) is a text, but without quotes \(quoted(text)) is \(type.rawValue)"
    }
  }

  struct DuplicateKey: Finding {
    static let rule = Rule("E105", "A map has each key once")
    let key: String
    let place: String
    var message: String { "\(place) has the key \(quoted(key)) twice" }
  }

  struct NoKind: Finding {
    static let rule = Rule("E106", "A state has a kind")
    let state: String
    var message: String {
      "state \(quoted(state)) does nothing: it needs one of \(StateKind.list)"
    }
  }

  struct SeveralKinds: Finding {
    static let rule = Rule("E107", "A state has one kind only")
    let state: String
    let kinds: [String]
    var message: String { "state \(quoted(state)) has more than one kind: \(quoted(kinds))" }
  }

  struct MisplacedKey: Finding {
    static let rule = Rule("E108", "A state's key goes with its kind")
    let key: String
    let kind: StateKind
    let goesWith: [StateKind]
    var message: String {
      "\(quoted(key)) doesn't belong in \(quoted(kind.rawValue)), only in "
        + quoted(goesWith.map(\.rawValue))
    }
  }

  struct BadName: Finding {
    static let rule = Rule("E118", "A name is a letter, then letters, digits, '_' and '-'")
    let what: String
    let name: String
    let isReserved: Bool
    var message: String {
      isReserved
        ? "\(quoted(name)) means something else and cannot name \(withArticle(what))"
        : "\(quoted(name)) cannot name \(withArticle(what)): begin with a letter, continue with letters, digits, "
          + "'_' and '-'"
    }
  }

  struct NotAList: Finding {
    static let rule = Rule("E120", "Prompts are a list, even if there is only one")
    let what: String
    /// How to write a text of the script's own, if this is one.
    var notation: String?
    var message: String {
      "\(what) is a list of prompts; " + (notation.map { "write [\($0)]" } ?? "put it in brackets")
    }
  }
}

/// A noun that begins as it is written, with `a` or `an`.
func withArticle(_ noun: String) -> String {
  (noun.first.map { "aeiou".contains($0) } ?? false ? "an " : "a ") + noun
}

/// The suggestion at the end of a message.
func didYouMean(_ suggestion: String?) -> String {
  suggestion.map { "; did you mean \(quoted($0))?" } ?? ""
}
