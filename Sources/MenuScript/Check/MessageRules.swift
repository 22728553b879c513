import CallEngine

/// E6xx, W6xx: the texts of a line's messages.
enum MessageRules {
  static let all: [any Finding.Type] = [
    UnknownMessage.self, MissingMessages.self, UnknownPlaceholder.self, MissingPlaceholder.self,
    StrayBrace.self, MissingLanguage.self, ForeignMessages.self,
  ]

  struct UnknownMessage: Finding {
    static let rule = Rule("E601", "A message is one that the line sends")
    let id: String
    let suggestion: String?
    var message: String { "the line sends no message \(quoted(id))\(didYouMean(suggestion))" }
  }

  struct MissingMessages: Finding {
    static let rule = Rule("E602", "Every message of the line has a text")
    let ids: [String]
    var message: String { "there is no text for \(quoted(ids))" }
  }

  struct UnknownPlaceholder: Finding {
    static let rule = Rule("E603", "A message names the values that it is given")
    let id: String
    let name: String
    let suggestion: String?
    var message: String {
      "the message \(quoted(id)) is given no \(quoted(name))\(didYouMean(suggestion))"
    }
  }

  struct MissingPlaceholder: Finding {
    static let rule = Rule("E604", "A message names every value that it is given")
    let id: String
    let names: [String]
    var message: String { "the message \(quoted(id)) doesn't name \(quoted(names))" }
  }

  struct StrayBrace: Finding {
    static let rule = Rule("E605", "A brace in a message belongs to a value's name")
    let id: String
    var message: String { "a brace in the message \(quoted(id)) belongs to no '{name}'" }
  }

  struct MissingLanguage: Finding {
    static let rule = Rule("E606", "A line's messages are written in every language that it speaks")
    let languages: [String]
    let folder: String
    var message: String {
      "there are no messages in \(quoted(languages)); they are looked for in \(quoted(folder))"
    }
  }

  struct ForeignMessages: Finding {
    static let rule = Rule(
      "W670", "A line's own messages are in the languages that a script speaks")
    let languages: [String]
    let used: String
    var message: String {
      "callers who hear \(quoted(languages)) get the line's messages in \(quoted(used))"
    }
  }
}
