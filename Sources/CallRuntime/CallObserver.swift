public import CallEngine

/// Whoever watches where a call goes, without a part in it: coverage, for one.
public protocol CallObserver: AnyObject {
  /// The machine noted something of the call's course; its exits are traced.
  func noted(_ note: CallNote)
  /// The line began to speak.
  func began(_ announcement: Announcement)
}
