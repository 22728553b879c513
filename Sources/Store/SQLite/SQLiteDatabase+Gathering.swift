internal import GRDB
internal import Synchronization

/// What simulations need, which change much in little time and can be made again.
extension SQLiteDatabase {
  /// How long changes are gathered, and with them other processes kept from writing.
  private static let longestGathering = Duration.milliseconds(40)

  /// Keeps more of the database in memory, too; a power cut may take the last commits.
  func relax() throws {
    try translating("open the data") {
      try queue.writeWithoutTransaction { db in
        try db.execute(
          sql: """
            PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;
            PRAGMA wal_autocheckpoint = 16000
            """)
      }
    }
  }

  func gather<T>(_ operation: String, _ body: (any StoreConnection) throws -> T) throws -> T {
    try translating(operation) {
      try queue.writeWithoutTransaction { db in
        let now = ContinuousClock.now
        let start = gathering.withLock { $0 }
        do {
          if start == nil {
            try db.beginTransaction(.immediate)
          } else if !db.isInsideTransaction {
            // SQLite rolls back by itself when a disk is full or fails.
            throw DatabaseError(resultCode: .SQLITE_ABORT)
          }
          gathering.withLock { $0 = start ?? now }
          let value = try body(SQLiteConnection(db))
          if let start, now - start >= Self.longestGathering { try commitGathered(db) }
          return value
        } catch {
          gathering.withLock { $0 = nil }
          if db.isInsideTransaction { try? db.rollback() }
          throw error
        }
      }
    }
  }

  func commitGathered() throws {
    guard gathering.withLock({ $0 }) != nil else { return }
    try translating("write what was gathered") {
      try queue.writeWithoutTransaction(commitGathered)
    }
  }

  private func commitGathered(_ db: Database) throws {
    gathering.withLock { $0 = nil }
    do { try db.commit() } catch {
      if db.isInsideTransaction { try? db.rollback() }
      throw error
    }
  }
}
