public import CallEngine

/// A call to run against a script, with what must be heard and what must happen.
public struct Scenario: Sendable {
  /// The other party of the call.
  public struct Caller: Hashable, Sendable {
    /// The subscriber line that the call is about.
    public let line: String
    /// Whether the operator calls the line (`rung:`), rather than the line the operator.
    public let isRung: Bool
    /// The language that the call begins in; `nil` leaves it to the line.
    public let language: Language?
    /// The number that the call comes from, if it is not the line's.
    public let from: String?
    /// The number dialled.
    public let dialled: String?
    /// When the call is answered; `nil` for the moment that all scenarios have.
    public let at: WrittenMoment?
  }

  /// What a stub is set to do: `given: { sms: failed }`, before the call or as one of its steps.
  public struct Provision: Hashable, Sendable {
    public let subject: StubTarget
    public let behaviour: StubBehaviour

    public init(subject: StubTarget, behaviour: StubBehaviour) {
      self.subject = subject
      self.behaviour = behaviour
    }
  }

  /// The scenario's description of itself.
  public let title: String?
  /// The script's path, relative to the same folder as the scenario's path.
  public let script: String
  public let caller: Caller
  public let given: [Provision]
  public let steps: [Step]
}

extension Scenario {
  /// The code of the rule that a stub's name is known.
  public static let unknownStub = ScenarioRules.UnknownStub.rule.code

  /// One step and its place in the file, which is shown if it fails.
  public struct Step: Sendable {
    public enum Kind: Hashable, Sendable {
      case hear(Heard)
      /// Like `hear`, but nothing else may be spoken before it.
      case hearNext(Heard)
      /// Keys, 200 ms apart.
      case press([Digit])
      case wait(Duration)
      /// The caller says something for so long.
      case speak(Duration)
      case expect(Expectation)
      /// Changes what stubs do from now on.
      case given([Provision])
      /// An SMS from a number, or from the number that was last asked.
      case replySMS(from: String?, text: String)
      /// The caller hangs up.
      case hangUp
    }

    public let kind: Kind
    public let range: SourceRange

    public var location: SourceLocation { range.location }
  }

  /// What must be heard.
  public enum Heard: Hashable, Sendable {
    /// A prompt of the catalogs.
    case prompt(String)
    /// Part of what is said, ignoring blanks.
    case text(String)
    case value(String, SpokenForm)
  }

  /// What must have happened in the call so far.
  public enum Expectation: Hashable, Sendable {
    /// A message whose text contains this, to this number if one is given.
    case sms(contains: String, to: String?)
    case email(contains: String, to: String?)
    case noSMS
    case noEmail
    case transfer(String)
    case state(String)
    case language(Language)
    case hungUp(HungUp)
  }

  /// Who or what ended the call.
  public enum HungUp: String, CaseIterable, Hashable, Sendable {
    case line
    case caller
    case maxDuration = "max_duration"
    case circle
  }
}
