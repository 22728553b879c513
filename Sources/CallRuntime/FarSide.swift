public import CallEngine

/// A line that is called for a transfer. It never waits: it reports what happens at the other end.
public protocol FarSide: AnyObject {
  /// Begins to ring.
  ///
  /// - Parameter report: receives, from any thread, that the far side answered, and how it ended.
  func ring(reporting report: FarSideReport)
  /// The caller presses a key during the conversation. It is private: don't keep it anywhere.
  func forward(_ digit: Digit)
  /// The transfer is ended from this side; its end is still reported.
  func hangUp()
}

/// Reports the progress of a transfer, from any thread.
public struct FarSideReport: Sendable {
  private let id: TransferID
  private let inbox: CallInbox.Address

  init(_ id: TransferID, to inbox: CallInbox.Address) {
    self.id = id
    self.inbox = inbox
  }

  /// The far side has answered: the two talk.
  public func connected() {
    inbox.deliver(.transferConnected(id))
  }

  /// The transfer is over.
  ///
  /// - Parameter outcome: why it wasn't connected; `.connected` if it was.
  public func ended(_ outcome: TransferOutcome) {
    inbox.deliver(.transferEnded(id, outcome))
  }
}
