/// What holds of a state, whatever its kind. Whoever wants to know something of a state asks for it
/// here instead of switching over the kinds, so that a new kind answers in its own file.
public struct StateFacts: Sendable {
  public let kind: StateKind
  /// What is said when the state is entered; `nil` if the state says nothing.
  public var prompts: PromptSequence?
  /// How often it is said in all.
  public var times = 1
  /// Whether a key ends what is said; `nil` where keys don't matter.
  public var bargeIn: Bool?
  /// How keys are awaited; `nil` if the state takes none.
  public var entryRules: EntryRules?
  /// Whether what the caller keys in must not be shown (K13).
  public var isSensitive = false
  /// Whether a call can end here, or goes on elsewhere.
  public var endsCall = false
  /// How long a caller may hear nothing because the state waits, for a key or for a service.
  public var wait = Duration.zero
  /// What the state works on, if that is more than words.
  public var subject: StateSubject?

  /// Whether calls pass through without a word and without listening to the caller.
  public var isMute: Bool { prompts == nil && entryRules == nil && !endsCall }

  /// Whether the caller is put through to somebody.
  public var putsThrough: Bool {
    if case .number = subject { true } else { false }
  }
}

/// What a state works on.
public enum StateSubject: Hashable, Sendable {
  /// A value that the caller keys in.
  case entry(VariableID, digits: ClosedRange<Int>)
  /// A service that is asked.
  case service(String)
  /// A number that the caller is put through to.
  case number(ValueSource)
  case language(LanguageSwitch.Target)
}
