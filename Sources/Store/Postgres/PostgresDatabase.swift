internal import Foundation
internal import Synchronization

/// A PostgreSQL database: connections that are made when they are needed, and transactions on them
/// that are begun again where others were in the way.
final class PostgresDatabase: Sendable {
  /// What a transaction is kept apart from.
  enum Isolation: String, Sendable {
    /// As if it ran alone; another one may end it, and then it is begun again.
    case serializable = "BEGIN ISOLATION LEVEL SERIALIZABLE"
    /// It sees the database at one moment.
    case snapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    /// Each statement sees what is committed. For statements that lock the rows that they need.
    case committed = "BEGIN ISOLATION LEVEL READ COMMITTED"
  }

  let address: PostgresAddress
  private let idle: Mutex<[PostgresConnection]>
  private let isRelaxed = Atomic(false)
  private let renewal = Mutex<(@Sendable () -> Void)?>(nil)
  /// How long it tries to have a transaction succeed, or a server that has gone come back.
  private static let patience = Duration.seconds(8)
  /// How many connections wait for work.
  private static let mostIdle = 4

  /// - Throws: `PostgresFault` if there is no connection to be had.
  init(_ address: PostgresAddress) throws {
    self.address = address
    idle = Mutex([])
    put(try PostgresConnection(address))
  }

  /// Runs something in one transaction.
  ///
  /// - Parameters:
  ///   - isKept: whether it is committed at the end.
  ///   - body: is run again if others were in the way or the connection was lost before it ended.
  /// - Throws: `PostgresFault`, and what `body` throws.
  func transaction<Value>(
    _ isolation: Isolation, isKept: Bool = true, _ body: (PostgresConnection) throws -> Value
  ) throws -> Value {
    try withConnection { connection in
      let deadline = ContinuousClock.now + Self.patience
      var pause = 0.001
      while true {
        var isEnding = false
        do {
          if !connection.isConnected { try connectAgain(connection) }
          try connection.run(isolation.rawValue)
          if isRelaxed.load(ordering: .relaxed) {
            try connection.run("SET LOCAL synchronous_commit = off")
          }
          let value = try body(connection)
          isEnding = isKept
          try connection.run(isKept ? "COMMIT" : "ROLLBACK")
          return value
        } catch {
          if connection.isConnected { try? connection.run("ROLLBACK") }
          // Of a commit without an answer nobody knows whether it was done.
          guard let fault = error as? PostgresFault, ContinuousClock.now < deadline,
            fault.isOfOthers || fault.mayPass && !(isEnding && fault.hasLostConnection),
            // They have gone with the connection.
            !(fault.hasLostConnection && connection.hasTemporaryTables)
          else { throw error }
          if fault.mayPass { connection.close() }
          Thread.sleep(forTimeInterval: Double.random(in: 0.5...1) * pause)
          pause = min(pause * 2, 0.2)
        }
      }
    }
  }

  private func connectAgain(_ connection: PostgresConnection) throws {
    try connection.connect()
    renewal.withLock { $0 }?()
  }

  /// - Parameter renew: called when a connection that was lost has been made again.
  func whenConnectedAgain(_ renew: @escaping @Sendable () -> Void) {
    renewal.withLock { $0 = renew }
  }

  /// Has commits wait for no disk from now on: the server may lose the last of them if it fails.
  func relax() { isRelaxed.store(true, ordering: .relaxed) }

  /// Passes a connection that nobody else has meanwhile to `body`, outside of transactions.
  func withConnection<Value>(_ body: (PostgresConnection) throws -> Value) throws -> Value {
    let idle = idle.withLock { idle in
      idle.lastIndex(where: \.hasTemporaryTables).map { idle.remove(at: $0) } ?? idle.popLast()
    }
    let connection = try idle ?? PostgresConnection(address)
    defer { put(connection) }
    return try body(connection)
  }

  private func put(_ connection: PostgresConnection) {
    idle.withLock { idle in
      if idle.count < Self.mostIdle { idle.append(connection) }
    }
  }
}
