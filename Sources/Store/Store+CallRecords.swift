internal import CallEngine
package import Foundation

extension Store {
  /// The maximum number of steps kept of a call's path.
  static let maxPathSteps = 1000

  /// Records a call when it is answered, so that a killed process leaves a trace.
  ///
  /// - Throws: `StoreError`, also if there is already a call with that ID.
  package func beginCall(_ record: CallRecord) throws {
    try write("record a call") { db in
      let id = try Self.insert(record, db)
      // Before anybody can see the record: without the lock it would look like the record of a
      // killed process.
      locks?.take(id)
    }
  }

  /// Adds the record of a call that is over.
  package static func add(_ record: CallRecord, _ db: any StoreConnection) throws {
    _ = try insert(record, db)
  }

  /// - Returns: the record's number.
  private static func insert(_ record: CallRecord, _ db: any StoreConnection) throws -> Int64 {
    let script = try record.script.flatMap { try scriptID($0, db) }
    let id = try db.insert(
      """
      INSERT INTO call_records (call_id, line, number_dialled, direction, started_at, script,
        language, duration, cause, q850_cause, ended_by, path, steps)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        record.callID, record.line, record.numberDialled, record.direction.rawValue,
        StoredTime.milliseconds(record.startedAt), script,
      ] + columns(of: record.ending))
    if let ending = record.ending {
      try keepRest(of: ending, callID: record.callID, id: id, db)
    }
    return id
  }

  /// Completes a call's record.
  ///
  /// - Throws: `StoreError`.
  package func finishCall(_ callID: String, _ ending: CallEnding) throws {
    let id = try write("complete a call's record") { db in
      try Self.finish(callID, ending, db)
      return try db.integer("SELECT id FROM call_records WHERE call_id = ?", [callID])
    }
    if let id { locks?.release(id) }
  }

  /// Records a transfer when it begins.
  ///
  /// - Throws: `StoreError`.
  package func beginTransfer(to target: String, at now: Date, callID: String) throws {
    try write("record a transfer") { db in
      try db.execute(
        "INSERT INTO transfers (call_id, target, at) VALUES (?, ?, ?)",
        [callID, target, StoredTime.milliseconds(now)])
    }
  }

  /// Records a reply that came too late for its call, during the call or after it.
  ///
  /// - Throws: `StoreError`.
  package func record(_ reply: LateReply, callID: String) throws {
    try write("record a late reply") { db in
      try db.execute(
        "INSERT INTO late_replies (call_id, service, outcome, at) VALUES (?, ?, ?, ?)",
        [callID, reply.service, reply.outcome, StoredTime.milliseconds(reply.at)])
    }
  }

  private static func finish(_ callID: String, _ ending: CallEnding, _ db: any StoreConnection)
    throws
  {
    try db.execute(
      """
      UPDATE call_records SET language = ?, duration = ?, cause = ?, q850_cause = ?,
        ended_by = ?, path = ?, steps = ? WHERE call_id = ?
      """, columns(of: ending) + [callID])
    if ending.results.isEmpty && ending.transferOutcomes.isEmpty { return }
    let id = try db.integer("SELECT id FROM call_records WHERE call_id = ?", [callID])
    if let id { try keepRest(of: ending, callID: callID, id: id, db) }
  }

  /// What a record's own row has of the call's end; nothing while the call goes on.
  private static func columns(of ending: CallEnding?) -> StoredValues {
    [
      ending?.language, ending.map { StoredTime.milliseconds($0.duration) },
      ending?.cause.description, ending?.cause.q850Cause, ending?.endedBy.rawValue,
      ending?.path.prefix(maxPathSteps).joined(separator: "\n"),
      ending.flatMap {
        $0.steps.isEmpty ? nil : StoredSteps.text(of: $0.steps.prefix(maxPathSteps))
      },
    ]
  }

  /// Keeps what other tables have of the call's end.
  private static func keepRest(
    of ending: CallEnding, callID: String, id: Int64, _ db: any StoreConnection
  ) throws {
    if !ending.results.isEmpty { try keep(ending.results, of: id, db) }
    if ending.transferOutcomes.isEmpty { return }
    let transfers = try db.integers(
      "SELECT id FROM transfers WHERE call_id = ? ORDER BY id", [callID])
    for (id, outcome) in zip(transfers, ending.transferOutcomes) {
      try db.execute("UPDATE transfers SET outcome = ? WHERE id = ?", [outcome.rawValue, id])
    }
  }

  /// Call records, newest first.
  ///
  /// - Parameter limit: the maximum number of records; `nil` for all.
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

  /// Passes call records to `body`, newest first, one at a time.
  ///
  /// - Parameters:
  ///   - start: earlier calls are left out.
  ///   - body: returns whether to continue; it may use the store.
  /// - Throws: `StoreError`, and what `body` throws.
  package func listCalls(
    since start: Date? = nil, _ body: (CallRecord) throws -> Bool
  ) throws {
    try listCalls(
      where: "started_at >= ?", [start.map(StoredTime.milliseconds) ?? .min], body)
  }

  /// - Parameter condition: which records, in SQL.
  func listCalls(
    where condition: String, _ arguments: StoredValues,
    _ body: (CallRecord) throws -> Bool
  ) throws {
    var (start, id) = (Int64.max, Int64.max)
    while true {
      let page = try read("read the call records") { db in
        return try db.rows(
          """
          SELECT * FROM call_records WHERE \(condition) AND (started_at, id) < (?, ?)
          ORDER BY started_at DESC, id DESC LIMIT 500
          """, arguments + [start, id]
        ).map { row in
          let place = (try row.integer("started_at"), try row.integer("id"))
          guard place < (start, id) else { throw DamagedRow() }
          (start, id) = place
          return (id: id, call: try Self.record(row, isCutOff: false, db))
        }
      }
      for (id, call) in page {
        let isOpen = call.ending == nil && locks?.isTaken(id) == false
        // It may have ended since it was read.
        guard try body(isOpen ? abandonedCall(id) : call) else { return }
      }
      if page.isEmpty { return }
    }
  }

  /// The record of a call whose process has gone.
  private func abandonedCall(_ id: Int64) throws -> CallRecord {
    try read("read the call records") { db in
      let row = try db.row("SELECT * FROM call_records WHERE id = ?", [id])
      guard let row else { throw DamagedRow() }
      return try Self.record(row, isCutOff: true, db)
    }
  }

  private static func record(
    _ row: StoredRow, isCutOff: Bool, _ db: any StoreConnection
  ) throws -> CallRecord {
    let callID = try row.text("call_id")
    let transfers = try transfers(of: callID, db)
    let ending = try ending(row, transfers, try results(of: row.integer("id"), db))
    return CallRecord(
      callID: callID, line: try row.textIfAny("line"),
      numberDialled: try row.text("number_dialled"), direction: try row.word("direction"),
      startedAt: try row.moment("started_at"), transfers: transfers, ending: ending,
      lateReplies: try lateReplies(of: callID, db), sound: try SoundFigures(row),
      isCutOff: isCutOff && ending == nil,
      script: try row.integerIfAny("script").flatMap { try script($0, db) })
  }

  private static func transfers(of callID: String, _ db: any StoreConnection) throws
    -> [TransferRecord]
  {
    return try db.rows("SELECT * FROM transfers WHERE call_id = ? ORDER BY id", [callID]).map {
      row in
      TransferRecord(
        target: try row.text("target"), at: try row.moment("at"),
        outcome: try row.wordIfAny("outcome"))
    }
  }

  private static func lateReplies(of callID: String, _ db: any StoreConnection) throws
    -> [LateReply]
  {
    return try db.rows("SELECT * FROM late_replies WHERE call_id = ? ORDER BY id", [callID]).map {
      row in
      LateReply(
        service: try row.text("service"), outcome: try row.text("outcome"), at: try row.moment("at")
      )
    }
  }

  private static func ending(
    _ row: StoredRow, _ transfers: [TransferRecord], _ results: [NamedValue]
  ) throws -> CallEnding? {
    guard let milliseconds = try row.integerIfAny("duration") else { return nil }
    guard let cause = CallEndCause(rawValue: Int(try row.integer("q850_cause"))) else {
      throw DamagedRow()
    }
    let text = try row.textIfAny("path") ?? ""
    let path = text.isEmpty ? [] : text.split(separator: "\n").map(String.init)
    return CallEnding(
      duration: .milliseconds(milliseconds), language: try row.textIfAny("language"), cause: cause,
      endedBy: try row.word("ended_by"),
      path: path,
      steps: try row.textIfAny("steps").map { try StoredSteps.steps($0, of: path) } ?? [],
      transferOutcomes: transfers.compactMap(\.outcome), results: results)
  }
}
