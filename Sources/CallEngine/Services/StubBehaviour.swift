/// The behaviour set for the stub of a gateway, a service or a far side.
public struct StubBehaviour: Hashable, Sendable {
  /// How it ends instead of doing its work: `failed`, `no_answer`, a transfer's outcome or one of
  /// the service's own; `nil` if it works.
  public let outcome: String?
  /// A service's outputs with that outcome; missing ones are invented.
  public let output: [NamedValue]
  /// How late it answers.
  public let delay: Duration

  public init(outcome: String? = nil, output: [NamedValue] = [], delay: Duration = .zero) {
    self.outcome = outcome
    self.output = output
    self.delay = delay
  }

  public static let works = StubBehaviour()

  public static func outcome(
    _ name: String, _ output: [NamedValue] = [], delay: Duration = .zero
  ) -> StubBehaviour {
    StubBehaviour(outcome: name, output: output, delay: delay)
  }

  public static func late(_ delay: Duration) -> StubBehaviour { StubBehaviour(delay: delay) }

  /// The outcome for a far side that never answers.
  public static let noAnswer = TransferOutcome.noAnswer.rawValue

  /// The longest delay that can be set.
  public static let maxDelay = Duration.seconds(86_400)

  /// When it answers; for a gateway or service that never does, later than any call waits.
  public var replyDelay: Duration { outcome == Self.noAnswer ? Self.maxDelay : delay }
}
