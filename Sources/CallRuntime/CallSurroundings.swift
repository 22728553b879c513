public import CallEngine

/// All that a call session meets: ears to speak to, services to ask, lines to be put through to,
/// and whoever watches. The session calls it in the order in which things happen.
public protocol CallSurroundings {
  /// Something happened to the call; the machine will be told next.
  mutating func met(_ event: CallEvent, at now: Duration, before machine: CallMachine)
  /// The machine has answered the event; its effects will be carried out next.
  mutating func answered(
    _ event: CallEvent, at now: Duration, with effects: [CallEffect], by machine: CallMachine)
  /// Begins to speak.
  ///
  /// - Returns: when the announcement will end.
  mutating func play(_ announcement: Announcement, at now: Duration) -> Duration
  mutating func stopPlaying(at now: Duration)
  /// Asks a service, whose work is done at once though its reply may take time.
  mutating func invoke(_ request: ServiceRequest, at now: Duration) -> ServiceAnswer
  mutating func transfer(to target: String, at now: Duration) -> TransferCourse
  /// The transfer under way is ended from this side.
  mutating func endTransfer(at now: Duration)
  mutating func note(_ note: CallNote, at now: Duration)
  /// The call is over, whoever hung up.
  mutating func ended(_ cause: HangUpCause, at now: Duration)
}

/// A service's reply and how long it takes to come.
public struct ServiceAnswer: Hashable, Sendable {
  public let reply: ServiceReply
  public let delay: Duration

  public init(_ reply: ServiceReply, delay: Duration = .zero) {
    self.reply = reply
    self.delay = delay
  }
}

/// How a transfer goes if nobody here ends it.
public struct TransferCourse: Hashable, Sendable {
  public let outcome: TransferOutcome
  /// How long it takes until the far side answers, or is known not to.
  public let ringing: Duration
  /// How long the far side talks, where it answers.
  public let talking: Duration

  public init(_ outcome: TransferOutcome, ringing: Duration, talking: Duration = .zero) {
    self.outcome = outcome
    self.ringing = ringing
    self.talking = talking
  }
}
