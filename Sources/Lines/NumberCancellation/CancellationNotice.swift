internal import CallEngine
internal import Foundation
internal import Store

/// What a number was told when somebody asked for it to be cancelled.
struct CancellationNotice {
  let language: String
  /// When the call took place.
  let moment: Date
  /// When the SMS was sent, which differs for a call that is made as at another time.
  let sentAt: Date

  private static let lifetime: TimeInterval = 24 * 3600

  static func record(
    to number: String, in language: String, by callID: String, at moment: Date, sentAt: Date,
    _ db: any StoreConnection
  ) throws {
    try db.execute(
      """
      INSERT INTO cancellation_notices (number, language, call_id, at, sent_at)
      VALUES (?, ?, ?, ?, ?)
      """,
      [
        number, language, callID, StoredTime.milliseconds(moment), StoredTime.milliseconds(sentAt),
      ])
  }

  static func last(to number: String, _ db: any StoreConnection) throws -> CancellationNotice? {
    let row = try db.row(
      "SELECT * FROM cancellation_notices WHERE number = ? ORDER BY id DESC LIMIT 1", [number])
    return try row.map {
      CancellationNotice(
        language: try $0.text("language"), moment: try $0.moment("at"),
        sentAt: try $0.moment("sent_at"))
    }
  }

  /// The number that an SMS comes from, as callers key it in; `nil` if it isn't one of the
  /// operator's.
  static func number(of sender: MobileRecipient) -> String? {
    guard sender.number.hasPrefix("+86") else { return nil }
    let number = String(sender.number.dropFirst(3))
    return HomeProvince.home(of: number) == nil ? nil : number
  }

  func isRecent(at time: Date) -> Bool { time < sentAt.addingTimeInterval(Self.lifetime) }

  /// When an answer came by the clock of the call.
  func moment(of time: Date) -> Date { moment + max(0, time.timeIntervalSince(sentAt)) }
}
