import CallEngine

/// E160–E165, E260, E360–E369, W360: what a field asks for.
enum FieldRules {
  static let shapes: [any Finding.Type] = [
    SeveralKinds.self, BadDay.self, BadTime.self, BadPattern.self, BadAmount.self,
    BadEntry.self,
  ]
  static let conflicts: [any Finding.Type] = [
    MisplacedDetail.self, FirstAfterLast.self, LimitsReversed.self, StarIsCommand.self,
    ImpossibleChoice.self, NothingMatches.self, LimitBeyondDigits.self, NoTimeForPause.self,
    OutsideCalendar.self, EntryNotPassed.self, NothingRefused.self,
  ]
  static let names: [any Finding.Type] = [WhichInput.self]

  struct SeveralKinds: Finding {
    static let rule = Rule("E160", "A field asks for one thing")
    let kinds: [String]
    var message: String { "a field asks for one thing, but this has \(quoted(kinds))" }
  }

  struct BadDay: Finding {
    static let rule = Rule("E161", "A field's first and last day are dates, or count from today")
    let what: String
    let text: String
    var message: String {
      if CivilDay.isNone(text) { return "\(what) is \(quoted(text)), but there is no such day" }
      return "\(what) is a day such as '1971-03-05', 'today', '+14d' or '-18y', not \(quoted(text))"
    }

    /// What was probably meant.
    static func repaired(_ text: String) -> String? {
      let word = text.lowercased().filter { !$0.isWhitespace }
      if ["now", "today()", "today", "current"].contains(word) { return "today" }
      let signed = word.first?.isASCIIDigit ?? false ? "+\(word)" : word
      let units = ["days": "d", "day": "d", "weeks": "w", "week": "w", "months": "m", "month": "m"]
        .merging(["years": "y", "year": "y"]) { first, _ in first }
      let number = signed.prefix { !$0.isLetter }
      guard let unit = units[String(signed.dropFirst(number.count))] else {
        return DateEntry.Bound(signed) == nil || CivilDay(text) != nil ? nil : signed
      }
      return DateEntry.Bound(number + unit).map { _ in number + unit }
    }
  }

  struct BadTime: Finding {
    static let rule = Rule("E162", "A field's first and last time are written as '08:30'")
    let what: String
    let text: String
    var message: String { "\(what) is a time such as '08:30', not \(quoted(text))" }
  }

  struct BadPattern: Finding {
    static let rule = Rule("E163", "A pattern is one that entries can be compared with")
    let fault: PatternFault
    var message: String { fault.description }
  }

  struct BadAmount: Finding {
    static let rule = Rule("E164", "An amount has no more decimals than its currency")
    let what: String
    let text: String
    let decimals: Int
    let currency: String?
    var message: String {
      let whole = currency.map { "\($0) has none" } ?? "give a 'currency' that has some"
      let count = decimals == 0 ? "without decimals (\(whole))" : "with up to \(decimals) decimals"
      return "\(what) is an amount \(count), not \(quoted(text))"
    }
  }

  struct BadEntry: Finding {
    static let rule = Rule("E165", "What is listed can be keyed in")
    let text: String
    let isWord: Bool
    var message: String {
      "\(quoted(text)) can't be keyed in; entries have \(isWord ? "letters and blanks" : "digits")"
    }
  }

  // MARK: Names

  struct WhichInput: Finding {
    static let rule = Rule("E260", "A service that judges entries has one input for them")
    let service: String
    let inputs: [String]
    var message: String {
      inputs.isEmpty
        ? "\(quoted(service)) takes no input, so it can't judge entries"
        : "\(quoted(service)) has several inputs; say under 'input' which of "
          + "\(quoted(inputs)) is the entry"
    }
  }

  // MARK: Conflicts

  struct MisplacedDetail: Finding {
    static let rule = Rule("E360", "A field's keys go with what it asks for")
    let key: String
    let kind: String
    let goesWith: [String]
    var message: String {
      "\(quoted(key)) doesn't go with \(quoted(kind))"
        + (goesWith.isEmpty ? "" : "; it belongs to \(quoted(goesWith, joinedBy: "or"))")
    }
  }

  struct FirstAfterLast: Finding {
    static let rule = Rule("E361", "A field's first day isn't after its last")
    var message: String { "no day is accepted, since 'from' is after 'to'" }
  }

  struct LimitsReversed: Finding {
    static let rule = Rule("E362", "'min' is not above 'max'")
    let lowest: String
    let highest: String
    var message: String { "'min' (\(lowest)) is above 'max' (\(highest))" }
  }

  struct StarIsCommand: Finding {
    static let rule = Rule("E363", "A '*' that is part of entries has no other meaning")
    /// The letter that it stands for; `nil` for a decimal point.
    let letter: Character?
    let role: String
    var message: String {
      let meaning =
        letter.map { "stands for '\($0)' in this field" } ?? "is the decimal point of this amount"
      return "'*' \(meaning), but it also \(role)"
    }
  }

  struct ImpossibleChoice: Finding {
    static let rule = Rule("E364", "What is listed is accepted by the field's other keys")
    let text: String
    let reason: String
    var message: String { "\(quoted(text)) is never accepted: \(reason)" }
  }

  struct NothingMatches: Finding {
    static let rule = Rule("E365", "A pattern matches entries of the field's length")
    let isWord: Bool
    let asked: ClosedRange<Int>
    let lengths: [Int]
    var message: String {
      let unit = isWord ? "letters" : "digits"
      let wanted =
        asked.count == 1 ? "\(asked.lowerBound)" : "\(asked.lowerBound) to \(asked.upperBound)"
      let found = lengths.prefix(4).map { "\($0)" } + (lengths.count > 4 ? ["more"] : [])
      return lengths.isEmpty
        ? "no entry can match the pattern"
          + (isWord ? "; entries have capital letters and blanks only" : "")
        : "the pattern matches \(listed(found, joinedBy: "or")) \(unit), but the field takes \(wanted)"
    }
  }

  struct LimitBeyondDigits: Finding {
    static let rule = Rule("E366", "Numbers with the field's digits can be between its limits")
    let key: String
    let limit: Int
    let digits: Int
    var message: String {
      "no number of \(digits) \(digits == 1 ? "digit" : "digits") is "
        + (key == "min" ? "at least \(limit)" : "at most \(limit)")
    }
  }

  struct NoTimeForPause: Finding {
    static let rule = Rule("E367", "Multi-tap letters leave time for a pause between two of them")
    var message: String {
      "a pause of a second begins the next letter, but 'interdigit_timeout' has ended the entry by "
        + "then"
    }
  }

  struct OutsideCalendar: Finding {
    static let rule = Rule("E368", "A field's first and last day are known in its calendar")
    let text: String
    var message: String {
      "\(quoted(text)) is no day of the Solar Hijri calendar that can be keyed in; days here are "
        + "written in the Gregorian one, from \(SolarHijriDate.firstDay) to \(SolarHijriDate.lastDay)"
    }
  }

  struct EntryNotPassed: Finding {
    static let rule = Rule("E369", "A service that judges entries is given them")
    let service: String
    let field: String
    var message: String {
      "\(quoted(service)) isn't given the entry that it judges; pass '\("${" + field.visible + "}")'"
    }
  }

  struct NothingRefused: Finding {
    static let rule = Rule("W360", "A service that judges entries can refuse some")
    let service: String
    var message: String {
      "no entry is refused, since every outcome of \(quoted(service)) accepts it"
    }
  }
}
