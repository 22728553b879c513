internal import Foundation
internal import GRDB
internal import Store

/// Which SMS other systems have handed in. A gateway that didn't get the answer hands one in again.
enum HandedInSMS {
  /// Gateways try for a few days at most.
  private static let memory: TimeInterval = 7 * 24 * 3600

  /// Whether an SMS wasn't handed in before; it is remembered in the transaction that answers it.
  static func isNew(
    _ id: String, from sender: String, at now: Date, _ db: Database
  ) throws -> Bool {
    try db.execute(
      sql: "DELETE FROM handed_in_sms WHERE at < ?",
      arguments: [StoredTime.milliseconds(now.addingTimeInterval(-memory))])
    // Numbering is each gateway's own business; with the sender it is less likely to collide.
    try db.execute(
      sql: "INSERT INTO handed_in_sms (id, at) VALUES (?, ?) ON CONFLICT DO NOTHING",
      arguments: [SHA256.hexadecimal(of: "\(sender) \(id)"), StoredTime.milliseconds(now)])
    return db.changesCount > 0
  }
}
