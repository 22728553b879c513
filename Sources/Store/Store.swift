package import Foundation
package import GRDB

/// All that gooya keeps: messages, call records, and what the lines of business have in it.
///
/// Every change is one transaction, committed before the function returns; a process that is killed
/// loses nothing that was committed and leaves nothing half done. Several processes may use one
/// data folder at a time. All functions that fail throw a `StoreError`.
package final class Store: Sendable {
  /// How many milliseconds a process waits for another one that writes. gooya itself is done in a
  /// twentieth of a second, whatever it does.
  static let patience = 5000

  /// The database's file, or `memory`.
  package let path: String
  let database: DatabaseQueue
  /// What other processes are at; `nil` in memory, where there are none.
  let lock: FolderLock?

  /// Opens the store in a data folder and makes both if there are none.
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

  /// A store that is gone with the process: for tests, scenarios and load.
  package convenience init(inMemory schema: StoreSchema) throws {
    try self.init(path: Self.memory) { configuration in
      let database = try DatabaseQueue(configuration: configuration)
      // A thousand scenarios have a store each: copying one is quicker than making it.
      try schema.sample.backup(to: database)
      return database
    }
  }

  /// The path of a store that has none.
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
    // SQLite's own waits grow to 100 ms, in which an import that makes room is on again.
    configuration.busyMode = .callback { tries in
      usleep(1000)
      return tries < patience
    }
    configuration.foreignKeysEnabled = true
    return configuration
  }

  /// Two processes that open a new database at once can meet where SQLite does not wait by itself.
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

  /// Reads, and words what fails.
  package func read<T>(_ operation: String, _ body: (Database) throws -> T) throws -> T {
    try Self.translating(operation, path) { try database.read(body) }
  }

  /// Changes something in one immediate transaction, and words what fails.
  package func write<T>(_ operation: String, _ body: (Database) throws -> T) throws -> T {
    try Self.translating(operation, path) { try database.write(body) }
  }

  /// Does something in one transaction of which nothing stays, and words what fails.
  package func rehearse<T>(_ operation: String, _ body: (Database) throws -> T) throws -> T {
    try Self.translating(operation, path) {
      try database.writeWithoutTransaction { db in
        try db.beginTransaction(.immediate)
        defer { try? db.rollback() }
        return try body(db)
      }
    }
  }

  /// Changes something in as many transactions as `body` makes, and words what fails.
  package func writeInSteps<T>(_ operation: String, _ body: (Database) throws -> T) throws -> T {
    try Self.translating(operation, path) { try database.writeWithoutTransaction(body) }
  }

  /// Does work while no other process does the same in this folder.
  ///
  /// - Parameter whileWaiting: is called again and again; what it throws ends the wait.
  /// - Throws: `StoreError` if another process takes longer than a minute; what the closures throw.
  package func alone<T>(
    at work: FolderLock.Work, _ operation: String, whileWaiting: () throws -> Void,
    _ body: () throws -> T
  ) throws -> T {
    guard let lock else { return try body() }
    return try lock.alone(
      at: work, operation, path: path, whileWaiting: whileWaiting, body)
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
