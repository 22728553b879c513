internal import Foundation
internal import Synchronization

/// A store's tables on a PostgreSQL server, which processes on many machines share.
final class PostgresBackend: StoreBackend {
  let database: PostgresDatabase
  private let lock: PostgresLock
  private let ears = Mutex<[WeakEar]>([])
  private let listener = Mutex<PostgresListener?>(nil)

  private struct WeakEar {
    weak var ear: StoreEar?
  }

  /// Connects, and makes the tables or brings them up to date.
  ///
  /// - Throws: `StoreError`.
  init(_ address: PostgresAddress, _ schema: StoreSchema) throws {
    let place = address.description
    database = try Self.translating("open the data", place) {
      let database = try PostgresDatabase(address)
      try PostgresMigrator(schema, place: place).migrate(database)
      return database
    }
    lock = PostgresLock(database)
    database.whenConnectedAgain { [weak lock] in lock?.renew() }
  }

  var place: String { database.address.description }
  var locks: (any StoreLocks)? { lock }
  let isOnServer = true
  var picking: String { " FOR UPDATE SKIP LOCKED" }

  func read<T>(_ operation: String, _ body: (any StoreConnection) throws -> T) throws -> T {
    try transaction(operation, .snapshot, body)
  }

  func write<T>(_ operation: String, _ body: (any StoreConnection) throws -> T) throws -> T {
    try transaction(operation, .serializable, body)
  }

  /// Others that pick don't end it, since it locks what it needs.
  func pick<T>(_ operation: String, _ body: (any StoreConnection) throws -> T) throws -> T {
    try transaction(operation, .committed, body)
  }

  func rehearse<T>(_ operation: String, _ body: (any StoreConnection) throws -> T) throws -> T {
    try transaction(operation, .serializable, isKept: false, body)
  }

  func writeTemporary<T>(
    _ operation: String, _ body: (any StoreConnection) throws -> T
  ) throws -> T {
    try Self.translating(operation, place) {
      try database.transaction(.committed) { connection in
        connection.hasTemporaryTables = true
        return try body(connection)
      }
    }
  }

  /// Others aren't kept from writing by a transaction, so each change has its own.
  func gather<T>(_ operation: String, _ body: (any StoreConnection) throws -> T) throws -> T {
    try write(operation, body)
  }

  func commitGathered() {}

  func ear() -> StoreEar {
    let ear = StoreEar()
    ears.withLock { ears in
      ears.removeAll { $0.ear == nil }
      ears.append(WeakEar(ear: ear))
    }
    listener.withLock { listener in
      if listener != nil { return }
      listener = PostgresListener(database.address, channel: Self.channel) { [weak self] in
        for ear in self?.ears.withLock({ $0 }) ?? [] { ear.ear?.tell() }
      }
    }
    return ear
  }

  /// On which it is told that a message is queued.
  static let channel = "gooya_outbox"

  func relax() { database.relax() }

  func check() throws {
    try Self.translating(Self.checking, place) {
      try database.transaction(.committed, isKept: false, isBrief: true) {
        _ = try $0.run("SELECT 1", [])
      }
    }
  }

  func wait(atMost patience: Duration) { database.wait(atMost: patience) }

  /// What was removed leaves the tables' pages; the server overwrites them when it uses them again.
  func erase<T>(_ operation: String, _ body: () throws -> T) throws -> T {
    let value = try body()
    try Self.translating(operation, place) { try database.withConnection { try $0.run("VACUUM") } }
    return value
  }

  private func transaction<T>(
    _ operation: String, _ isolation: PostgresDatabase.Isolation, isKept: Bool = true,
    _ body: (any StoreConnection) throws -> T
  ) throws -> T {
    try Self.translating(operation, place) {
      try database.transaction(isolation, isKept: isKept) { try body($0) }
    }
  }

  static func translating<T>(
    _ operation: String, _ place: String, _ body: () throws -> T
  ) throws -> T {
    do {
      return try body()
    } catch let fault as PostgresFault {
      throw StoreError(fault, operation, path: place)
    } catch is DamagedRow {
      throw StoreError(.damaged, operation, path: place, reason: "the database is damaged")
    }
  }
}

extension Store {
  /// Opens the store in a PostgreSQL database, and makes its tables if needed.
  ///
  /// - Throws: `StoreError`.
  package convenience init(at address: PostgresAddress, schema: StoreSchema) throws {
    self.init(try PostgresBackend(address, schema))
  }
}
