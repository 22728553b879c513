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
    var entries: [OutboxEntry] = []
    if limit == 0 { return entries }
    try listOutbox(after: id) { entry in
      entries.append(entry)
      return entries.count != limit
    }
    return entries
  }

  /// Hands out the outbox, oldest first, one entry at a time.
  ///
  /// - Parameters:
  ///   - id: leaves out this entry and those before it.
  ///   - body: returns whether to go on; it may use the store.
  /// - Throws: `StoreError`, and what `body` throws.
  public func listOutbox(
    after id: Int64 = 0, _ body: (OutboxEntry) throws -> Bool
  ) throws {
    var last = id
    while true {
      let page = try read("read the outbox") { db in
        let statement = try db.cachedStatement(
          sql: "SELECT * FROM outbox WHERE id > ? ORDER BY id LIMIT 500")
        return try Row.fetchAll(statement, arguments: [last]).map { row in
          let entry = try Self.entry(StoredRow(row))
          guard entry.id > last else { throw DamagedRow() }
          last = entry.id
          return entry
        }
      }
      for entry in page where try !body(entry) { return }
      if page.isEmpty { return }
    }
  }

  private static func entry(_ row: StoredRow) throws -> OutboxEntry {
    OutboxEntry(
      id: try row.integer("id"), kind: try row.word("kind"), recipient: try row.text("recipient"),
      sender: try row.text("sender"), subject: try row.textIfAny("subject"),
      text: try row.text("text"), at: try row.moment("at"), callID: try row.textIfAny("call_id"),
      status: try row.word("status"))
  }

  /// Records what a gateway sends, within the transaction of what it is sent for.
  static func post(
    _ delivery: Delivery, _ status: OutboxEntry.Status, at now: Date, call: AskingCall?,
    confirmation: Int64? = nil, _ db: Database
  ) throws {
    switch delivery {
    case .sms(let from, let to, let text):
      try insert(
        .sms, to: to, from: from, subject: nil, text, status, now, call?.id, call?.caller,
        confirmation, db)
    case .email(let to, let subject, let text):
      try insert(
        .email, to: to, from: ServiceAddress.emailSender, subject: subject, text, status, now,
        call?.id, call?.caller, confirmation, db)
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
        callID, nil, nil, db)
    }
  }

  private static func insert(
    _ kind: OutboxEntry.Kind, to recipient: String, from sender: String, subject: String?,
    _ text: String, _ status: OutboxEntry.Status, _ now: Date, _ callID: String?,
    _ caller: CallerNumber?, _ confirmation: Int64?, _ db: Database
  ) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO outbox (kind, recipient, sender, subject, text, at, call_id, caller,
          status, confirmation_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      kind.rawValue, recipient, sender, subject, text, StoredTime.milliseconds(now), callID,
      caller?.text, status.rawValue, confirmation,
    ])
  }
}
