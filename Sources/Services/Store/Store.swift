public import Foundation
internal import GRDB

/// All that gooya keeps: the directory, bills, the outbox, confirmations and call records.
///
/// Every change is one transaction, committed before the function returns; a process that is killed
/// loses nothing that was committed and leaves nothing half done. Several processes may use one
/// data folder at a time. All functions that fail throw a `StoreError`.
public final class Store: Sendable {
  /// How many milliseconds a process waits for another one that writes. gooya itself is done in a
  /// twentieth of a second, whatever it does.
  static let patience = 5000

  /// The database's file, or `memory`.
  public let path: String
  let database: DatabaseQueue
  /// What other processes are at; `nil` in memory, where there are none.
  let lock: FolderLock?

  /// Opens the store in a data folder and makes both if there are none; a new store has the sample
  /// directory.
  ///
  /// - Throws: `StoreError`.
  public convenience init(folder: URL) throws {
    let path = try DataFolder.prepare(folder)
    try self.init(path: path, lock: FolderLock(folder: folder)) { configuration in
      try DatabaseQueue(path: path, configuration: configuration)
    }
  }

  /// A store that is gone with the process, with the sample directory: for tests, scenarios and load.
  public convenience init() throws {
    try self.init(path: "memory") { configuration in
      let database = try DatabaseQueue(configuration: configuration)
      // A thousand scenarios have a store each: copying one is quicker than making it.
      try Self.sample.get().backup(to: database)
      return database
    }
  }

  /// A new store in memory, from which others are copied, and by which those in files are judged.
  static let sample = Result {
    let database = try DatabaseQueue(configuration: configuration())
    try makeTables(in: database)
    return database
  }

  private init(
    path: String, lock: FolderLock? = nil, open: (Configuration) throws -> DatabaseQueue
  ) throws {
    self.path = path
    self.lock = lock
    let configuration = Self.configuration()
    database = try Self.translating("open the data", path) {
      try Self.retryingWhileBusy {
        let database = try open(configuration)
        if lock != nil { try Self.migrate(database, path: path) }
        return database
      }
    }
  }

  private static func configuration() -> Configuration {
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

  /// Words what fails in the database.
  func translating<T>(_ operation: String, _ body: () throws -> T) throws -> T {
    try Self.translating(operation, path, body)
  }

  /// Reads, and words what fails.
  func read<T>(_ operation: String, _ body: (Database) throws -> T) throws -> T {
    try translating(operation) { try database.read(body) }
  }

  /// Changes something in one immediate transaction, and words what fails.
  func write<T>(_ operation: String, _ body: (Database) throws -> T) throws -> T {
    try translating(operation) { try database.write(body) }
  }

  private static func translating<T>(
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
