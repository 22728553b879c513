internal import Foundation

/// A database that has the store's tables: SQLite's, in a folder or in memory, or a server's.
///
/// Its functions throw a `StoreError` that names the operation if the database fails, and whatever
/// their closures throw, after undoing what these did. The connection is for the closure alone, and a
/// closure is run again from its beginning where other processes were in the way: it changes nothing
/// that a second run wouldn't set anew.
protocol StoreBackend: Sendable {
  /// Where it is, for errors: a file, `memory`, or an address without secrets.
  var place: String { get }
  /// What other processes are doing; `nil` if there can't be any.
  var locks: (any StoreLocks)? { get }
  /// What stands at the end of a query that picks rows for this process alone; rows that another is
  /// picking are passed over. Empty if only one can write at a time.
  var picking: String { get }
  /// Whether processes on other machines use it too.
  var isOnServer: Bool { get }

  /// Reads in one transaction, also what has been gathered.
  func read<T>(_ operation: String, _ body: (any StoreConnection) throws -> T) throws -> T

  /// Writes in one transaction. What has been gathered is committed first.
  func write<T>(_ operation: String, _ body: (any StoreConnection) throws -> T) throws -> T

  /// Writes in one transaction that depends on nothing but the rows that it picks.
  func pick<T>(_ operation: String, _ body: (any StoreConnection) throws -> T) throws -> T

  /// Writes in one transaction that is rolled back at the end.
  func rehearse<T>(_ operation: String, _ body: (any StoreConnection) throws -> T) throws -> T

  /// Writes to temporary tables, which are this process's own, in one transaction in which nobody is
  /// kept from writing, however long it takes. They stay until they are removed or the process ends.
  func writeTemporary<T>(
    _ operation: String, _ body: (any StoreConnection) throws -> T
  ) throws -> T

  /// Writes in a transaction that may go on after this returns; see `Store.gather`.
  func gather<T>(_ operation: String, _ body: (any StoreConnection) throws -> T) throws -> T

  /// Commits what has been gathered; if that fails, it is rolled back.
  func commitGathered() throws

  /// Has commits wait for no disk from now on.
  func relax() throws

  /// Looks whether the database answers; a server that has gone isn't waited for.
  func check() throws

  /// Waits no longer than that for a server that has gone, from now on.
  func wait(atMost patience: Duration)

  /// What hears of messages that are queued; nothing, if only processes on one machine use it.
  func ear() -> StoreEar

  /// Has the rows that `body` removes overwritten, so that nothing of them can be read in a file.
  func erase<T>(_ operation: String, _ body: () throws -> T) throws -> T
}

extension StoreBackend {
  var isOnServer: Bool { false }

  func pick<T>(_ operation: String, _ body: (any StoreConnection) throws -> T) throws -> T {
    try write(operation, body)
  }

  func ear() -> StoreEar { StoreEar() }

  func check() throws { _ = try read(Self.checking) { try $0.integer("SELECT 1") } }

  func wait(atMost patience: Duration) {}

  static var checking: String { "look at the data" }
}

/// What processes that share a store know about each other: a number is locked by one of them at a
/// time, and free again when that process ends, however that happens.
protocol StoreLocks: Sendable {
  /// - Returns: `false` if it is locked already.
  @discardableResult
  func take(_ number: Int64) -> Bool

  func release(_ number: Int64)

  /// Whether it is locked, in this process or another.
  func isTaken(_ number: Int64) -> Bool
}

/// Work that only one process at a time does in a store. The numbers between these belong to calls, by
/// the numbers of their records, and from `tasks` on to tasks, by their numbers.
package enum SharedWork: Int64, Sendable {
  case importing = 0
  case migrating = 0x4000_0000_0000_0000

  static let tasks: Int64 = 0x2000_0000_0000_0000

  /// Why other processes have to wait.
  var description: String {
    switch self {
    case .importing: "another import is in progress"
    case .migrating: "another process is migrating it"
    }
  }
}

extension StoreLocks {
  /// Does work that only one process may do at a time.
  ///
  /// - Parameter whileWaiting: called repeatedly; an error that it throws ends the wait.
  /// - Throws: `StoreError` if another process takes longer than a minute; whatever the closures
  ///   throw.
  func alone<T>(
    at work: SharedWork, _ operation: String, place: String, whileWaiting: () throws -> Void,
    _ body: () throws -> T
  ) throws -> T {
    let deadline = Date(timeIntervalSinceNow: 60)
    while !take(work.rawValue) {
      guard Date() < deadline else {
        throw StoreError(.busy, operation, path: place, reason: work.description)
      }
      try whileWaiting()
      Thread.sleep(forTimeInterval: 0.02)
    }
    defer { release(work.rawValue) }
    return try body()
  }
}
