/// What is known about a state of any kind. Code that needs something about a state asks here
/// instead of switching over the kinds, so that each kind answers in its own file.
public struct StateFacts: Sendable {
  public let kind: StateKind
  /// What is said when the state is entered; `nil` if the state says nothing.
  public var prompts: PromptSequence?
  /// How often it is said in total.
  public var times = 1
  /// Whether a key interrupts what is said; `nil` if keys don't matter.
  public var bargeIn: Bool?
  /// How the state listens for keys; `nil` if it takes none.
  public var entryRules: EntryRules?
  /// Whether the caller's keys must not be shown (K13).
  public var isSensitive = false
  /// Whether a call can end here, or leave for a far side.
  public var endsCall = false
  /// How long a caller may hear nothing because the state waits, for a key or for a service.
  public var wait = Duration.zero
  /// What the state works on, if it does more than speak.
  public var subject: StateSubject?

  /// The service that is called, for whatever purpose.
  public var serviceCall: ServiceCall?

  /// Whether calls pass through it without speaking and without listening.
  public var isMute: Bool { prompts == nil && entryRules == nil && !endsCall }

  /// Whether the state puts the caller through.
  public var putsThrough: Bool {
    if case .numbers = subject { true } else { false }
  }
}

/// What a state works on.
public enum StateSubject: Hashable, Sendable {
  /// A value that the caller keys in.
  case entry(VariableID, digits: ClosedRange<Int>)
  /// A service that is called.
  case service(String)
  /// What the caller says.
  case recording(VariableID)
  /// The numbers that the caller is put through to.
  case numbers([ValueSource])
  case language(LanguageSwitch.Target)
  /// A value that decides where the call goes.
  case value(VariableID)
  /// A counter, and the visit at which the count is reached.
  case visits(CounterID, limit: Int)
}
