internal import Store

/// What the local province pays out: reserved before a number is closed, paid after it, each once.
enum Payouts {
  /// The key of a cancellation's own payout.
  static func key(_ saga: Int64) -> String { "refund \(saga)" }

  static func reserve(
    _ amount: Fen, for saga: Int64, by way: Cancellation.RefundWay, to target: String?,
    key: String? = nil, _ db: any StoreConnection
  ) throws {
    try db.execute(
      """
      INSERT INTO cancellation_payouts (key, cancellation, way, target, amount, state)
      VALUES (?, ?, ?, ?, ?, 'reserved') ON CONFLICT (key) DO NOTHING
      """, [key ?? Self.key(saga), saga, way.rawValue, target, amount.count])
  }

  /// Pays out what was reserved, unless it has been paid. A number that can't take it any more is
  /// paid at the counter.
  ///
  /// - Parameter amount: what the home province has handed over.
  static func pay(_ key: String, amount: Fen, _ db: any StoreConnection) throws {
    let changes = try db.execute(
      """
      UPDATE cancellation_payouts SET state = 'paid', amount = ? WHERE key = ? AND state != 'paid'
      """, [amount.count, key])
    guard changes > 0 else { return }
    let target = try db.text(
      "SELECT target FROM cancellation_payouts WHERE key = ? AND way = 'number'", [key])
    guard let target else { return }
    let credits = try db.execute(
      """
      UPDATE cancellation_accounts SET cash = cash + ? WHERE number = ? AND state = 'live'
      """, [amount.count, target])
    if credits == 0 {
      try db.execute(
        "UPDATE cancellation_payouts SET way = 'cash', target = NULL WHERE key = ?", [key])
    }
  }

  static func revoke(_ key: String, _ db: any StoreConnection) throws {
    try db.execute(
      "UPDATE cancellation_payouts SET state = 'revoked' WHERE key = ? AND state = 'reserved'",
      [key])
  }
}
