/// A counter's place in a program.
public struct CounterID: Hashable, Sendable {
  public let index: Int

  public init(index: Int) {
    self.index = index
  }
}

/// Counts how often calls come by. Exits: `reached` at the visit of a number and at all later ones,
/// `more` before.
///
/// States with the same counter count together. Nothing resets a counter before the call ends.
public final class VisitCount: Sendable {
  public let counter: CounterID
  /// The visit, from 1, at which `reached` is taken.
  public let limit: Int
  public let more: StateID
  public let reached: StateID

  public init(_ counter: CounterID, upTo limit: Int, more: StateID, reached: StateID) {
    self.counter = counter
    self.limit = limit
    self.more = more
    self.reached = reached
  }
}

extension VisitCount: StateAction {
  var facts: StateFacts { StateFacts(kind: .count, subject: .visits(counter, limit: limit)) }

  func exits(of state: StateID) -> [StateExit] {
    [
      StateExit(.outcome(Outcomes.more), more, when: .passing, isBounded: true),
      StateExit(.outcome(Outcomes.reached), reached, when: .passing),
    ]
  }
}
