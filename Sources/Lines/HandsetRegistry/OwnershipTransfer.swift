internal import CallEngine
internal import Foundation
internal import Store

/// A handset that somebody wants to have transferred to another number: its owner is asked by SMS.
struct OwnershipTransfer {
  /// How long the owner's answer is awaited.
  static let lifetime: TimeInterval = 24 * 3600
  static let codeDigits = 4

  enum State: String {
    case open, done, refused, withdrawn
  }

  let id: Int64
  let imei: IMEI
  /// The number bound when it was asked; nobody else may learn it.
  let owner: String
  let recipient: MobileNumber
  let recipientLanguage: String
  /// The owner's.
  let language: String
  let code: Secret
  let askedAt: Date
  let expiresAt: Date
  let state: State

  /// Records a request. One for the same handset and number replaces an older one.
  ///
  /// - Returns: its reference in the outbox.
  static func open(
    _ imei: IMEI, from owner: Binding, to recipient: MobileNumber, in recipientLanguage: String,
    code: Secret, at now: Date, _ db: any StoreConnection
  ) throws -> String {
    let time = StoredTime.milliseconds(now)
    try db.execute(
      """
      UPDATE registry_transfers SET state = 'withdrawn', closed_at = ?
      WHERE imei = ? AND recipient = ? AND state = 'open'
      """, [time, imei.text, recipient.number])
    let id = try db.insert(
      """
      INSERT INTO registry_transfers (imei, owner, recipient, recipient_language, language, salt,
        hash, asked_at, expires_at, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')
      """,
      [
        imei.text, owner.number, recipient.number, recipientLanguage, owner.language, code.salt,
        code.hash, time, StoredTime.milliseconds(now.addingTimeInterval(lifetime)),
      ])
    return referencePrefix + String(id)
  }

  /// What an owner has been asked, the latest first; without what was replaced or couldn't be sent.
  static func asked(of owner: String, _ db: any StoreConnection) throws -> [OwnershipTransfer] {
    try db.rows(
      """
      SELECT * FROM registry_transfers WHERE owner = ? AND state != 'withdrawn'
      ORDER BY id DESC LIMIT 20
      """, [owner]
    ).map { try OwnershipTransfer($0) }
  }

  private init(_ row: StoredRow) throws {
    guard let recipient = try? MobileNumber(parsing: row.text("recipient")) else {
      throw DamagedRow()
    }
    self.recipient = recipient
    id = try row.integer("id")
    imei = try .stored(row.text("imei"))
    owner = try row.text("owner")
    recipientLanguage = try row.text("recipient_language")
    language = try row.text("language")
    code = Secret(salt: try row.text("salt"), hash: try row.text("hash"))
    askedAt = try row.moment("asked_at")
    expiresAt = try row.moment("expires_at")
    state = try row.word("state")
  }

  func isOpen(at now: Date) -> Bool { state == .open && expiresAt > now }

  func close(as state: State, at now: Date, _ db: any StoreConnection) throws {
    try db.execute(
      "UPDATE registry_transfers SET state = ?, closed_at = ? WHERE id = ?",
      [state.rawValue, StoredTime.milliseconds(now), id])
  }

  /// Binds the handset to its new number, which closes what else was asked about it.
  func carryOut(at now: Date, _ db: any StoreConnection) throws {
    try Binding(number: recipient.number, language: recipientLanguage).bind(imei, at: now, db)
    try close(as: .done, at: now, db)
    try db.execute(
      """
      UPDATE registry_transfers SET state = 'withdrawn', closed_at = ?
      WHERE imei = ? AND state = 'open'
      """, [StoredTime.milliseconds(now), imei.text])
  }

  // MARK: Messages

  private static let referencePrefix = "ownership "

  /// Withdraws a request whose question will never arrive.
  static func withdraw(reference: String, at now: Date, _ db: any StoreConnection) throws {
    guard reference.hasPrefix(referencePrefix),
      let id = Int64(reference.dropFirst(referencePrefix.count))
    else { return }
    try db.execute(
      """
      UPDATE registry_transfers SET state = 'withdrawn', closed_at = ?
      WHERE id = ? AND state = 'open'
      """, [StoredTime.milliseconds(now), id])
  }
}
