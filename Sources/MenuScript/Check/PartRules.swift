/// Rules of parts.
enum PartRules {
  static let names: [any Finding.Type] = [
    UnknownPart.self, UnknownParameter.self, MissingParameter.self,
  ]
  static let conflicts: [any Finding.Type] = [
    Recursion.self, NameTwice.self, UnusedPart.self, UnusedParameter.self, UnusedExit.self,
  ]

  struct UnknownPart: Finding {
    static let rule = Rule("E231", "A part is one of the script's, or comes with gooya")
    let name: String
    let suggestion: String?
    var message: String { "no part named \(quoted(name))\(didYouMean(suggestion))" }
  }

  struct UnknownParameter: Finding {
    static let rule = Rule("E232", "A part has the parameter that it is given")
    let part: String
    let name: String
    let suggestion: String?
    var message: String {
      "part \(quoted(part)) has no parameter \(quoted(name))\(didYouMean(suggestion))"
    }
  }

  struct MissingParameter: Finding {
    static let rule = Rule("E233", "A part is given all its parameters")
    let part: String
    let names: [String]
    var message: String { "part \(quoted(part)) needs \(quoted(names)) under 'with'" }
  }

  struct Recursion: Finding {
    static let rule = Rule("E337", "A part doesn't contain itself")
    let parts: [String]
    var message: String {
      "the part would contain itself: \(parts.map { quoted($0) }.joined(separator: " → "))"
    }
  }

  struct NameTwice: Finding {
    static let rule = Rule("E338", "A name in a part means one thing")
    let name: String
    let roles: String
    var message: String { "\(quoted(name)) names \(roles)" }
  }

  struct UnusedPart: Finding {
    static let rule = Rule("W333", "A part is used somewhere")
    let name: String
    var message: String { "no state uses the part \(quoted(name))" }
  }

  struct UnusedParameter: Finding {
    static let rule = Rule("W334", "A part uses its parameters")
    let part: String
    let name: String
    var message: String { "part \(quoted(part)) doesn't use its parameter \(quoted(name))" }
  }

  struct UnusedExit: Finding {
    static let rule = Rule("W335", "A part leaves by each of its exits")
    let part: String
    let name: String
    var message: String { "part \(quoted(part)) never leaves by its exit \(quoted(name))" }
  }
}
