/// What the driver of a call must do. An effect that finishes later carries an id, which its
/// completion event returns.
public enum CallEffect: Hashable, Sendable {
  /// Completed by `finishedPlaying`, unless `stopPlaying` comes first.
  case play(Announcement, PlayID)
  case stopPlaying
  /// Completed by `serviceReturned`. Never recalled, even if the caller hangs up (K10).
  case invoke(ServiceRequest, InvocationID)
  /// Completed by `transferEnded`, after `transferConnected` if the far side answers (K11).
  case transfer(to: String, TransferID)
  case endTransfer(TransferID)
  /// A key for the far side of a connected transfer.
  case forward(Digit, TransferID)
  case hangUp(HangUpCause)
  /// For whoever watches the call; nothing need be done.
  case note(CallNote)
}

/// Why a call ended.
public enum HangUpCause: String, Hashable, Sendable {
  /// The caller hung up.
  case caller
  /// The script came to a `hang_up` state.
  case line
  /// The call reached the script's `max_duration`.
  case maxDuration = "max_duration"
  /// The script went in a circle of states none of which speaks or waits; see `CircleGuard`.
  case circle
}

/// Something worth knowing about a call's course.
public enum CallNote: Hashable, Sendable {
  case entered(StateID)
  /// The exit by which the state is left, or a choice that repeats; only of a call whose exits are
  /// traced.
  case took(ExitID)
  /// The how-manieth noinput of the visit.
  case noinput(Int)
  /// The how-manieth nomatch of the visit.
  case nomatch(Int)
  /// Keys, counted from the call's first key as 0, that a journal must withhold (K13).
  case withheld(Range<Int>, EntryVerdict)
}
