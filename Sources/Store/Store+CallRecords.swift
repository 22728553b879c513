internal import CallEngine
internal import GRDB

extension Store {
  /// The most steps of a call's path that are kept.
  static let maxPathSteps = 1000

  /// Records a call when it is answered, so that a killed process leaves its trace.
  ///
  /// - Throws: `StoreError`, also if there is a call of that ID already.
  package func beginCall(_ record: CallRecord) throws {
    try write("record a call") { db in
      try db.execute(
        sql: """
          INSERT INTO call_records (call_id, line, number_dialled, direction, started_at)
          VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [
          record.callID, record.line, record.numberDialled, record.direction.rawValue,
          StoredTime.milliseconds(record.startedAt),
        ])
      // Before anybody can see the record: without the lock it is that of a killed process.
      lock?.take(db.lastInsertedRowID)
      if let ending = record.ending { try Self.finish(record.callID, ending, db) }
    }
  }

  /// Completes a call's record.
  ///
  /// - Throws: `StoreError`.
  package func finishCall(_ callID: String, _ ending: CallEnding) throws {
    let id = try write("complete a call's record") { db in
      try Self.finish(callID, ending, db)
      return try Int64.fetchOne(
        db, sql: "SELECT id FROM call_records WHERE call_id = ?", arguments: [callID])
    }
    if let id { lock?.release(id) }
  }

  private static func finish(_ callID: String, _ ending: CallEnding, _ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE call_records SET language = ?, duration = ?, cause = ?, q850_cause = ?,
          ended_by = ?, path = ?, transfer_target = ?, transfer_outcome = ? WHERE call_id = ?
        """,
      arguments: [
        ending.language, StoredTime.milliseconds(ending.duration), ending.cause.description,
        ending.cause.q850Cause, ending.endedBy.rawValue,
        ending.path.prefix(maxPathSteps).joined(separator: "\n"), ending.transfer?.target,
        ending.transfer?.outcome.rawValue, callID,
      ])
  }

  /// Call records, newest first.
  ///
  /// - Parameter limit: the most records to give; `nil` for all.
  /// - Throws: `StoreError`.
  package func calls(limit: Int? = nil) throws -> [CallRecord] {
    var calls: [CallRecord] = []
    if limit == 0 { return calls }
    try listCalls { call in
      calls.append(call)
      return calls.count != limit
    }
    return calls
  }

  /// Hands out call records, newest first, one at a time.
  ///
  /// - Parameter body: returns whether to go on; it may use the store.
  /// - Throws: `StoreError`, and what `body` throws.
  package func listCalls(_ body: (CallRecord) throws -> Bool) throws {
    var (start, id) = (Int64.max, Int64.max)
    while true {
      let page = try read("read the call records") { db in
        let statement = try db.cachedStatement(
          sql: """
            SELECT * FROM call_records WHERE (started_at, id) < (?, ?)
            ORDER BY started_at DESC, id DESC LIMIT 500
            """)
        return try Row.fetchAll(statement, arguments: [start, id]).map { row in
          let row = StoredRow(row)
          let place = (try row.integer("started_at"), try row.integer("id"))
          guard place < (start, id) else { throw DamagedRow() }
          (start, id) = place
          return (id: id, call: try Self.record(row, isCutOff: false))
        }
      }
      for (id, call) in page {
        let isOpen = call.ending == nil && lock?.isTaken(id) == false
        // It may have ended since it was read.
        guard try body(isOpen ? abandonedCall(id) : call) else { return }
      }
      if page.isEmpty { return }
    }
  }

  /// The record of a call that nobody holds any more.
  private func abandonedCall(_ id: Int64) throws -> CallRecord {
    try read("read the call records") { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT * FROM call_records WHERE id = ?", arguments: [id])
      guard let row else { throw DamagedRow() }
      return try Self.record(StoredRow(row), isCutOff: true)
    }
  }

  private static func record(_ row: StoredRow, isCutOff: Bool) throws -> CallRecord {
    let ending = try ending(row)
    return CallRecord(
      callID: try row.text("call_id"), line: try row.textIfAny("line"),
      numberDialled: try row.text("number_dialled"), direction: try row.word("direction"),
      startedAt: try row.moment("started_at"), ending: ending,
      isCutOff: isCutOff && ending == nil)
  }

  private static func ending(_ row: StoredRow) throws -> CallEnding? {
    guard let milliseconds = try row.integerIfAny("duration") else { return nil }
    guard let cause = CallEndCause(rawValue: Int(try row.integer("q850_cause"))) else {
      throw DamagedRow()
    }
    let path = try row.textIfAny("path") ?? ""
    var transfer: TransferRecord?
    if let target = try row.textIfAny("transfer_target"),
      let outcome: TransferOutcome = try row.wordIfAny("transfer_outcome")
    {
      transfer = TransferRecord(target: target, outcome: outcome)
    }
    return CallEnding(
      duration: .milliseconds(milliseconds), language: try row.textIfAny("language"), cause: cause,
      endedBy: try row.word("ended_by"),
      path: path.isEmpty ? [] : path.split(separator: "\n").map(String.init), transfer: transfer)
  }
}
