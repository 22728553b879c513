package import Foundation

/// How many SMS there are of those that limits count: queued or sent, by a call's request or as
/// answers to SMS.
extension Store {
  /// Times between which messages are counted; neither is one of them.
  package typealias Window = (after: Date, before: Date)

  /// Those that a call has requested.
  package static func countSMS(ofCall callID: String, _ db: any StoreConnection) throws -> Int {
    try countSMS("call_id IS NOT NULL AND call_id = ?", [callID], db)
  }

  /// Those that calls have requested for a recipient.
  package static func countSMS(
    to recipient: String, within window: Window, _ db: any StoreConnection
  ) throws -> Int {
    try countSMS(
      "call_id IS NOT NULL AND recipient = ? AND at > ? AND at < ?",
      [recipient] + values(of: window), db)
  }

  /// Those that a caller has requested.
  package static func countSMS(
    ofCaller caller: String, within window: Window, _ db: any StoreConnection
  ) throws -> Int {
    try countSMS(
      "call_id IS NOT NULL AND caller = ? AND at > ? AND at < ?", [caller] + values(of: window), db)
  }

  /// The answers that a number has had.
  package static func countAnswers(
    to recipient: String, within window: Window, _ db: any StoreConnection
  ) throws -> Int {
    try countSMS(
      "call_id IS NULL AND recipient = ? AND at > ? AND at < ?",
      [recipient] + values(of: window), db)
  }

  private static func values(of window: Window) -> StoredValues {
    [StoredTime.milliseconds(window.after), StoredTime.milliseconds(window.before)]
  }

  /// There is an index for each of these conditions, which has them word by word.
  private static func countSMS(
    _ condition: String, _ values: StoredValues, _ db: any StoreConnection
  ) throws -> Int {
    Int(
      try db.integer(
        """
        SELECT count(*) FROM outbox
        WHERE kind = 'sms' AND status IN ('queued', 'sent') AND \(condition)
        """, values) ?? 0)
  }
}
