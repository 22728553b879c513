public import CallEngine

/// One line of a call's transcript.
public struct TranscriptEvent: Hashable, Sendable {
  /// Time since the answer.
  public let at: Duration
  public let content: Content

  public enum Content: Hashable, Sendable {
    /// A state was entered, by its name.
    case state(String)
    /// A prompt has ended, with what was really spoken of it.
    case said(SpokenPrompt)
    /// A prompt was cut off, with what was left of it.
    case cut(SpokenPrompt)
    /// The caller pressed a key.
    case pressed(ShownKey)
    /// What becomes of the first key that was reported as open. Whoever prints in order, such as
    /// `SettledTranscript`, shows it in the key's own line.
    case settled(ShownKey)
    /// A service sent something, or was sent something.
    case message(CallMessage)
    /// The caller said something, for so long.
    case spoke(Duration)
    /// What the caller says is recorded from now on, under this name.
    case recording(String)
    /// A recording has ended.
    case recorded(Recording)
    /// The caller is put through.
    case transfer(to: String)
    /// Said to a far side alone, before it is connected.
    case whispered(String, to: String)
    /// The far side has answered.
    case transferConnected(to: String)
    /// The far side, a line of ours, has said something.
    case farSaid(SpokenPrompt, by: String)
    /// A prompt of the far side's was cut off, with what was left of it.
    case farCut(SpokenPrompt, by: String)
    /// The transfer is over; a damaged journal may not say where it went.
    case transferEnded(TransferEnd, to: String?)
    /// The script was changed under the call, and what came of it.
    case script(ScriptNote)
    /// The call is over.
    case hungUp(HangUpCause)
  }

  public init(at: Duration, _ content: Content) {
    self.at = at
    self.content = content
  }
}

extension Recording {
  /// What became of it, in words.
  public var explanation: String {
    let what = length > .zero ? "recorded \(length.tenths) s" : "recorded nothing"
    return switch end {
    case .silence: "\(what), ended by silence"
    case .key: "\(what), ended by a key"
    case .longest: "\(what), ended by its longest time"
    case .full: "\(what), ended for want of room"
    case .hangUp: "\(what), ended by the end of the call"
    case .failed: "nothing could be recorded"
    }
  }
}

extension Duration {
  /// Seconds with one decimal, as in `3.2`.
  var tenths: String {
    let tenths = nanoseconds / 100_000_000
    return "\(tenths / 10).\(tenths % 10)"
  }
}

/// What is told of a key.
public enum ShownKey: Hashable, Sendable {
  case digit(Digit)
  /// It belongs to a sensitive entry or may be meant for one.
  case withheld
  /// Nobody knows yet what will take it.
  case open

  public var label: String {
    switch self {
    case .digit(let digit): String(digit.character)
    case .withheld: "•"
    case .open: "·"
    }
  }
}

/// What was spoken of a prompt.
public struct SpokenPrompt: Hashable, Sendable {
  /// The prompt's name; what a value is read as; `text`.
  public let id: String
  public let text: String
  /// What was read aloud, where the prompt is a value.
  public let value: Value?

  /// A value as the script has it, and how it is read.
  public struct Value: Hashable, Sendable {
    public let text: String
    public let form: SpokenForm

    public init(_ text: String, as form: SpokenForm) {
      self.text = text
      self.form = form
    }
  }

  public init(_ id: String, _ text: String, value: Value? = nil) {
    self.id = id
    self.text = text
    self.value = value
  }

  /// What may be kept of it if a far side has said it: a value may be what the caller keyed there.
  public var withoutValue: String { value == nil ? text : "…" }
}

extension TranscriptEvent {
  /// What was spoken, whether it was cut off afterwards or not.
  public var said: SpokenPrompt? {
    if case .said(let prompt) = content { prompt } else { nil }
  }

  /// What was left of a prompt that was cut off.
  public var cut: SpokenPrompt? {
    if case .cut(let prompt) = content { prompt } else { nil }
  }

  /// The key that was pressed.
  public var pressed: ShownKey? {
    if case .pressed(let key) = content { key } else { nil }
  }

  public var message: CallMessage? {
    if case .message(let message) = content { message } else { nil }
  }

  /// The number that the caller is put through to.
  public var transferTarget: String? {
    if case .transfer(let number) = content { number } else { nil }
  }

  /// Why the call ended, if it did.
  public var hangUpCause: HangUpCause? {
    if case .hungUp(let cause) = content { cause } else { nil }
  }
}
