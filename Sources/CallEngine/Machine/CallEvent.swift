/// Identifies one announcement, so that a late report of its end isn't taken for the current one's.
public struct PlayID: Hashable, Sendable {
  public let number: Int

  public init(_ number: Int) {
    self.number = number
  }
}

/// Identifies one request to a service.
public struct InvocationID: Hashable, Sendable {
  public let number: Int

  public init(_ number: Int) {
    self.number = number
  }
}

/// Identifies one transfer.
public struct TransferID: Hashable, Sendable {
  public let number: Int

  public init(_ number: Int) {
    self.number = number
  }
}

/// Identifies one recording of the caller.
public struct RecordingID: Hashable, Sendable {
  public let number: Int

  public init(_ number: Int) {
    self.number = number
  }
}

/// What happens to a call.
public enum CallEvent: Hashable, Sendable {
  case answered
  case digit(Digit)
  /// A key of a sensitive entry in a journal: the key is withheld, its entry's verdict isn't.
  case withheldDigit(EntryVerdict)
  case finishedPlaying(PlayID)
  case deadlineReached
  case serviceReturned(InvocationID, ServiceReply)
  case recordingEnded(RecordingID, Recording)
  case transferConnected(TransferID)
  case transferEnded(TransferID, TransferOutcome)
  /// The caller is gone.
  case hungUp
}

/// What became of a sensitive entry: all that a journal records of it besides its length.
public enum EntryVerdict: String, Hashable, Sendable {
  /// For a key in a menu: the menu waited for more keys after it.
  case accepted
  case refused
}
