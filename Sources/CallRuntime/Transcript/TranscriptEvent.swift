public import CallEngine

/// One line of a call's transcript.
public struct TranscriptEvent: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    /// A state was entered; `id` is its name.
    case state
    /// A prompt has ended; `id` is its name, `text` what was really spoken of it.
    case said
    /// The prompt was cut off; `text` is what was left of it.
    case cut
    /// The caller pressed a key; `text` is its label, `withheldKey` or `openKey`.
    case pressed
    /// What becomes of the first key that was reported as open; `text` is what may be shown of it.
    /// Whoever prints in order, such as `SettledTranscript`, shows it in the key's own line.
    case settled
    case sms
    case email
    /// The caller is put through; `to` is the number.
    case transfer
    /// The far side has answered.
    case transferConnected = "transfer_connected"
    /// The transfer is over; `id` is its outcome, or `ended` where this side ended it.
    case transferEnded = "transfer_ended"
    /// The script was changed under the call; `text` says what came of it.
    case script
    /// The call is over; `id` is the cause.
    case hungUp = "hung_up"
  }

  /// Time since the answer.
  public let at: Duration
  public let kind: Kind
  public let id: String?
  public let text: String
  /// Where something goes, where it goes somewhere.
  public let to: String?
  /// What was read aloud, where the prompt is a value.
  public let value: SpokenValue?

  /// What is shown of a key that belongs to a sensitive entry or may be meant for one.
  public static let withheldKey = "•"
  /// What is shown of a key as long as nobody knows what will take it.
  public static let openKey = "·"

  /// A value as the script has it, and how it is read.
  public struct SpokenValue: Hashable, Sendable {
    public let text: String
    public let form: SpokenForm

    public init(_ text: String, as form: SpokenForm) {
      self.text = text
      self.form = form
    }
  }

  public init(
    at: Duration, _ kind: Kind, id: String? = nil, text: String = "", to: String? = nil,
    value: SpokenValue? = nil
  ) {
    self.at = at
    self.kind = kind
    self.id = id
    self.text = text
    self.to = to
    self.value = value
  }

  /// Whether it is a key of which it isn't known yet whether it may be shown.
  var isOpenKey: Bool { kind == .pressed && text == Self.openKey }

  /// The same key, shown otherwise.
  func showing(_ label: String) -> TranscriptEvent {
    TranscriptEvent(at: at, kind, id: id, text: label, to: to, value: value)
  }
}
