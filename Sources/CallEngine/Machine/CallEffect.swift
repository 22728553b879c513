/// What the driver of a call must do. An effect that finishes later carries an id, which its
/// completion event returns.
public enum CallEffect: Hashable, Sendable {
  /// Completed by `finishedPlaying`, unless `stopPlaying` comes first.
  case play(Announcement, PlayID)
  case stopPlaying
  /// Completed by `serviceReturned`. Never recalled, even if the caller hangs up (K10).
  case invoke(ServiceRequest, InvocationID)
  /// Completed by `recordingEnded`, by itself when the caller is silent or after `stopRecording`.
  /// Indirect, because the rules would make every other effect larger, too.
  indirect case record(RecordingID, RecordingRules)
  /// Ends a recording, whose completion follows; what was said is kept even if nobody waits for it.
  case stopRecording(RecordingID, Recording.End)
  /// Completed by `transferEnded`, after `transferConnected` if the far side answers (K11).
  case transfer(to: String, TransferID)
  case endTransfer(TransferID)
  /// Speaks to the far side alone, which has just answered. Completed by `finishedPlaying`.
  case whisper(Announcement, TransferID, PlayID)
  /// A key for the far side of a connected transfer.
  case forward(Digit, TransferID)
  case hangUp(HangUpCause)
  /// Information for observers; the driver can ignore it.
  case note(CallNote)
}

/// Why a call ended.
public enum HangUpCause: String, Hashable, Sendable {
  /// The caller hung up.
  case caller
  /// The script reached a `hang_up` state.
  case line
  /// The call reached the script's `max_duration`.
  case maxDuration = "max_duration"
  /// The script went in a circle of states that neither speak nor wait; see `CircleGuard`.
  case circle
}

/// Something that an observer may want to know about a call.
public enum CallNote: Hashable, Sendable {
  case entered(StateID)
  /// The exit by which the state is left, or a choice that repeats; only if the call's exits are
  /// traced.
  case took(ExitID)
  /// A noinput, by its number in the visit, from 1.
  case noinput(Int)
  /// A nomatch, by its number in the visit, from 1.
  case nomatch(Int)
  /// Keys that a journal must withhold (K13), by their numbers; the call's first key is 0.
  case withheld(Range<Int>, EntryVerdict)
}
