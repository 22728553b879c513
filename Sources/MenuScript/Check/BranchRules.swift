/// Ex30 to Ex39: what a value chooses, and lists.
enum BranchRules {
  static let shapes: [any Finding.Type] = [MalformedCase.self, NotAName.self]
  static let names: [any Finding.Type] = [UnknownItemValue.self]
  static let conflicts: [any Finding.Type] = [
    Gap.self, Overlap.self, NeverChosen.self, ListAsValue.self, NotAList.self, EachInEach.self,
    ItemNameTaken.self, CountOfOne.self, ItemUnused.self, NeedlessElse.self,
  ]
  static let proofs: [any Finding.Type] = [UnsetWithoutCase.self, NeverSetSwitch.self]

  struct MalformedCase: Finding {
    static let rule = Rule(
      "E130", "A case is values and spans with commas between them, 'set' or 'unset'")
    let key: String
    let fault: String
    var message: String { "\(quoted(key)) is no case: \(fault)" }
  }

  struct NotAName: Finding {
    static let rule = Rule("E131", "What chooses or is listed is a value, '${…}'")
    let what: String
    let text: String
    var message: String { "\(what) is a value's name, '${…}', not \(quoted(text))" }
  }

  struct UnknownItemValue: Finding {
    static let rule = Rule("E230", "What an item is asked for is among its values")
    let list: String
    let name: String
    let suggestion: String?
    var message: String {
      (name.isEmpty
        ? "an item of \(quoted(list)) is no single value"
        : "an item of \(quoted(list)) has no value \(quoted(name))") + didYouMean(suggestion)
    }
  }

  struct Gap: Finding {
    static let rule = Rule("E330", "The cases cover every value, or there is an 'else'")
    let name: String
    /// The values without a case; empty if the value can be anything.
    let values: [String]
    var message: String {
      values.isEmpty
        ? "\(quoted(name)) can be anything, but there is no 'else'"
        : "\(quoted(name)) can be \(shown(values)), which has no case"
    }
  }

  struct Overlap: Finding {
    static let rule = Rule("E331", "A value belongs to one case only")
    let values: String
    let cases: [String]
    var message: String {
      cases[0] == cases[1]
        ? "\(quoted(cases[0])) names \(values) twice"
        : "\(values) belongs to \(quoted(cases[0])) and to \(quoted(cases[1]))"
    }
  }

  struct NeverChosen: Finding {
    static let rule = Rule("E332", "A case is a value that there can be")
    let name: String
    let key: String
    let suggestion: String?
    var message: String { "\(quoted(name)) is never \(quoted(key))\(didYouMean(suggestion))" }
  }

  struct ListAsValue: Finding {
    static let rule = Rule("E333", "A list is spoken by 'each', and used nowhere else")
    let name: String
    var message: String { "\(quoted(name)) is a list, which only 'each' can speak" }
  }

  struct NotAList: Finding {
    static let rule = Rule("E334", "What 'each' speaks is a list")
    let name: String
    var message: String { "\(quoted(name)) isn't a list" }
  }

  struct EachInEach: Finding {
    static let rule = Rule("E335", "An 'each' isn't inside another one")
    var message: String { "an item's values are no lists: an 'each' can't be inside another" }
  }

  struct ItemNameTaken: Finding {
    static let rule = Rule("E336", "An item has a name that no other value has")
    let name: String
    let other: String
    var message: String { "\(quoted(name)) would hide the value \(quoted(other))" }
  }

  struct CountOfOne: Finding {
    static let rule = Rule("W330", "A count lets a call come by more than once")
    var message: String { "'more' is never taken: the first visit is the one that is reached" }
  }

  struct ItemUnused: Finding {
    static let rule = Rule("W331", "What is said of an item speaks something of it")
    let name: String
    var message: String {
      "the same is said of each \(quoted(name)), since none of its values is used"
    }
  }

  struct NeedlessElse: Finding {
    static let rule = Rule("W332", "An 'else' can be taken")
    var message: String { "'else' is never taken: every value has a case" }
  }

  struct UnsetWithoutCase: Finding {
    static let rule = Rule("E530", "A switch knows what to do without a value")
    let name: String
    let state: String
    var message: String {
      "\(quoted(name)) can be without a value in \(quoted(state)), which has neither a case 'unset' "
        + "nor an 'else'"
    }
  }

  struct NeverSetSwitch: Finding {
    static let rule = Rule("W530", "A switch looks at a value that there can be")
    let name: String
    let state: String
    var message: String {
      "\(quoted(name)) has no value in \(quoted(state)), whatever path the call takes: the switch "
        + "always goes the same way"
    }
  }

  /// `0, 6-9 or 12`
  private static func shown(_ values: [String]) -> String {
    let most = 6
    let quotedValues = values.prefix(most).map { quoted($0) }
    return values.count > most
      ? quotedValues.joined(separator: ", ") + " and others"
      : listed(quotedValues, joinedBy: "or")
  }
}
