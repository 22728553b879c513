public import CallEngine

/// All that a call session meets: ears to speak to, services to ask, lines to be put through to,
/// and whoever watches. The session calls it in the order in which things happen.
///
/// What takes time is a port: it is handed the machine's id, and answers at once with what it knows.
/// It may not block: whatever it waits for comes later (`PortAnswer.later`).
public protocol CallSurroundings {
  /// Something happened to the call; the machine will be told next.
  mutating func met(_ event: CallEvent, at now: Duration, before machine: CallMachine)
  /// The machine has answered the event; its effects will be carried out next.
  mutating func answered(
    _ event: CallEvent, at now: Duration, with effects: [CallEffect], by machine: CallMachine)
  /// Begins to speak.
  mutating func play(_ announcement: Announcement, _ id: PlayID, at now: Duration) -> PortAnswer
  mutating func stopPlaying(at now: Duration)
  /// Asks a service.
  mutating func invoke(
    _ request: ServiceRequest, _ id: InvocationID, at now: Duration
  ) -> PortAnswer
  /// Begins to record the caller.
  ///
  /// - Returns: when the recording ends by itself, given what the caller has said so far.
  mutating func record(
    _ id: RecordingID, _ rules: RecordingRules, at now: Duration
  ) -> PortAnswer
  /// Ends a recording now. What was said is kept, even if the call is over.
  mutating func stopRecording(
    _ id: RecordingID, _ end: Recording.End, at now: Duration
  ) -> PortAnswer
  /// The caller begins to speak.
  ///
  /// - Returns: when a recording ends now, if there is one.
  mutating func heard(_ speech: CallerSpeech, at now: Duration) -> PortAnswer?
  /// Has the caller put through.
  ///
  /// - Returns: when the far side answers, or is known not to.
  mutating func transfer(to target: String, _ id: TransferID, at now: Duration) -> PortAnswer
  /// Speaks to a far side that has answered, before it is connected; the caller hears nothing.
  mutating func whisper(
    _ announcement: Announcement, to transfer: TransferID, _ id: PlayID, at now: Duration
  ) -> PortAnswer
  /// The far side has answered; the two talk.
  ///
  /// - Returns: when the far side hangs up.
  mutating func bridged(_ id: TransferID, at now: Duration) -> PortAnswer
  /// The caller presses a key that is meant for the far side, and nobody else.
  mutating func forward(_ digit: Digit, _ id: TransferID, at now: Duration)
  /// The transfer under way is ended from this side.
  mutating func endTransfer(_ id: TransferID, at now: Duration)
  /// Something was completed that the call doesn't wait for any more, or the caller is gone. The
  /// machine isn't told, but whoever keeps records is.
  mutating func late(_ event: CallEvent, at now: Duration)
  mutating func note(_ note: CallNote, at now: Duration)
  /// The call is over, whoever hung up.
  mutating func ended(_ cause: HangUpCause, at now: Duration)
}
