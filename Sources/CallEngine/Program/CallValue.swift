/// The value of a name in a call. Telephone numbers, bill IDs and amounts are texts throughout, so
/// that leading zeros are kept and nothing overflows.
public enum CallValue: Hashable, Sendable {
  case text(String)
  /// An entry whose digits were withheld from a journal (`sensitive: true`): only its length is
  /// known when the journal is replayed.
  case redacted(length: Int)

  /// The text, or a bullet for each key of a withheld entry.
  public var text: String {
    switch self {
    case .text(let text): text
    case .redacted(let length): String(repeating: "•", count: length)
    }
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

  /// The names that are set in every call, in the order of their places.
  public static let builtInNames = ["call.line", "call.language", "call.number_dialled"]
}

/// A value in a script: a literal, or the value of a name when the state is entered.
public enum ValueSource: Hashable, Sendable {
  case literal(String)
  case variable(VariableID)

  /// The value, given those of all names.
  func value(in values: CallValues) -> CallValue? {
    switch self {
    case .literal(let text): .text(text)
    case .variable(let variable): values[variable]
    }
  }
}
