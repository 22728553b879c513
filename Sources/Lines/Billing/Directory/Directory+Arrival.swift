internal import Foundation
internal import Store

/// The callbacks while an import's rows arrive.
package struct ArrivalWatch {
  let begins: () -> Void
  let shouldStop: () -> Bool

  /// - Parameters:
  ///   - begins: called before the database is touched.
  ///   - shouldStop: whether to abandon the import; called repeatedly until it takes effect.
  package init(
    begins: @escaping () -> Void = {}, shouldStop: @escaping () -> Bool = { false }
  ) {
    self.begins = begins
    self.shouldStop = shouldStop
  }

  /// - Throws: `ImportStopped` if the import is abandoned.
  func demandGoingOn() throws {
    if shouldStop() { throw ImportStopped() }
  }
}

/// An import was abandoned before it took effect: nothing of it remains.
package struct ImportStopped: Error {}

extension Directory {
  /// Moves staged rows into the directory: all at once for readers, and in steps so short for other
  /// writers that no call is held up.
  ///
  /// The rows first go to tables of their own, which nobody reads. One small transaction then makes
  /// them visible: from then on the views `known_subscribers` and `known_bills` show them instead
  /// of what they replace. Finally they are merged into the directory's tables, which changes
  /// nothing for readers. A killed process leaves rows that are either invisible or already in
  /// effect; the next import cleans up both.
  ///
  /// - Parameter check: checks the staged rows against the directory while no other import changes
  ///   it.
  /// - Returns: Whether rows of the sample were removed.
  /// - Throws: `ImportStopped`, `StoreError`, and whatever `check` throws.
  func arrive(
    _ stage: ImportStage, _ operation: String, _ watch: ArrivalWatch,
    _ check: (any StoreConnection) throws -> Void
  ) throws -> Bool {
    try store.alone(at: .importing, operation, whileWaiting: watch.demandGoingOn) {
      try store.read(operation, check)
      watch.begins()
      var pace = ArrivalPace()
      try finishEarlierImport(operation, &pace)
      let columns = stage.columns
      do {
        let end = try store.read(operation, stage.end)
        try steps(upTo: end, operation, &pace) { db, range in
          try watch.demandGoingOn()
          try db.execute(
            """
            INSERT INTO \(stage.arrivalTable) (id, \(columns))
            SELECT file_line, \(columns) FROM temp.staged
            WHERE file_line > ? AND file_line <= ? ORDER BY file_line
            """, [range.lowerBound, range.upperBound])
        }
        try watch.demandGoingOn()
      } catch {
        pace.isUrgent = true
        try? clear(stage.kind, operation, &pace)
        throw error
      }
      let replacedSample = try store.write(operation) { db in
        let replaced = try Self.removeUntouchedSample(for: stage.kind, db)
        try db.execute("INSERT INTO landed_import VALUES (1)")
        return replaced
      }
      // The import is in effect: what fails now, the next one mends.
      try? fold(operation, &pace, watch)
      return replacedSample
    }
  }

  /// Takes care of what an import left whose process was killed.
  private func finishEarlierImport(_ operation: String, _ pace: inout ArrivalPace) throws {
    let hasLanded = try store.read(operation) { db in
      try db.isTrue("SELECT count(*) FROM landed_import")
    }
    if hasLanded { return try fold(operation, &pace, ArrivalWatch()) }
    for kind in DirectoryKind.allCases { try clear(kind, operation, &pace) }
  }

  /// Merges rows that are already visible into the directory's tables.
  private func fold(
    _ operation: String, _ pace: inout ArrivalPace, _ watch: ArrivalWatch
  ) throws {
    for stage in DirectoryKind.allCases.map(ImportStage.init) {
      let columns = stage.columns
      let changes = (stage.kind.columns + ["is_sample"]).map { "\($0) = excluded.\($0)" }
      try steps(upTo: try end(of: stage, operation), operation, &pace) { db, range in
        try watch.demandGoingOn()
        try db.execute(
          """
          INSERT INTO \(stage.kind.rawValue) (\(columns), is_sample)
          SELECT \(columns), 0 FROM \(stage.arrivalTable) WHERE id > ? AND id <= ? ORDER BY id
          ON CONFLICT (\(stage.key)) DO UPDATE SET \(changes.joined(separator: ", "))
          """, [range.lowerBound, range.upperBound])
        try db.execute("DELETE FROM \(stage.arrivalTable) WHERE id <= ?", [range.upperBound])
      }
    }
    try store.write(operation) { try $0.execute("DELETE FROM landed_import") }
  }

  /// Deletes rows that never became visible.
  private func clear(
    _ kind: DirectoryKind, _ operation: String, _ pace: inout ArrivalPace
  ) throws {
    let stage = ImportStage(kind)
    try steps(upTo: try end(of: stage, operation), operation, &pace) { db, range in
      try db.execute("DELETE FROM \(stage.arrivalTable) WHERE id <= ?", [range.upperBound])
    }
  }

  private func end(of stage: ImportStage, _ operation: String) throws -> Int64 {
    try store.read(operation) { db in
      try db.integer("SELECT max(id) FROM \(stage.arrivalTable)") ?? 0
    }
  }

  /// Processes rows 1 to `end` in short transactions, with pauses in which others can write.
  private func steps(
    upTo end: Int64, _ operation: String, _ pace: inout ArrivalPace,
    _ step: (any StoreConnection, Range<Int64>) throws -> Void
  ) throws {
    var done: Int64 = 0
    while done < end {
      let next = min(end, done + pace.rows)
      let start = ContinuousClock.now
      try store.write(operation) { try step($0, done..<next) }
      pace.adapt(to: ContinuousClock.now - start)
      if next < end { pace.makeRoom() }
      done = next
    }
  }
}

/// How many rows are moved at a time, so that no transaction takes long.
private struct ArrivalPace {
  private(set) var rows: Int64 = 200
  /// Whether finishing soon is more important than pausing for others.
  var isUrgent = false

  mutating func adapt(to time: Duration) {
    if time < .milliseconds(6) { rows = min(rows * 2, 50_000) }
    if time > .milliseconds(12) { rows = max(rows / 2, 50) }
  }

  /// Long enough for a waiting process, which retries every millisecond.
  func makeRoom() {
    if !isUrgent { usleep(3000) }
  }
}

extension ImportStage {
  /// The table in which the rows wait until they become visible.
  var arrivalTable: String { "arriving_\(kind.rawValue)" }
}
