internal import CallEngine
internal import GRDB

extension Store {
  /// The most steps of a call's path that are kept.
  static let maxPathSteps = 1000

  /// Records a call when it is answered, so that a killed process leaves its trace.
  ///
  /// - Throws: `StoreError`, also if there is a call of that ID already.
  public func beginCall(_ record: CallRecord) throws {
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
      if let ending = record.ending { try Self.finish(record.callID, ending, db) }
    }
  }

  /// Completes a call's record.
  ///
  /// - Throws: `StoreError`.
  public func finishCall(_ callID: String, _ ending: CallEnding) throws {
    try write("complete a call's record") { try Self.finish(callID, ending, $0) }
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
  public func calls(limit: Int? = nil) throws -> [CallRecord] {
    try read("read the call records") { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM call_records ORDER BY started_at DESC, id DESC LIMIT ?",
        arguments: [limit ?? -1]
      ).map { row in
        guard let callID = Self.text(row["call_id"]),
          let direction = Self.text(row["direction"]).flatMap(CallRecord.Direction.init),
          let startedAt = Int64.fromDatabaseValue(row["started_at"])
        else { throw Self.damaged("the call records", path) }
        return CallRecord(
          callID: callID, line: Self.text(row["line"]),
          numberDialled: Self.text(row["number_dialled"]) ?? "", direction: direction,
          startedAt: StoredTime.date(startedAt), ending: Self.ending(row))
      }
    }
  }

  private static func ending(_ row: Row) -> CallEnding? {
    guard let milliseconds = Int64.fromDatabaseValue(row["duration"]),
      let cause = Int.fromDatabaseValue(row["q850_cause"]).flatMap(CallEndCause.init),
      let endedBy = text(row["ended_by"]).flatMap(CallEnding.Side.init)
    else { return nil }
    let path = text(row["path"]) ?? ""
    var transfer: TransferRecord?
    if let target = text(row["transfer_target"]),
      let outcome = text(row["transfer_outcome"]).flatMap(TransferOutcome.init)
    {
      transfer = TransferRecord(target: target, outcome: outcome)
    }
    return CallEnding(
      duration: .milliseconds(milliseconds), language: text(row["language"]), cause: cause,
      endedBy: endedBy, path: path.isEmpty ? [] : path.split(separator: "\n").map(String.init),
      transfer: transfer)
  }
}
