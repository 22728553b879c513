/// Puts the caller through and waits. Exits: `connected`, `busy`, `no_answer`, `failed`.
public final class Transfer: Sendable {
  /// How several targets are rung.
  public enum Ring: String, CaseIterable, Hashable, Sendable {
    /// One after the other, until one answers.
    case each
    /// Together; the first to answer has the call.
    case all
  }

  /// Something that is said to the waiting caller now and then.
  public struct Announcing: Sendable {
    public let every: Duration
    public let prompts: PromptSequence

    public init(every: Duration, _ prompts: PromptSequence) {
      self.every = every
      self.prompts = prompts
    }
  }

  /// Numbers, extensions or SIP URIs; at least one, and no more than can ring together.
  public let targets: [ValueSource]
  public let ring: Ring
  /// How long a target may ring; after that it has the outcome `no_answer`.
  public let connectTimeout: Duration
  /// What the caller hears while it rings, over and over; `nil` to hear it ring.
  public let music: PromptSequence?
  public let announcing: Announcing?
  /// What is said to whoever answers, before the caller is connected.
  public let whisper: PromptSequence?
  private let exits: [StateID]

  /// - Parameter exit: the state that each outcome leads to.
  public init(
    to targets: [ValueSource], ring: Ring = .each,
    connectTimeout: Duration = BuiltIn.connectTimeout, music: PromptSequence? = nil,
    announcing: Announcing? = nil, whisper: PromptSequence? = nil,
    exit: (TransferOutcome) -> StateID
  ) {
    precondition(!targets.isEmpty, "a transfer has a target")
    precondition(targets.count <= RingingTransfers.most, "too many targets to ring together")
    self.targets = targets
    self.ring = ring
    self.connectTimeout = connectTimeout
    self.music = music
    self.announcing = announcing
    self.whisper = whisper
    exits = TransferOutcome.allCases.map(exit)
  }

  public convenience init(
    to target: ValueSource, connectTimeout: Duration = BuiltIn.connectTimeout,
    exit: (TransferOutcome) -> StateID
  ) {
    self.init(to: [target], connectTimeout: connectTimeout, exit: exit)
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
    StateFacts(kind: .transfer, endsCall: true, subject: .numbers(targets))
  }

  func exits(of state: StateID) -> [StateExit] {
    TransferOutcome.allCases.map { outcome in
      StateExit(
        .outcome(outcome.rawValue), exit(outcome),
        when: outcome == .connected ? .answered : .failed)
    }
  }
}
