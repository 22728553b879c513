internal import Foundation
internal import Store

/// Which SMS other systems have handed in. A gateway that didn't get the answer hands one in again.
enum HandedInSMS {
  /// Gateways try for a few days at most.
  private static let memory: TimeInterval = 7 * 24 * 3600

  /// Whether an SMS wasn't handed in before; it is remembered in the transaction that answers it.
  static func isNew(
    _ id: String, from sender: String, at now: Date, _ db: any StoreConnection
  ) throws -> Bool {
    try db.execute(
      "DELETE FROM handed_in_sms WHERE at < ?",
      [StoredTime.milliseconds(now.addingTimeInterval(-memory))])
    // Numbering is each gateway's own business; with the sender it is less likely to collide.
    return try db.execute(
      "INSERT INTO handed_in_sms (id, at) VALUES (?, ?) ON CONFLICT DO NOTHING",
      [SHA256.hexadecimal(of: "\(sender) \(id)"), StoredTime.milliseconds(now)]) > 0
  }
}
