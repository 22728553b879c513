/// The value of a name in a call. Telephone numbers, bill IDs and amounts are texts throughout, so
/// that leading zeros are kept and nothing overflows.
public enum CallValue: Hashable, Sendable {
  case text(String)
  /// An entry whose digits were withheld from a journal (`sensitive: true`): only its length is
  /// known when the journal is replayed.
  case redacted(length: Int)
  /// Several items, which prompts speak one after the other (`each`).
  case list([ListItem])

  /// The text, or a bullet for each key of a withheld entry; empty for a list, which is no text.
  public var text: String {
    switch self {
    case .text(let text): text
    case .redacted(let length): String(repeating: "•", count: length)
    case .list: ""
    }
  }
}

extension CallValue: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) {
    self = .text(text)
  }
}

/// One item of a list: a plain value, or several values with their names.
public struct ListItem: Hashable, Sendable {
  /// In the service's order, each name once. A plain value has the empty name.
  public let values: [NamedValue]

  public init(_ values: [NamedValue]) {
    self.values = values
  }

  /// An item that is a plain value.
  public init(_ text: String) {
    values = [NamedValue("", text)]
  }

  /// The value of a name; `nil` if the item lacks it.
  public subscript(name: String) -> CallValue? {
    values.first { $0.name == name }?.value
  }
}

/// A variable's place in a program's table of names.
public struct VariableID: Hashable, Sendable {
  public let index: Int

  public init(index: Int) {
    self.index = index
  }

  /// The subscriber line that the call is about: the one that calls, or that is called.
  public static let line = VariableID(index: 0)
  /// The tag of the call's language.
  public static let language = VariableID(index: 1)
  /// The number that was dialled.
  public static let numberDialled = VariableID(index: 2)
  /// The number that the call comes from.
  public static let from = VariableID(index: 3)
  /// The number that is called.
  public static let to = VariableID(index: 4)
  /// When the call was answered, a `Moment`.
  public static let answered = VariableID(index: 5)
  /// Who rang whom, a `CallDirection`.
  public static let direction = VariableID(index: 6)

  /// The names that are set in every call, in the order of their places.
  public static let builtInNames = [
    "call.line", "call.language", "call.number_dialled", "call.from", "call.to", "call.answered",
    "call.direction",
  ]
}

/// A value in a script: a literal, or the value of a name when the state is entered.
public enum ValueSource: Hashable, Sendable {
  case literal(String)
  case variable(VariableID)
  /// A value of the item that an `each` around it speaks, by its name there.
  case item(String)

  /// The value, given those of all names; outside of an `each` an item has none.
  func value(in values: CallValues) -> CallValue? {
    switch self {
    case .literal(let text): .text(text)
    case .variable(let variable): values[variable]
    case .item: nil
    }
  }
}
