/// E254, E255: what is kept of a call.
enum ResultRules {
  static let all: [any Finding.Type] = [ListAsResult.self]

  struct ListAsResult: Finding {
    static let rule = Rule("E254", "A result is one value")
    let name: String
    var message: String { "\(quoted(name)) is a list, and a result is one value" }
  }
}
