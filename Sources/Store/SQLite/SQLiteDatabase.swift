internal import Foundation
internal import GRDB
internal import Synchronization

/// A database of SQLite's: a file in a data folder that several processes may use at a time, or one
/// in memory.
final class SQLiteDatabase: StoreBackend {
  /// How many milliseconds a process waits while another one writes. gooya itself never writes for
  /// longer than about 50 ms at a time.
  private static let patience = 5000
  /// Stands for the path of a database in memory.
  static let memory = "memory"

  let place: String
  let queue: DatabaseQueue
  let locks: (any StoreLocks)?
  /// Only one process writes at a time.
  let picking = ""
  /// Since when changes have been gathered in one transaction; `nil` if none are.
  let gathering = Mutex<ContinuousClock.Instant?>(nil)

  /// Opens the database of a data folder, and creates both if needed.
  ///
  /// - Throws: `StoreError`.
  init(folder: URL, schema: StoreSchema) throws {
    let path = try DataFolder.prepare(folder)
    let locks = try FolderLock(folder: folder)
    place = path
    self.locks = locks
    queue = try Self.opening(path) {
      let queue = try DatabaseQueue(path: path, configuration: Self.configuration())
      try schema.sqlite.migrate(queue, path: path) { migrate in
        try locks.alone(
          at: .migrating, "open the data", place: path, whileWaiting: {}, migrate)
      }
      return queue
    }
  }

  /// Makes a database in memory, for tests, scenarios and load runs.
  init(inMemory schema: StoreSchema) throws {
    place = Self.memory
    locks = nil
    queue = try Self.opening(Self.memory) {
      let queue = try DatabaseQueue(configuration: Self.configuration())
      // Every scenario has its own store: copying one is faster than migrating a new one.
      try schema.sqlite.sample.backup(to: queue)
      return queue
    }
  }

  static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.label = "gooya.store"
    // SQLite's own waits grow to 100 ms; by then an import that paused for others is writing again.
    configuration.busyMode = .callback { tries in
      usleep(1000)
      return tries < patience
    }
    configuration.foreignKeysEnabled = true
    // What is gathered goes on from one access to the next.
    configuration.allowsUnsafeTransactions = true
    return configuration
  }

  /// Two processes that open a new database at once can collide where SQLite itself doesn't wait.
  private static func opening<T>(_ path: String, _ body: () throws -> T) throws -> T {
    try translating("open the data", path) {
      let deadline = Date(timeIntervalSinceNow: Double(patience) / 1000)
      while true {
        do {
          return try body()
        } catch let error as DatabaseError
          where error.resultCode == .SQLITE_BUSY && Date() < deadline
        {
          Thread.sleep(forTimeInterval: 0.005)
        }
      }
    }
  }

  /// GRDB's own `read` makes the connection read-only and writable again each time, and SQLite then
  /// compiles every statement anew.
  func read<T>(_ operation: String, _ body: (any StoreConnection) throws -> T) throws -> T {
    try translating(operation) {
      try queue.unsafeRead { db in
        if db.isInsideTransaction { return try body(SQLiteConnection(db)) }
        return try Self.transaction(.deferred, db, body)
      }
    }
  }

  func write<T>(_ operation: String, _ body: (any StoreConnection) throws -> T) throws -> T {
    try commitGathered()
    return try translating(operation) { try queue.write { try body(SQLiteConnection($0)) } }
  }

  func rehearse<T>(_ operation: String, _ body: (any StoreConnection) throws -> T) throws -> T {
    try commitGathered()
    return try translating(operation) {
      try queue.writeWithoutTransaction { db in
        try db.beginTransaction(.immediate)
        defer { try? db.rollback() }
        return try body(SQLiteConnection(db))
      }
    }
  }

  /// Only the temporary tables are written, so only they are locked.
  func writeTemporary<T>(
    _ operation: String, _ body: (any StoreConnection) throws -> T
  ) throws -> T {
    try commitGathered()
    return try translating(operation) {
      try queue.writeWithoutTransaction { try Self.transaction(.deferred, $0, body) }
    }
  }

  func erase<T>(_ operation: String, _ body: () throws -> T) throws -> T {
    try translating(operation) {
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA secure_delete = ON") }
      let value = try body()
      // Otherwise the removed rows stay readable in the log.
      _ = try? queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
      return value
    }
  }

  private static func transaction<T>(
    _ kind: Database.TransactionKind, _ db: Database, _ body: (any StoreConnection) throws -> T
  ) throws -> T {
    var value: T?
    try db.inTransaction(kind) {
      value = try body(SQLiteConnection(db))
      return .commit
    }
    guard let value else { preconditionFailure("a transaction ended without a value") }
    return value
  }

  func translating<T>(_ operation: String, _ body: () throws -> T) throws -> T {
    try Self.translating(operation, place, body)
  }

  /// SQLite's errors become a `StoreError` that names the operation.
  static func translating<T>(
    _ operation: String, _ path: String, _ body: () throws -> T
  ) throws -> T {
    do { return try body() } catch let error as DatabaseError {
      throw StoreError(error, operation, path: path)
    } catch is DamagedRow {
      throw StoreError(damagedAt: path, operation)
    }
  }
}
