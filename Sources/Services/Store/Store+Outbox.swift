internal import Foundation
internal import GRDB

extension Store {
  /// The outbox, oldest first.
  ///
  /// - Parameters:
  ///   - id: leaves out this entry and those before it.
  ///   - limit: the most entries to give; `nil` for all.
  /// - Throws: `StoreError`.
  public func outbox(after id: Int64 = 0, limit: Int? = nil) throws -> [OutboxEntry] {
    try read("read the outbox") { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM outbox WHERE id > ? ORDER BY id LIMIT ?",
        arguments: [id, limit ?? -1]
      ).map { row in
        guard let kind = Self.text(row["kind"]).flatMap(OutboxEntry.Kind.init),
          let status = Self.text(row["status"]).flatMap(OutboxEntry.Status.init),
          let id = Int64.fromDatabaseValue(row["id"]), let at = Int64.fromDatabaseValue(row["at"])
        else { throw Self.damaged("the outbox", path) }
        return OutboxEntry(
          id: id, kind: kind, recipient: Self.text(row["recipient"]) ?? "",
          sender: Self.text(row["sender"]) ?? "", subject: Self.text(row["subject"]),
          text: Self.text(row["text"]) ?? "", at: StoredTime.date(at),
          callID: Self.text(row["call_id"]), status: status)
      }
    }
  }

  /// Records what a gateway sends, within the transaction of what it is sent for.
  static func post(
    _ delivery: Delivery, _ status: OutboxEntry.Status, at now: Date, callID: String?,
    confirmation: Int64? = nil, _ db: Database
  ) throws {
    switch delivery {
    case .sms(let from, let to, let text):
      try insert(
        .sms, to: to, from: from, subject: nil, text, status, now, callID, confirmation, db)
    case .email(let to, let subject, let text):
      try insert(
        .email, to: to, from: ServiceAddress.emailSender, subject: subject, text, status, now,
        callID, confirmation, db)
    }
  }

  /// Records where a call was put through to.
  func recordTransfer(
    to target: String, _ outcome: String, _ status: OutboxEntry.Status, at now: Date,
    callID: String
  ) throws {
    try write("record a transfer") { db in
      try Self.insert(
        .transfer, to: target, from: ServiceAddress.smsSender, subject: nil, outcome, status, now,
        callID, nil, db)
    }
  }

  private static func insert(
    _ kind: OutboxEntry.Kind, to recipient: String, from sender: String, subject: String?,
    _ text: String, _ status: OutboxEntry.Status, _ now: Date, _ callID: String?,
    _ confirmation: Int64?, _ db: Database
  ) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO outbox (kind, recipient, sender, subject, text, at, call_id, status,
          confirmation_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      kind.rawValue, recipient, sender, subject, text, StoredTime.milliseconds(now), callID,
      status.rawValue, confirmation,
    ])
  }
}
