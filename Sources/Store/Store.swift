package import Foundation

/// gooya's data: messages, call records, and the tables of the lines of business.
///
/// Every change is one transaction, committed before the function returns; a process that is killed
/// loses nothing that was committed and leaves nothing half done. Several processes may use one
/// store at a time. All functions that fail throw a `StoreError`.
package final class Store: Sendable {
  let backend: any StoreBackend

  init(_ backend: any StoreBackend) {
    self.backend = backend
  }

  /// Opens the store in a data folder, and creates both if needed.
  ///
  /// - Throws: `StoreError`.
  package convenience init(folder: URL, schema: StoreSchema) throws {
    self.init(try SQLiteDatabase(folder: folder, schema: schema))
  }

  /// Creates a store in memory, for tests, scenarios and load runs.
  package convenience init(inMemory schema: StoreSchema) throws {
    self.init(try SQLiteDatabase(inMemory: schema))
  }

  /// Where it is: the database's file, `memory`, or a server's address.
  package var place: String { backend.place }

  var locks: (any StoreLocks)? { backend.locks }

  /// Reads, also what has been gathered; the database's errors become a `StoreError` that names the
  /// operation.
  package func read<T>(
    _ operation: String, _ body: (any StoreConnection) throws -> T
  ) throws -> T {
    try backend.read(operation, body)
  }

  /// Writes in one transaction; the database's errors become a `StoreError` that names the
  /// operation.
  @discardableResult
  package func write<T>(
    _ operation: String, _ body: (any StoreConnection) throws -> T
  ) throws -> T {
    try backend.write(operation, body)
  }

  /// Writes in one transaction that is rolled back at the end; the database's errors become a
  /// `StoreError` that names the operation.
  package func rehearse<T>(
    _ operation: String, _ body: (any StoreConnection) throws -> T
  ) throws -> T {
    try backend.rehearse(operation, body)
  }

  /// Writes to temporary tables, which are this process's own, in one transaction in which nobody is
  /// kept from writing, however long it takes. They stay until they are removed.
  package func writeTemporary<T>(
    _ operation: String, _ body: (any StoreConnection) throws -> T
  ) throws -> T {
    try backend.writeTemporary(operation, body)
  }

  /// Looks whether the database answers; a server that has gone isn't waited for.
  ///
  /// - Throws: `StoreError` if it doesn't.
  package func check() throws { try backend.check() }

  /// Waits no longer than that for a server that has gone, from now on: callers hear nothing
  /// meanwhile.
  package func wait(atMost patience: Duration) { backend.wait(atMost: patience) }

  // MARK: Other processes

  /// Does work that only one process may do in this store at a time.
  ///
  /// - Parameter whileWaiting: called repeatedly; an error that it throws ends the wait.
  /// - Throws: `StoreError` if another process takes longer than a minute; whatever the closures
  ///   throw.
  package func alone<T>(
    at work: SharedWork, _ operation: String, whileWaiting: () throws -> Void,
    _ body: () throws -> T
  ) throws -> T {
    guard let locks else { return try body() }
    return try locks.alone(
      at: work, operation, place: place, whileWaiting: whileWaiting, body)
  }

  /// Takes on a task that goes on for long, for this process alone; it is free again when the process
  /// ends, however that happens.
  ///
  /// - Returns: `false` if it is taken.
  package func take(task number: Int64) -> Bool { locks?.take(SharedWork.tasks + number) ?? true }

  package func release(task number: Int64) { locks?.release(SharedWork.tasks + number) }

  /// Whether some process has taken on a task.
  package func isTaken(task number: Int64) -> Bool {
    locks?.isTaken(SharedWork.tasks + number) ?? false
  }

  /// Whether processes on other machines may be using it, which have data folders of their own.
  package var isOnServer: Bool { backend.isOnServer }

  /// What hears of messages that are queued, by whichever process. Of those in a folder it hears
  /// nothing.
  package func ear() -> StoreEar { backend.ear() }

  /// Whether other processes may be using it.
  package var isShared: Bool { locks != nil }

  // MARK: Simulations

  /// Has commits wait for no disk from now on: a power cut may take the last of them.
  ///
  /// - Throws: `StoreError`.
  package func relax() throws { try backend.relax() }

  /// Writes in a transaction that may go on after this returns, for changes that belong to a
  /// simulation alone: a killed process loses those of the last moments, all of them together.
  ///
  /// What is read sees them. Anything else that is written commits them first, so that nothing is
  /// kept of what follows from them without them. An error rolls all of them back.
  ///
  /// - Throws: `StoreError`, and what `body` throws.
  package func gather<T>(
    _ operation: String, _ body: (any StoreConnection) throws -> T
  ) throws -> T {
    try backend.gather(operation, body)
  }

  /// Commits what has been gathered.
  ///
  /// - Throws: `StoreError`; then it is rolled back.
  package func commitGathered() throws { try backend.commitGathered() }
}
