package import Foundation

/// What a centre says of a message after it took it.
package enum DeliveryReceipt: String, CaseIterable, Hashable, Sendable {
  case delivered
  /// It was refused, deleted, or not fetched in time.
  case undeliverable
}

/// By what a centre's receipts will name a message.
package struct AwaitedReceipts: Hashable, Sendable {
  /// Whose numbers they are.
  package let gateway: String
  /// One for each segment.
  package let numbers: [String]

  package init(gateway: String, numbers: [String]) {
    self.gateway = gateway
    self.numbers = numbers
  }
}

extension Store {
  /// How much earlier than its message's answer a receipt may be recorded. Centres begin again with
  /// their numbers, so an old one is another message's.
  private static let earliest: TimeInterval = 600

  /// Notes that receipts are due, in the transaction that records a message as sent.
  static func expect(
    _ receipts: AwaitedReceipts, of message: Int64, at now: Date, _ db: any StoreConnection
  ) throws {
    guard let recipient = try outboxEntry(message, db)?.recipient else { return }
    var early = try db.rows(
      """
      SELECT number, recipient, state FROM receipts
      WHERE gateway = ? AND message IS NULL AND at > ?
      """,
      [
        receipts.gateway, StoredTime.milliseconds(now.addingTimeInterval(-earliest)),
      ])
    early = try early.filter { isSame(try $0.text("recipient"), recipient) }
    for number in receipts.numbers {
      let found = try early.first {
        let told = try $0.text("number")
        return told == number || otherForms(of: told).contains(number)
      }
      if let found {
        try db.execute(
          "DELETE FROM receipts WHERE gateway = ? AND number = ?",
          [receipts.gateway, try found.text("number")])
      }
      try db.execute(
        """
        INSERT INTO receipts (gateway, number, message, state, at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (gateway, number) DO UPDATE SET message = excluded.message,
          recipient = NULL, state = excluded.state, at = excluded.at
        """,
        [
          receipts.gateway, number, message, try found?.text("state"),
          StoredTime.milliseconds(now),
        ])
    }
    try conclude(message, at: now, db)
  }

  /// Records a receipt of a centre.
  ///
  /// Centres differ in how a receipt writes the number that the answer had: the same, or decimal
  /// for hexadecimal. Another form than the same counts only for a message to the same recipient.
  ///
  /// - Parameters:
  ///   - number: as the receipt names the message.
  ///   - recipient: whom the receipt is about.
  /// - Throws: `StoreError`.
  package func record(
    _ receipt: DeliveryReceipt, number: String, of gateway: String, recipient: String, at now: Date
  ) throws {
    try write("record a receipt") { db in
      let isKnown = try Self.note(receipt, number, gateway, recipient, at: now, db)
      if isKnown { return }
      for form in Self.otherForms(of: number)
      where try Self.note(receipt, form, gateway, recipient, at: now, db) {
        return
      }
      let moment = StoredTime.milliseconds(now)
      try db.execute(
        """
        DELETE FROM receipts WHERE message IS NULL AND at < ?
        """, [StoredTime.milliseconds(now.addingTimeInterval(-Self.earliest))])
      try db.execute(
        """
        INSERT INTO receipts (gateway, number, recipient, state, at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (gateway, number) DO UPDATE SET recipient = excluded.recipient,
          state = excluded.state, at = excluded.at
        WHERE receipts.message IS NULL
        """, [gateway, number, recipient, receipt.rawValue, moment])
    }
  }

  /// Records a receipt that names a message by its key.
  ///
  /// - Returns: whether there is such a message, and it was sent or is being sent.
  /// - Throws: `StoreError`.
  package func record(_ receipt: DeliveryReceipt, key: String, at now: Date) throws -> Bool {
    try write("record a receipt") { db in
      let changes = try db.execute(
        """
        UPDATE outbox SET receipt = ?, receipt_at = ?
        WHERE key = ? AND status IN ('queued', 'sent') AND tries > 0
        """, [receipt.rawValue, StoredTime.milliseconds(now), key])
      return changes > 0
    }
  }

  /// - Returns: whether the number is that of a message to the recipient.
  private static func note(
    _ receipt: DeliveryReceipt, _ number: String, _ gateway: String, _ recipient: String,
    at now: Date, _ db: any StoreConnection
  ) throws -> Bool {
    let row = try db.row(
      """
      SELECT outbox.id, outbox.recipient FROM receipts JOIN outbox ON outbox.id = receipts.message
      WHERE receipts.gateway = ? AND receipts.number = ?
      """, [gateway, number])
    guard let row, isSame(try row.text("recipient"), recipient) else { return false }
    try db.execute(
      "UPDATE receipts SET state = ?, at = ? WHERE gateway = ? AND number = ?",
      [receipt.rawValue, StoredTime.milliseconds(now), gateway, number])
    try conclude(try row.integer("id"), at: now, db)
    return true
  }

  /// A message is delivered once all its segments are, and undeliverable once one of them is.
  private static func conclude(_ message: Int64, at now: Date, _ db: any StoreConnection) throws {
    try db.execute(
      """
      UPDATE outbox SET receipt_at = ?1, receipt = CASE
          WHEN EXISTS (SELECT 1 FROM receipts WHERE message = ?2 AND state = 'undeliverable')
          THEN 'undeliverable' ELSE 'delivered' END
      WHERE id = ?2 AND status = 'sent' AND (
        EXISTS (SELECT 1 FROM receipts WHERE message = ?2 AND state = 'undeliverable')
        OR EXISTS (SELECT 1 FROM receipts WHERE message = ?2)
          AND NOT EXISTS (SELECT 1 FROM receipts WHERE message = ?2 AND state IS NULL))
      """, [StoredTime.milliseconds(now), message])
  }

  /// Whether two numbers are the same, with or without a country's code.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    let ends = [one, other].map { String($0.filter(\.isWholeNumber).suffix(8)) }
    return !ends[0].isEmpty && ends[0] == ends[1]
  }

  private static func otherForms(of number: String) -> [String] {
    var forms: [String] = []
    if let value = UInt64(number, radix: 10) {
      forms += [String(value, radix: 16), String(value, radix: 16, uppercase: true)]
    }
    if let value = UInt64(number, radix: 16) { forms.append(String(value)) }
    let bare = number.drop { $0 == "0" }
    forms += [String(bare), number.lowercased(), number.uppercased()]
    return forms.filter { !$0.isEmpty && $0 != number }
  }
}
