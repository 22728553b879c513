public import CallEngine

/// A line to somebody who is rung for a caller. It never waits: what happens at the other end is
/// reported to whom it was told.
public protocol FarSide: AnyObject {
  /// Begins to ring.
  ///
  /// - Parameter report: is told, from any thread, that the far side answered, and how it ended.
  func ring(reporting report: FarSideReport)
  /// The caller presses a key once the two talk. It is nobody else's business: keep it nowhere.
  func forward(_ digit: Digit)
  /// The transfer is ended from this side; that it has ended is reported all the same.
  func hangUp()
}

/// By which a far side says what has become of a transfer, from any thread.
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
  /// - Parameter outcome: why the two never talked; `.connected` if they did.
  public func ended(_ outcome: TransferOutcome) {
    inbox.deliver(.transferEnded(id, outcome))
  }
}
