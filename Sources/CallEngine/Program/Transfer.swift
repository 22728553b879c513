/// Puts the caller through and waits. Exits: `connected`, `busy`, `no_answer`, `failed`.
public final class Transfer: Sendable {
  public let target: ValueSource
  /// How long the far side may ring; after that the outcome is `no_answer`.
  public let connectTimeout: Duration
  private let exits: [StateID]

  /// - Parameter exit: the state that each outcome leads to.
  public init(
    to target: ValueSource, connectTimeout: Duration = BuiltIn.connectTimeout,
    exit: (TransferOutcome) -> StateID
  ) {
    self.target = target
    self.connectTimeout = connectTimeout
    exits = TransferOutcome.allCases.map(exit)
  }

  public func exit(_ outcome: TransferOutcome) -> StateID {
    exits[TransferOutcome.allCases.firstIndex(of: outcome)!]
  }
}

/// How a transfer ended.
public enum TransferOutcome: String, CaseIterable, Hashable, Sendable {
  /// The far side talked and hung up.
  case connected
  case busy
  case noAnswer = "no_answer"
  case failed
}

extension Transfer: StateAction {
  var facts: StateFacts {
    StateFacts(kind: .transfer, endsCall: true, subject: .number(target))
  }

  func exits(of state: StateID) -> [StateExit] {
    TransferOutcome.allCases.map { outcome in
      StateExit(
        .outcome(outcome.rawValue), exit(outcome),
        when: outcome == .connected ? .answered : .failed)
    }
  }
}
