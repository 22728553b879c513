internal import Synchronization

/// What processes that share a PostgreSQL database know about each other, by advisory locks of a
/// connection's own. The server releases them when the process ends, however that happens.
final class PostgresLock: StoreLocks {
  private let database: PostgresDatabase
  private let state = Mutex(State())

  private struct State {
    /// Made for the first lock.
    var connection: PostgresConnection?
    var own: Set<Int64> = []
  }

  init(_ database: PostgresDatabase) {
    self.database = database
  }

  /// Advisory locks are numbers that all programs of a database share: these are gooya's.
  private static func key(_ number: Int64) -> StoredValue { .integer(number ^ 0x474F_4F59_0000) }

  /// Takes a lock.
  ///
  /// - Returns: `false` if it is already taken, or if the server can't be asked.
  @discardableResult
  func take(_ number: Int64) -> Bool {
    state.withLock { state in
      guard !state.own.contains(number), let connection = try? connection(&state),
        (try? Self.lock(number, connection)) == true
      else { return false }
      state.own.insert(number)
      return true
    }
  }

  func release(_ number: Int64) {
    state.withLock { state in
      guard state.own.remove(number) != nil else { return }
      _ = try? state.connection?.run("SELECT pg_advisory_unlock($1)", [Self.key(number)])
    }
  }

  /// Whether a lock is taken, by this process or another. If the server can't be asked, it may be.
  func isTaken(_ number: Int64) -> Bool {
    if state.withLock({ $0.own.contains(number) }) { return true }
    let found = try? database.transaction(.committed) { connection in
      try connection.run(
        """
        SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND classid::bigint << 32 | objid::bigint = $1
        """, [Self.key(number)]
      ).rows.isEmpty
    }
    return found.map { !$0 } ?? true
  }

  /// Takes again what was lost with a connection, unless others have it by now.
  func renew() {
    state.withLock { state in
      if state.own.isEmpty { return }
      _ = try? connection(&state)
    }
  }

  private func connection(_ state: inout State) throws -> PostgresConnection {
    if let connection = state.connection, (try? connection.run("SELECT 1")) != nil {
      return connection
    }
    let connection = try PostgresConnection(database.address)
    for number in state.own where try !Self.lock(number, connection) { state.own.remove(number) }
    state.connection = connection
    return connection
  }

  private static func lock(_ number: Int64, _ connection: PostgresConnection) throws -> Bool {
    try connection.run("SELECT pg_try_advisory_lock($1)", [key(number)]).rows.first
      == [.integer(1)]
  }
}
