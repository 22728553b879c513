/// E109–E117, E119, E121–E123, E170, W124: how single values are written.
enum ValueRules {
  static let all: [any Finding.Type] = [
    BareDuration.self, BadDuration.self, BadKeys.self, OutOfRange.self, UnknownFormat.self,
    Empty.self, NameInsideText.self, NameInBraces.self, BadLanguageTag.self, ListedTwice.self,
    UnknownWord.self,
    MalformedPrompt.self, BadNumber.self, TooMany.self, UnknownCurrency.self,
  ]

  struct BareDuration: Finding {
    static let rule = Rule("E109", "A duration has a unit")
    let what: String
    let text: String
    var message: String {
      "\(what) needs a unit: "
        + (isMilliseconds
          ? "\(quoted(suggestion)) for milliseconds" : "\(quoted(suggestion)) for seconds")
    }

    var suggestion: String { text + (isMilliseconds ? "ms" : "s") }

    /// Some exchanges count in milliseconds; no line waits a thousand seconds for a key.
    private var isMilliseconds: Bool { Int(text).map { $0 >= 1000 } ?? false }
  }

  struct BadDuration: Finding {
    static let rule = Rule("E110", "A duration is a number with 'ms', 's', 'm' or 'h'")
    let what: String
    let text: String
    let suggestion: String?
    var message: String {
      "\(what) is a number followed by 'ms', 's', 'm' or 'h', not \(quoted(text))"
        + didYouMean(suggestion)
    }
  }

  struct BadKeys: Finding {
    static let rule = Rule("E111", "Keys are 0 to 9, '*', '#' and A to D")
    let what: String
    let text: String
    /// How many keys are allowed.
    let limit: Int
    var message: String {
      let number = limit == 1 ? "one key" : "one to \(limit) keys"
      return "\(what) is \(number) of 0 to 9, '*', '#' and A to D, not \(quoted(text))"
        + didYouMean(suggestion)
    }

    /// The key that a word names.
    var suggestion: String? { Self.names[text.lowercased()] }

    /// What to do about a word that isn't a key.
    var advice: String? { Self.advice[text.lowercased()] }

    private static let names = [
      "star": "*", "asterisk": "*", "hash": "#", "pound": "#", "square": "#", "zero": "0",
      "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
      "eight": "8", "nine": "9",
    ]

    private static let advice: [String: String] = {
      let wrong =
        "what is said after a wrong key goes under 'nomatch'; 'gave_up' is where it ends"
      let silent = "what is said after a silence goes under 'noinput'; 'gave_up' is where it ends"
      var advice: [String: String] = [:]
      for word in ["i", "invalid", "nomatch", "default", "else", "other", "any", "_"] {
        advice[word] = wrong
      }
      for word in ["t", "timeout", "noinput", "silence"] { advice[word] = silent }
      return advice
    }()
  }

  struct OutOfRange: Finding {
    static let rule = Rule("E112", "A number or duration is in its range")
    let what: String
    let text: String
    let lowest: String
    let highest: String
    var message: String {
      "\(what) must be between \(lowest) and \(highest), not \(quoted(text))"
    }
  }

  struct UnknownFormat: Finding {
    static let rule = Rule("E113", "The format is a known version")
    let text: String
    var message: String { "\(quoted(text)) isn't a known format; write 'format: 1'" }
  }

  struct Empty: Finding {
    static let rule = Rule("E114", "A required list, map or text isn't empty")
    let what: String
    var message: String { "\(what) is empty" }
  }

  struct NameInsideText: Finding {
    static let rule = Rule("E115", "'${…}' stands alone as a value, never inside text")
    let text: String
    var message: String {
      "'${…}' stands alone as a value, never inside text as in \(quoted(text))"
    }
  }

  struct NameInBraces: Finding {
    static let rule = Rule("W124", "A text that is spoken has no value's name in braces")
    let name: String
    var message: String { "\(quoted("{\(name)}")) is spoken as it stands, braces and all" }
  }

  struct BadLanguageTag: Finding {
    static let rule = Rule("E116", "A language is a tag such as 'fa-IR'")
    let tag: String
    let suggestion: String?
    var message: String {
      "\(quoted(tag)) isn't a language tag such as 'fa-IR'\(didYouMean(suggestion))"
    }
  }

  struct ListedTwice: Finding {
    static let rule = Rule("E117", "A language or catalog is listed once")
    let what: String
    let name: String
    var message: String { "the \(what) \(quoted(name)) is listed twice" }
  }

  struct UnknownWord: Finding {
    static let rule = Rule("E119", "A word is one that its key accepts")
    let what: String
    let word: String
    let choices: [String]
    let suggestion: String?
    var message: String {
      "\(what) is \(quoted(choices, joinedBy: "or")), not \(quoted(word))\(didYouMean(suggestion))"
    }
  }

  struct MalformedPrompt: Finding {
    static let rule = Rule("E121", "A prompt has exactly one form")
    let found: [String]
    var message: String {
      let forms = quoted(ScriptParser.promptKinds, joinedBy: "or")
      return found.isEmpty
        ? "a prompt is an id, or a map with \(forms)"
        : "a prompt has one of \(forms), but this has \(quoted(found))"
    }
  }

  struct TooMany: Finding {
    static let rule = Rule("E123", "A list or map has no more entries than allowed")
    let what: String
    let limit: Int
    var message: String { "\(what) has more than \(limit) entries" }
  }

  struct UnknownCurrency: Finding {
    static let rule = Rule("E170", "A currency is a code of ISO 4217 that is in use")
    let code: String
    let suggestion: String?
    var message: String {
      "\(quoted(code)) isn't a currency's code such as 'EUR'\(didYouMean(suggestion))"
    }
  }

  struct BadNumber: Finding {
    static let rule = Rule(
      "E122", "A number to call is keys, optionally after a '+', or a SIP URI")
    let text: String
    var message: String { "\(quoted(text)) isn't a number to call" }
  }
}
