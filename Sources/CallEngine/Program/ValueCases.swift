/// What a value can be compared with.
public enum ValueTest: Hashable, Sendable {
  /// Exactly this text.
  case text(String)
  /// A number among these, both ends included.
  case numbers(ClosedRange<WrittenNumber>)
  /// Any value.
  case set
  /// No value.
  case unset

  func holds(for value: CallValue?, _ number: WrittenNumber?) -> Bool {
    switch self {
    case .set: value != nil
    case .unset: value == nil
    case .text(let text): value == .text(text)
    case .numbers(let range): number.map(range.contains) ?? false
    }
  }
}

/// One of several things, chosen by a value.
public struct ValueCases<Choice: Sendable>: Sendable {
  public struct Case: Sendable {
    /// As written in the script: `1-3`, `delivered`, `unset`.
    public let name: String
    public let tests: [ValueTest]
    public let choice: Choice

    public init(_ name: String, _ tests: [ValueTest], _ choice: Choice) {
      self.name = name
      self.tests = tests
      self.choice = choice
    }
  }

  /// No value is among the tests of two of them.
  public let cases: [Case]
  /// What is chosen for any other value; `nil` if there is no other.
  public let otherwise: Choice?

  public init(_ cases: [Case], otherwise: Choice? = nil) {
    self.cases = cases
    self.otherwise = otherwise
  }

  /// The case that a value belongs to; `nil` if none does.
  func match(_ value: CallValue?) -> Case? {
    var number: WrittenNumber?
    if case .text(let text) = value { number = WrittenNumber(text) }
    return cases.first { $0.tests.contains { $0.holds(for: value, number) } }
  }

  /// Every choice, in the order of the script.
  public var all: [Choice] { cases.map(\.choice) + (otherwise.map { [$0] } ?? []) }
}
