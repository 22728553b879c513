package import Foundation
package import GRDB
internal import Synchronization

/// gooya's data: messages, call records, and the tables of the lines of business.
///
/// Every change is one transaction, committed before the function returns; a process that is killed
/// loses nothing that was committed and leaves nothing half done. Several processes may use one
/// data folder at a time. All functions that fail throw a `StoreError`.
package final class Store: Sendable {
  /// How many milliseconds a process waits while another one writes. gooya itself never writes for
  /// longer than about 50 ms at a time.
  static let patience = 5000

  /// The database's file, or `memory`.
  package let path: String
  let database: DatabaseQueue
  /// What other processes are doing; `nil` in memory, where there are none.
  let lock: FolderLock?
  /// Since when changes have been gathered in one transaction; `nil` if none are.
  let gathering = Mutex<ContinuousClock.Instant?>(nil)

  /// Opens the store in a data folder, and creates both if needed.
  ///
  /// - Throws: `StoreError`.
  package convenience init(folder: URL, schema: StoreSchema) throws {
    let path = try DataFolder.prepare(folder)
    let lock = try FolderLock(folder: folder)
    try self.init(path: path, lock: lock) { configuration in
      let database = try DatabaseQueue(path: path, configuration: configuration)
      try schema.migrate(database, path: path) { migrate in
        try lock.alone(
          at: .migrating, "open the data", path: path, whileWaiting: {}, migrate)
      }
      return database
    }
  }

  /// Creates a store in memory, for tests, scenarios and load runs.
  package convenience init(inMemory schema: StoreSchema) throws {
    try self.init(path: Self.memory) { configuration in
      let database = try DatabaseQueue(configuration: configuration)
      // Every scenario has its own store: copying one is faster than migrating a new one.
      try schema.sample.backup(to: database)
      return database
    }
  }

  /// Stands for the path of a store in memory.
  static let memory = "memory"

  private init(
    path: String, lock: FolderLock? = nil, open: (Configuration) throws -> DatabaseQueue
  ) throws {
    self.path = path
    self.lock = lock
    database = try Self.translating("open the data", path) {
      try Self.retryingWhileBusy { try open(Self.configuration()) }
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
  private static func retryingWhileBusy<T>(_ body: () throws -> T) throws -> T {
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

  /// Reads, also what has been gathered; errors of SQLite become a `StoreError` that names the
  /// operation.
  ///
  /// GRDB's own `read` makes the connection read-only and writable again each time, and SQLite
  /// then compiles every statement anew.
  package func read<T>(_ operation: String, _ body: (Database) throws -> T) throws -> T {
    try Self.translating(operation, path) {
      try database.unsafeRead { db in
        if db.isInsideTransaction { return try body(db) }
        var value: T?
        try db.inTransaction(.deferred) {
          value = try body(db)
          return .commit
        }
        guard let value else { preconditionFailure("'\(operation)' returned without a value") }
        return value
      }
    }
  }

  /// Writes in one immediate transaction; errors of SQLite become a `StoreError` that names the
  /// operation.
  @discardableResult
  package func write<T>(_ operation: String, _ body: (Database) throws -> T) throws -> T {
    try commitGathered()
    return try Self.translating(operation, path) { try database.write(body) }
  }

  /// Writes in one transaction that is rolled back at the end; errors of SQLite become a
  /// `StoreError` that names the operation.
  package func rehearse<T>(_ operation: String, _ body: (Database) throws -> T) throws -> T {
    try commitGathered()
    return try Self.translating(operation, path) {
      try database.writeWithoutTransaction { db in
        try db.beginTransaction(.immediate)
        defer { try? db.rollback() }
        return try body(db)
      }
    }
  }

  /// Writes in as many transactions as `body` begins; errors of SQLite become a `StoreError` that
  /// names the operation.
  package func writeInSteps<T>(_ operation: String, _ body: (Database) throws -> T) throws -> T {
    try commitGathered()
    return try Self.translating(operation, path) { try database.writeWithoutTransaction(body) }
  }

  /// Writes to temporary tables, which are this process's own, in one transaction in which nobody is
  /// kept from writing, however long it takes. They stay until they are removed.
  package func writeTemporary<T>(
    _ operation: String, _ body: (Database) throws -> T
  ) throws -> T {
    try commitGathered()
    return try Self.translating(operation, path) {
      try database.writeWithoutTransaction { db in
        var value: T?
        // Only the temporary tables are written, so only they are locked.
        try db.inTransaction(.deferred) {
          value = try body(db)
          return .commit
        }
        guard let value else { preconditionFailure("'\(operation)' returned without a value") }
        return value
      }
    }
  }

  /// Looks whether the database answers.
  ///
  /// - Throws: `StoreError` if it doesn't.
  package func check() throws { _ = try read("look at the data") { try $0.integer("SELECT 1") } }

  /// Does work that only one process may do in this folder at a time.
  ///
  /// - Parameter whileWaiting: called repeatedly; an error that it throws ends the wait.
  /// - Throws: `StoreError` if another process takes longer than a minute; whatever the closures
  ///   throw.
  package func alone<T>(
    at work: FolderLock.Work, _ operation: String, whileWaiting: () throws -> Void,
    _ body: () throws -> T
  ) throws -> T {
    guard let lock else { return try body() }
    return try lock.alone(
      at: work, operation, path: path, whileWaiting: whileWaiting, body)
  }

  /// Takes on a task that goes on for long, for this process alone; the system releases it when the
  /// process ends, however that happens.
  ///
  /// - Returns: `false` if it is taken.
  package func take(task number: Int64) -> Bool { lock?.take(FolderLock.tasks + number) ?? true }

  package func release(task number: Int64) { lock?.release(FolderLock.tasks + number) }

  /// Whether some process has taken on a task.
  package func isTaken(task number: Int64) -> Bool {
    lock?.isTaken(FolderLock.tasks + number) ?? false
  }

  /// Whether other processes may be using it.
  package var isShared: Bool { lock != nil }

  static func translating<T>(
    _ operation: String, _ path: String, _ body: () throws -> T
  ) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw StoreError(error, operation, path: path)
    } catch is DamagedRow {
      throw StoreError(damagedAt: path, operation)
    }
  }
}
