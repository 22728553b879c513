internal import CallEngine
internal import Foundation
internal import Store

/// What keeps a stranger from cancelling a number: the record of all attempts, locks after
/// failures, stops by the number itself, codes, and which call has shown what.
struct NumberGuard {
  enum Attempt: String {
    case start
    case id
    case code
    case confirm
    case stop
  }

  /// How many failures lock a number, counted over a day and all callers, digits and codes together.
  static let mostFailures = 3
  static let day: TimeInterval = 24 * 3600
  static let codeLifetime: TimeInterval = 10 * 60

  let number: String
  let moment: Date
  let db: any StoreConnection

  // MARK: Attempts and locks

  /// Records an attempt.
  func record(_ attempt: Attempt, _ result: String, by callID: String?) throws {
    try db.execute(
      """
      INSERT INTO cancellation_attempts (number, call_id, kind, result, at)
      VALUES (?, ?, ?, ?, ?)
      """, [number, callID, attempt.rawValue, result, StoredTime.milliseconds(moment)])
  }

  /// Records a failure; one too many locks the number.
  ///
  /// - Returns: whether it is locked now.
  func recordFailure(_ attempt: Attempt, by callID: String?) throws -> Bool {
    try record(attempt, "wrong", by: callID)
    let failures =
      try db.integer(
        """
        SELECT count(*) FROM cancellation_attempts
        WHERE number = ? AND result = 'wrong' AND at > ? AND at <= ?
        """,
        [
          number, StoredTime.milliseconds(moment.addingTimeInterval(-Self.day)),
          StoredTime.milliseconds(moment),
        ]) ?? 0
    guard failures >= Self.mostFailures else { return false }
    try setUntil(in: "cancellation_locks", moment.addingTimeInterval(Self.day))
    return true
  }

  func isLocked() throws -> Bool { try isBeforeUntil(in: "cancellation_locks") }

  // MARK: Stops

  /// Stops every cancellation of the number for a day.
  func stop() throws { try setUntil(in: "cancellation_stops", moment.addingTimeInterval(Self.day)) }

  func isStopped() throws -> Bool { try isBeforeUntil(in: "cancellation_stops") }

  private func setUntil(in table: String, _ until: Date) throws {
    try db.execute(
      """
      INSERT INTO \(table) (number, until) VALUES (?, ?)
      ON CONFLICT (number) DO UPDATE SET until = CASE
        WHEN excluded.until > \(table).until THEN excluded.until ELSE \(table).until END
      """, [number, StoredTime.milliseconds(until)])
  }

  private func isBeforeUntil(in table: String) throws -> Bool {
    let until = try db.integer("SELECT until FROM \(table) WHERE number = ?", [number])
    return until.map { StoredTime.milliseconds(moment) < $0 } ?? false
  }

  // MARK: Codes

  /// Whether a code was sent that is still good.
  func hasCode() throws -> Bool { try openCode() != nil }

  /// Keeps a new code, which replaces any other; what is kept can only be compared with.
  func keep(_ code: String, salt: String) throws {
    try db.execute(
      """
      INSERT INTO cancellation_codes (number, salt, hash, expires_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (number) DO UPDATE SET salt = excluded.salt, hash = excluded.hash,
        expires_at = excluded.expires_at
      """,
      [
        number, salt, Secret(code, salt: salt).hash,
        StoredTime.milliseconds(moment.addingTimeInterval(Self.codeLifetime)),
      ])
  }

  /// Whether a code is the one that was sent; it is good once.
  func use(_ code: String) throws -> Bool {
    guard let open = try openCode(), open.matches(code) else { return false }
    try db.execute("DELETE FROM cancellation_codes WHERE number = ?", [number])
    return true
  }

  private func openCode() throws -> Secret? {
    let row = try db.row(
      "SELECT * FROM cancellation_codes WHERE number = ? AND expires_at > ?",
      [number, StoredTime.milliseconds(moment)])
    return try row.map {
      Secret(salt: try $0.text("salt"), hash: try $0.text("hash"))
    }
  }

  // MARK: Calls

  /// Remembers that a call has keyed in the right digits of the ID. It has to do so again for each
  /// number.
  func knowsID(_ callID: String) throws {
    try db.execute(
      """
      INSERT INTO cancellation_sessions (call_id, number, knows_id) VALUES (?, ?, 1)
      ON CONFLICT (call_id) DO UPDATE SET is_verified = CASE
          WHEN cancellation_sessions.number = excluded.number
          THEN cancellation_sessions.is_verified ELSE 0 END,
        number = excluded.number, knows_id = 1
      """, [callID, number])
  }

  func verify(_ callID: String) throws {
    try db.execute(
      "UPDATE cancellation_sessions SET is_verified = 1 WHERE call_id = ? AND number = ?",
      [callID, number])
  }

  func isKnown(to callID: String) throws -> Bool { try session(callID, "knows_id") }

  /// Whether a call has shown both the digits and the code.
  func isVerified(_ callID: String) throws -> Bool { try session(callID, "is_verified") }

  private func session(_ callID: String, _ column: String) throws -> Bool {
    try db.isTrue(
      "SELECT \(column) FROM cancellation_sessions WHERE call_id = ? AND number = ?",
      [callID, number])
  }
}
