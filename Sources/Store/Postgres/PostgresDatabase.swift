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
  private let presence = Mutex(Presence())
  /// How long it tries to have a transaction succeed that others are in the way of.
  private static let patience = Duration.seconds(8)
  /// How many connections wait for work.
  private static let mostIdle = 4

  /// Whether the server is there, as far as its transactions have found out.
  private struct Presence {
    /// How long a transaction waits for a server that has gone.
    var patience = PostgresDatabase.patience
    /// Whether one has waited in vain, and none has succeeded since.
    var isAway = false
    /// Whether one looks whether it is back.
    var isTried = false
  }

  /// - Throws: `PostgresFault` if there is no connection to be had.
  init(_ address: PostgresAddress) throws {
    self.address = address
    idle = Mutex([])
    put(try PostgresConnection(address))
  }

  /// Runs something in one transaction.
  ///
  /// One that a server that has gone is waited for in vain is followed by others that don't wait: one
  /// at a time looks whether it is back, and fails at once if it isn't.
  ///
  /// - Parameters:
  ///   - isKept: whether it is committed at the end.
  ///   - isBrief: whether a server that has gone isn't waited for.
  ///   - body: is run again if others were in the way or the connection was lost before it ended.
  /// - Throws: `PostgresFault`, and what `body` throws.
  func transaction<Value>(
    _ isolation: Isolation, isKept: Bool = true, isBrief: Bool = false,
    _ body: (PostgresConnection) throws -> Value
  ) throws -> Value {
    let (isAway, patience) = try arrive(isBrief: isBrief)
    defer { if isAway { presence.withLock { $0.isTried = false } } }
    do {
      let value = try transaction(isolation, isKept, patience, body)
      presence.withLock { $0.isAway = false }
      return value
    } catch {
      if (error as? PostgresFault)?.mayPass == true, !isBrief {
        presence.withLock { $0.isAway = true }
      }
      throw error
    }
  }

  /// - Returns: whether the server is known to be away, and how long it is waited for.
  /// - Throws: `PostgresFault` if it is away and another transaction looks whether it is back.
  private func arrive(isBrief: Bool) throws -> (isAway: Bool, patience: Duration) {
    try presence.withLock { presence in
      guard presence.isAway else {
        return (false, isBrief ? .zero : presence.patience)
      }
      if presence.isTried {
        throw PostgresFault(state: nil, reason: "the server is away", hasLostConnection: true)
      }
      presence.isTried = true
      return (true, .zero)
    }
  }

  /// Has transactions wait no longer than that for a server that has gone.
  func wait(atMost patience: Duration) { presence.withLock { $0.patience = patience } }

  private func transaction<Value>(
    _ isolation: Isolation, _ isKept: Bool, _ patience: Duration,
    _ body: (PostgresConnection) throws -> Value
  ) throws -> Value {
    let connection = takeIdle() ?? PostgresConnection(unconnected: address)
    defer { put(connection) }
    let start = ContinuousClock.now
    var pause = 0.001
    while true {
      // That such a one is lost says nothing of whether another can be made.
      let isOld = connection.isConnected
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
        guard let fault = error as? PostgresFault,
          isOld && fault.hasLostConnection
            || ContinuousClock.now - start < (fault.isOfOthers ? Self.patience : patience),
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
    let connection = try takeIdle() ?? PostgresConnection(address)
    defer { put(connection) }
    return try body(connection)
  }

  private func takeIdle() -> PostgresConnection? {
    idle.withLock { idle in
      idle.lastIndex(where: \.hasTemporaryTables).map { idle.remove(at: $0) } ?? idle.popLast()
    }
  }

  private func put(_ connection: PostgresConnection) {
    idle.withLock { idle in
      if idle.count < Self.mostIdle { idle.append(connection) }
    }
  }
}
