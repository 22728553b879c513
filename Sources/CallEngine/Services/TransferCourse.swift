/// How a transfer goes if the call doesn't end it.
public struct TransferCourse: Hashable, Sendable {
  public let outcome: TransferOutcome
  /// How long it takes until the far side answers, or is known not to answer.
  public let ringing: Duration
  /// How long the far side talks, if it answers.
  public let talking: Duration

  public init(_ outcome: TransferOutcome, ringing: Duration, talking: Duration = .zero) {
    self.outcome = outcome
    self.ringing = ringing
    self.talking = talking
  }

  /// How the stub of a far side behaves; by default it rings for 4 s and talks for 30 s.
  ///
  /// - Parameter stub: the behaviour set for it.
  public init(_ stub: StubBehaviour = .works) {
    outcome = stub.outcome.map { TransferOutcome(rawValue: $0) ?? .failed } ?? .connected
    switch outcome {
    case .connected:
      ringing = stub.delay == .zero ? .seconds(4) : stub.delay
      talking = .seconds(30)
    case .noAnswer:
      // Until the network gives up.
      ringing = stub.delay + .seconds(60)
      talking = .zero
    case .busy, .failed:
      ringing = stub.delay + .seconds(1)
      talking = .zero
    }
  }
}
