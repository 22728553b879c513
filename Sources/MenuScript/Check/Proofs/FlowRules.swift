/// E51x and W51x: where values come from, and where they go.
enum FlowRules {
  static let all: [any Finding.Type] = [
    NeverSet.self, MaybeUnset.self, UnusedEntry.self, UnusedOutput.self, SensitiveSpoken.self,
    SensitiveSent.self, ConfidentialOut.self,
  ]

  /// A breach that keeps a script from being run, and can't be ignored.
  static let ofPrivacy: [any Finding.Type] = [
    SensitiveSpoken.self, SensitiveSent.self, ConfidentialOut.self,
  ]

  struct NeverSet: Finding {
    static let rule = Rule("E511", "A value is set before it is used")
    let name: String
    let state: String
    var message: String {
      "\(quoted(name)) has no value in \(quoted(state)), whatever path the call takes"
    }
  }

  struct MaybeUnset: Finding {
    static let rule = Rule("W512", "A value is set on every path to its use")
    let name: String
    let state: String
    /// Whether a service needs it.
    let isInput: Bool
    var message: String {
      "\(quoted(name)) can be without a value in \(quoted(state)): a path leads there that doesn't set it"
        + (isInput ? ", and what needs it then fails" : "")
    }
  }

  struct UnusedEntry: Finding {
    static let rule = Rule("W513", "What a caller keys in is used")
    let field: String
    var message: String { "the entry \(quoted(field)) is asked for but never used" }
  }

  struct UnusedOutput: Finding {
    static let rule = Rule("W514", "Some output of a service is used")
    let service: String
    var message: String { "nothing that \(quoted(service)) gives is used afterwards" }
  }

  struct SensitiveSpoken: Finding {
    static let rule = Rule("E515", "A sensitive entry is never spoken")
    let name: String
    var message: String { "the sensitive \(quoted(name)) would be spoken aloud" }
  }

  struct SensitiveSent: Finding {
    static let rule = Rule("E516", "A sensitive entry never leaves the line")
    let name: String
    let how: String
    var message: String { "the sensitive \(quoted(name)) would leave the line: \(how)" }
  }

  struct ConfidentialOut: Finding {
    static let rule = Rule("E517", "A confidential value never leaves the line")
    let name: String
    let how: String
    var message: String { "the confidential \(quoted(name)) would leave the line: \(how)" }
  }
}
