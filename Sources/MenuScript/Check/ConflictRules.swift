import Speech

/// E3xx and W3xx: well-formed parts that contradict each other.
enum ConflictRules {
  static let all: [any Finding.Type] =
    [
      SameKeys.self, CancelIsTerminator.self, DigitsTwice.self, MinAboveMax.self, StrayOption.self,
      LanguageCircle.self, Unreadable.self, NoLengthInCommon.self,
      NeverReadable.self, NoReadings.self, UnusedField.self, DigitAsCommand.self, OneLanguage.self,
      MaybeUnreadable.self,
    ] + FieldRules.conflicts

  struct SameKeys: Finding {
    static let rule = Rule("E301", "A menu offers each key sequence once")
    let keys: String
    var message: String { "the keys \(quoted(keys)) are offered twice" }
  }

  struct CancelIsTerminator: Finding {
    static let rule = Rule("E302", "The cancel key is not the terminator")
    let key: String
    var message: String { "\(quoted(key)) both cancels the entry and ends it" }
  }

  struct DigitsTwice: Finding {
    static let rule = Rule("E303", "A field has 'digits', or 'min_digits' and 'max_digits'")
    let other: String
    var message: String { "'digits' sets the length; remove \(quoted(other))" }
  }

  struct MinAboveMax: Finding {
    static let rule = Rule("E304", "'min_digits' is not above 'max_digits'")
    let lowest: Int
    let highest: Int
    /// Both as they are written in `digits`, and in their order.
    var span: String?
    var meant: String?
    var message: String {
      guard let span else { return "'min_digits' (\(lowest)) is above 'max_digits' (\(highest))" }
      return "'digits' runs backwards in \(quoted(span))" + didYouMean(meant)
    }
  }

  struct StrayOption: Finding {
    static let rule = Rule("E305", "A prompt's option goes with its form")
    let option: String
    let what: String
    var message: String { "\(quoted(option)) doesn't go with \(what)" }
  }

  struct LanguageCircle: Finding {
    static let rule = Rule("E306", "States that change the language lead to one that doesn't")
    let states: [String]
    var message: String {
      let shown = states.prefix(6).map { quoted($0) } + (states.count > 6 ? ["…"] : [])
      return "the call would loop forever in silence: \(shown.joined(separator: " → "))"
    }
  }

  struct Unreadable: Finding {
    static let rule = Rule("E307", "A value written in the script can be read in its form")
    let text: String
    let form: String
    var message: String { "\(quoted(text)) cannot be read as '\(form)'" }
  }

  struct NoLengthInCommon: Finding {
    static let rule = Rule("E308", "A field's length is one that its validation rule accepts")
    let validation: String
    let accepted: ClosedRange<Int>
    let asked: ClosedRange<Int>
    var message: String {
      "\(quoted(validation)) accepts \(Self.count(accepted)), but the field takes \(Self.count(asked))"
    }

    private static func count(_ range: ClosedRange<Int>) -> String {
      range.count > 1
        ? "\(range.lowerBound) to \(range.upperBound) digits"
        : range.lowerBound == 1 ? "1 digit" : "\(range.lowerBound) digits"
    }
  }

  struct NeverReadable: Finding {
    static let rule = Rule("E309", "A value is of a kind that its form can read")
    let name: String
    /// What it is, in words.
    let what: String
    let form: String
    var message: String { "\(quoted(name)) is \(what), which can't be read as '\(form)'" }
  }

  struct NoReadings: Finding {
    static let rule = Rule("E310", "Values are read in languages that have readings")
    let language: String
    let obstacle: UnreadableLanguage
    var message: String {
      "values can't be read in \(quoted(language)), since \(obstacle); say them 'as: text'"
    }
  }

  struct UnusedField: Finding {
    static let rule = Rule("W301", "A field is collected somewhere")
    let name: String
    var message: String { "no state collects the field \(quoted(name))" }
  }

  struct DigitAsCommand: Finding {
    static let rule = Rule("W302", "The keys that cancel or end an entry aren't digits")
    let key: String
    let role: String
    var message: String { "no entry can contain \(quoted(key)), since it \(role)" }
  }

  struct OneLanguage: Finding {
    static let rule = Rule("W303", "'next' needs a second language")
    var message: String { "'next' is always the same language, since the script has only one" }
  }

  struct MaybeUnreadable: Finding {
    static let rule = Rule("W304", "A value can always be read in its form")
    let name: String
    let what: String
    let form: String
    var message: String {
      "\(quoted(name)) is \(what), which can't always be read as '\(form)' and is then spoken as it is"
    }
  }
}
