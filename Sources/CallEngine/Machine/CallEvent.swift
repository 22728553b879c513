/// Names one announcement, so that a late report of its end is told from the current one's.
public struct PlayID: Hashable, Sendable {
  public let number: Int

  public init(_ number: Int) {
    self.number = number
  }
}

/// Names one request to a service.
public struct InvocationID: Hashable, Sendable {
  public let number: Int

  public init(_ number: Int) {
    self.number = number
  }
}

/// Names one transfer.
public struct TransferID: Hashable, Sendable {
  public let number: Int

  public init(_ number: Int) {
    self.number = number
  }
}

/// What happens to a call.
public enum CallEvent: Hashable, Sendable {
  case answered
  case digit(Digit)
  /// A key of a sensitive entry in a journal: withheld, but for what became of its entry.
  case withheldDigit(EntryVerdict)
  case finishedPlaying(PlayID)
  case deadlineReached
  case serviceReturned(InvocationID, ServiceReply)
  case transferConnected(TransferID)
  case transferEnded(TransferID, TransferOutcome)
  /// The caller is gone.
  case hungUp
}

/// What became of a sensitive entry: all that a journal tells of it beside its length.
public enum EntryVerdict: String, Hashable, Sendable {
  /// Of a key in a menu: more keys were awaited after it.
  case accepted
  case refused
}
