public import CallEngine

/// Watches a call without taking part in it, such as coverage.
public protocol CallObserver: AnyObject {
  /// The machine noted a step of the call; its exits are traced.
  func noted(_ note: CallNote)
  /// The line began to speak.
  func began(_ announcement: Announcement)
}
