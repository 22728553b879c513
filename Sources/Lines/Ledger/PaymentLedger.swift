import CallEngine
package import Foundation
package import Store

/// What has been paid, for all lines: the line that takes payments records them here, and those that
/// ask for money look them up.
///
/// A line that wants to be paid an amount that the payment ID doesn't tell, such as one in another
/// currency, demands it here first.
package enum PaymentLedger {
  /// What a payment is for: a bill ID and a payment ID, each without leading zeros.
  package struct Key: Hashable, Sendable {
    package let billID: String
    package let paymentID: String

    package init(billID: String, paymentID: String) {
      self.billID = String(billID.drop { $0 == "0" })
      self.paymentID = String(paymentID.drop { $0 == "0" })
    }
  }

  /// An amount in the currency's smallest unit: Rial, fen.
  package struct Amount: Hashable, Sendable {
    package let units: Int64
    /// ISO 4217.
    package let currency: String

    package init(_ units: Int64, _ currency: String) {
      self.units = units
      self.currency = currency
    }
  }

  package struct Payment: Hashable, Sendable {
    package let key: Key
    package let amount: Amount
    package let paidAt: Date
    /// The number under which it is found again.
    package let receipt: Int64
  }

  /// Asks for an amount; asking again for the same key changes nothing.
  package static func demand(
    _ amount: Amount, for key: Key, at now: Date, _ db: any StoreConnection
  ) throws {
    try db.execute(
      """
      INSERT INTO demands (bill_id, payment_id, amount, currency, asked_at)
      VALUES (?, ?, ?, ?, ?) ON CONFLICT (bill_id, payment_id) DO NOTHING
      """,
      [
        key.billID, key.paymentID, amount.units, amount.currency, StoredTime.milliseconds(now),
      ])
  }

  /// The amount that a line has asked for; `nil` if none has.
  package static func demanded(for key: Key, _ db: any StoreConnection) throws -> Amount? {
    return try db.row(
      "SELECT * FROM demands WHERE bill_id = ? AND payment_id = ?", [key.billID, key.paymentID]
    ).map {
      try amount($0)
    }
  }

  /// Records a payment, once for each key.
  ///
  /// - Returns: the payment; `nil` if it has been paid before, when nothing is recorded.
  package static func pay(
    _ amount: Amount, for key: Key, at now: Date, _ db: any StoreConnection
  ) throws -> Payment? {
    let changes = try db.execute(
      """
      INSERT INTO payments (bill_id, payment_id, amount, currency, paid_at)
      VALUES (?, ?, ?, ?, ?) ON CONFLICT (bill_id, payment_id) DO NOTHING
      """,
      [
        key.billID, key.paymentID, amount.units, amount.currency, StoredTime.milliseconds(now),
      ])
    return changes == 0 ? nil : try payment(for: key, db)
  }

  /// The payment for a key; `nil` if it hasn't been paid.
  package static func payment(for key: Key, _ db: any StoreConnection) throws -> Payment? {
    return try db.row(
      "SELECT * FROM payments WHERE bill_id = ? AND payment_id = ?", [key.billID, key.paymentID]
    ).map { row in
      return Payment(
        key: key, amount: try amount(row),
        paidAt: try row.moment("paid_at"), receipt: try row.integer("id"))
    }
  }

  package static func isPaid(_ key: Key, _ db: any StoreConnection) throws -> Bool {
    return try db.isTrue(
      "SELECT EXISTS (SELECT 1 FROM payments WHERE bill_id = ? AND payment_id = ?)",
      [key.billID, key.paymentID])
  }

  private static func amount(_ row: StoredRow) throws -> Amount {
    Amount(try row.integer("amount"), try row.text("currency"))
  }

  /// Times are milliseconds since 1970-01-01 UTC.
  static let migrations = StoreSchema.Migrations(of: "ledger", [createTables])

  private static func createTables(_ db: any StoreConnection) throws {
    try db.define(
      """
      CREATE TABLE demands (
        bill_id TEXT NOT NULL, payment_id TEXT NOT NULL,
        amount INTEGER NOT NULL CHECK (amount > 0), currency TEXT NOT NULL,
        asked_at INTEGER NOT NULL,
        PRIMARY KEY (bill_id, payment_id)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE payments (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        bill_id TEXT NOT NULL, payment_id TEXT NOT NULL,
        amount INTEGER NOT NULL CHECK (amount > 0), currency TEXT NOT NULL,
        paid_at INTEGER NOT NULL,
        UNIQUE (bill_id, payment_id)
      ) STRICT;
      """)
  }
}

extension PaymentLedger.Key {
  package init(_ bill: BillID, _ payment: PaymentID) {
    self.init(billID: bill.text, paymentID: payment.text)
  }
}
