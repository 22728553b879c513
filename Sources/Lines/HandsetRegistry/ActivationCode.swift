internal import CallEngine
internal import Foundation
internal import Store

/// The code with which a handset is activated. It is in the handset's box, or comes by SMS to the
/// traveller who registered it; the registry keeps only what it takes to recognize it.
struct ActivationCode {
  static let digits = 8

  let secret: Secret

  static func find(_ imei: IMEI, _ db: any StoreConnection) throws -> ActivationCode? {
    let row = try db.row("SELECT * FROM registry_codes WHERE imei = ?", [imei.text])
    return try row.map {
      ActivationCode(secret: Secret(salt: try $0.text("salt"), hash: try $0.text("hash")))
    }
  }

  /// - Returns: the number of its row.
  @discardableResult
  func insert(for imei: IMEI, at moment: Date, _ db: any StoreConnection) throws -> Int64 {
    try db.insert(
      "INSERT INTO registry_codes (imei, salt, hash, issued_at) VALUES (?, ?, ?, ?)",
      [imei.text, secret.salt, secret.hash, StoredTime.milliseconds(moment)])
  }

  /// Makes a code for a handset that has none, and sends it to the one number that may have it.
  static func send(
    for registration: TravellerRegistration, at moment: Date, _ transaction: DeskTransaction
  ) throws {
    let clear = Secret.digits(Self.digits, of: "code \(transaction.makeToken())")
    let code = ActivationCode(secret: Secret(clear, salt: transaction.makeToken()))
    let id = try code.insert(for: registration.imei, at: moment, transaction.db)
    try transaction.send(
      smsDueTo: registration.mobile,
      try transaction.text(
        RegistryMessage.activationCode(registration.imei, code: clear), in: registration.language),
      reference: referencePrefix + String(id))
  }

  // MARK: Messages

  private static let referencePrefix = "activation "

  /// Takes back a code whose SMS will never arrive, so that another can be sent.
  static func withdraw(reference: String, _ db: any StoreConnection) throws {
    guard reference.hasPrefix(referencePrefix),
      let id = Int64(reference.dropFirst(referencePrefix.count))
    else { return }
    try db.execute("DELETE FROM registry_codes WHERE id = ?", [id])
  }
}

/// Wrong codes: the third locks the handset and the SIM for a day, so that a code can't be guessed,
/// neither from one SIM for many handsets nor from many SIMs for one.
struct CodeLock {
  static let tries = 3
  static let day: TimeInterval = 24 * 3600

  let imei: IMEI
  let line: String

  private var subjects: [String] { ["imei \(imei)", "line \(line)"] }

  func isLocked(at moment: Date, _ db: any StoreConnection) throws -> Bool {
    try subjects.contains { subject in
      try db.isTrue(
        "SELECT EXISTS (SELECT 1 FROM registry_locks WHERE subject = ? AND locked_until > ?)",
        [subject, StoredTime.milliseconds(moment)])
    }
  }

  /// Counts a wrong code.
  ///
  /// - Returns: how many tries are left; 0 if this one has locked.
  func fail(at moment: Date, _ db: any StoreConnection) throws -> Int {
    let time = StoredTime.milliseconds(moment)
    let dayAgo = StoredTime.milliseconds(moment.addingTimeInterval(-Self.day))
    let end = StoredTime.milliseconds(moment.addingTimeInterval(Self.day))
    var left = Self.tries
    for subject in subjects {
      // Wrong codes of more than a day ago are forgotten, and so are those that led to a lock.
      try db.execute(
        """
        INSERT INTO registry_locks (subject, failures, failed_at) VALUES (?, 1, ?)
        ON CONFLICT (subject) DO UPDATE SET
          failures = CASE WHEN registry_locks.failed_at > ? AND registry_locks.locked_until IS NULL
            THEN registry_locks.failures + 1 ELSE 1 END,
          failed_at = excluded.failed_at, locked_until = NULL
        """, [subject, time, dayAgo])
      try db.execute(
        "UPDATE registry_locks SET locked_until = ? WHERE subject = ? AND failures >= ?",
        [end, subject, Self.tries])
      let failures = try db.integer(
        "SELECT failures FROM registry_locks WHERE subject = ?", [subject])
      left = min(left, max(0, Self.tries - Int(failures ?? 0)))
    }
    return left
  }

  /// Forgets the wrong codes after the right one.
  func succeed(_ db: any StoreConnection) throws {
    for subject in subjects {
      try db.execute("DELETE FROM registry_locks WHERE subject = ?", [subject])
    }
  }
}
