internal import Foundation
package import GRDB
internal import Synchronization

/// What simulations need, which change much in little time and can be made again.
extension Store {
  /// How long changes are gathered, and with them other processes kept from writing.
  private static let longestGathering = Duration.milliseconds(40)

  /// Has commits wait for no disk from now on, and keeps more of the database in memory: a power cut
  /// may take the last of them.
  ///
  /// - Throws: `StoreError`.
  package func relax() throws {
    try writeInSteps("open the data") { db in
      try db.execute(
        sql: """
          PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 16000
          """)
    }
  }

  /// Writes in a transaction that goes on after this returns, for changes that belong to a
  /// simulation alone: a killed process loses those of the last moments, all of them together.
  ///
  /// What is read sees them. Anything else that is written commits them first, so that nothing is
  /// kept of what follows from them without them. An error rolls all of them back.
  ///
  /// - Throws: `StoreError`, and what `body` throws.
  package func gather<T>(_ operation: String, _ body: (Database) throws -> T) throws -> T {
    try Self.translating(operation, path) {
      try database.writeWithoutTransaction { db in
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
          let value = try body(db)
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

  /// Commits what has been gathered.
  ///
  /// - Throws: `StoreError`; then it is rolled back.
  package func commitGathered() throws {
    guard gathering.withLock({ $0 }) != nil else { return }
    try Self.translating("write what was gathered", path) {
      try database.writeWithoutTransaction(commitGathered)
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
