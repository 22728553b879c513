import Foundation
import PostgresServer
import Synchronization
import Testing

@testable import Store

struct `A connection to PostgreSQL` {
  private let url: String
  private let address: PostgresAddress

  init() throws {
    url = try PostgresServer.shared().makeDatabase()
    address = try PostgresAddress(url)
  }

  private var name: String { address.parameters["dbname"] ?? "" }

  @Test func `gives values as SQLite does`() throws {
    let result = try PostgresConnection(address).run(
      """
      SELECT $1::bigint AS a, $2::text AS b, NULL AS c, EXISTS (SELECT 1) AS d, sum(n) AS e,
        count(*) AS f, 1.5::float8 AS g FROM (VALUES (9007199254740993::bigint), (1)) AS t (n)
      """, [.integer(.min), .text("گویا 'x' \\")])
    #expect(result.columns == ["a", "b", "c", "d", "e", "f", "g"])
    #expect(
      result.rows == [
        [
          .integer(.min), .text("گویا 'x' \\"), .null, .integer(1), .integer(9_007_199_254_740_994),
          .integer(2), .foreign,
        ]
      ])
  }

  @Test func `counts the rows that a statement changed`() throws {
    let connection = try PostgresConnection(address)
    try connection.run("CREATE TABLE t (n bigint, s text)")
    let insert = "INSERT INTO t VALUES ($1, $2), ($1 + 1, NULL)"
    #expect(try connection.run(insert, [.integer(1), .null]).count == 2)
    #expect(try connection.run(insert, [.integer(1), .text("x")]).count == 2)
    #expect(try connection.run("UPDATE t SET n = 0 WHERE n > $1", [.integer(1)]).count == 2)
    #expect(try connection.run("DELETE FROM t", []).count == 4)
  }

  @Test func `prepares more statements than the server keeps for it`() throws {
    let connection = try PostgresConnection(address)
    for number in 0..<1100 {
      #expect(try connection.run("SELECT \(number)", []).rows == [[.integer(Int64(number))]])
    }
  }

  @Test func `tells why it can't be made, without the password`() throws {
    let wrong = try PostgresAddress(
      "postgres://gooya@127.0.0.1:\(PostgresServer.shared().port)/\(name)",
      password: "hunter2")
    let fault = try #require(throws: PostgresFault.self) { try PostgresConnection(wrong) }
    let error = StoreError(fault, "open the data", path: "\(wrong)")
    #expect(error.kind == .unreachable)
    #expect(
      "\(error)".contains("password authentication failed") && !"\(error)".contains("hunter2"))
    let nowhere = try PostgresAddress("postgres://gooya@127.0.0.1:1/x")
    let refused = try #require(throws: PostgresFault.self) { try PostgresConnection(nowhere) }
    #expect(refused.reason.contains("Connection refused") && !refused.reason.contains("\n"))
  }

  @Test(arguments: [
    ("SELECT * FROM nothing", StoreError.Kind.damaged), ("SELECT 1/0", .damaged),
    ("INSERT INTO one VALUES (1, 'Alice, 12 Some Street')", .other),
    ("SET statement_timeout = 1; SELECT pg_sleep(5)", .busy),
    ("BEGIN READ ONLY; DELETE FROM one", .readOnly),
  ]) func `makes the store's errors of the server's, without values`(
    sql: String, kind: StoreError.Kind
  ) throws {
    let connection = try PostgresConnection(address)
    try connection.run(
      "CREATE TABLE one (n bigint PRIMARY KEY, s text); INSERT INTO one VALUES (1, '')")
    let fault = try #require(throws: PostgresFault.self) { try connection.run(sql) }
    let error = StoreError(fault, "try", path: "\(address)")
    #expect(error.kind == kind && !"\(error)".contains("Alice") && !"\(error)".contains("Street"))
  }

  // MARK: Transactions

  @Test func `begins a transaction again that another one was in the way of`() throws {
    let database = try PostgresDatabase(address)
    try database.withConnection {
      try $0.run("CREATE TABLE t (n bigint); INSERT INTO t VALUES (0)")
    }
    let begun = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
      do {
        try database.transaction(.serializable) { connection in
          let found = try connection.run("SELECT n FROM t", []).rows.first?.first
          guard case .integer(let n)? = found else { throw DamagedRow() }
          // Each reads before the other one writes.
          begun.withLock { $0 += 1 }
          while begun.withLock({ $0 }) < 2 { usleep(1000) }
          _ = try connection.run("UPDATE t SET n = $1", [.integer(n + 1)])
        }
      } catch {
        Issue.record(error)
      }
    }
    #expect(
      try database.withConnection { try $0.run("SELECT n FROM t", []).rows } == [[.integer(2)]])
    #expect(begun.withLock { $0 } == 3)
  }

  @Test func `ends a deadlock`() throws {
    let database = try PostgresDatabase(address)
    try database.withConnection {
      try $0.run("CREATE TABLE t (id bigint, n bigint); INSERT INTO t VALUES (0, 0), (1, 0)")
    }
    let both = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 2) { number in
      do {
        try database.transaction(.committed) { connection in
          let add = "UPDATE t SET n = n + 1 WHERE id = $1"
          _ = try connection.run(add, [.integer(Int64(number))])
          both.withLock { $0 += 1 }
          while both.withLock({ $0 }) < 2 { usleep(1000) }
          _ = try connection.run(add, [.integer(Int64(1 - number))])
        }
      } catch {
        Issue.record(error)
      }
    }
    #expect(
      try database.withConnection { try $0.run("SELECT n FROM t ORDER BY id", []).rows }
        == [[.integer(2)], [.integer(2)]])
  }

  @Test func `connects again when the server has ended the connection`() throws {
    let database = try PostgresDatabase(address)
    try database.withConnection { try $0.run("CREATE TABLE t (n bigint)") }
    var hasEnded = false
    try database.transaction(.serializable) { connection in
      _ = try connection.run("INSERT INTO t VALUES (1)", [])
      if !hasEnded {
        hasEnded = true
        try PostgresServer.shared().psql(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(name)'")
      }
      _ = try connection.run("INSERT INTO t VALUES (2)", [])
    }
    #expect(
      try database.withConnection { try $0.run("SELECT n FROM t ORDER BY n", []).rows }
        == [[.integer(1)], [.integer(2)]])
  }

  @Test func `takes nothing of a transaction back that isn't kept, and of one that fails`() throws {
    let database = try PostgresDatabase(address)
    try database.withConnection { try $0.run("CREATE TABLE t (n bigint)") }
    try database.transaction(.serializable, isKept: false) {
      _ = try $0.run("INSERT INTO t VALUES (1)", [])
    }
    #expect(throws: DamagedRow.self) {
      try database.transaction(.serializable) {
        _ = try $0.run("INSERT INTO t VALUES (2)", [])
        throw DamagedRow()
      }
    }
    #expect(try database.withConnection { try $0.run("SELECT n FROM t", []).rows } == [])
  }

  // MARK: Other processes

  @Test func `hears what others tell, also after the connection was lost`() throws {
    let (heard, teller) = (DispatchSemaphore(value: 0), try PostgresConnection(address))
    let listener = PostgresListener(address, channel: "gooya_test") { heard.signal() }
    // Something may have been told before it listened.
    heard.wait()
    try teller.run("NOTIFY gooya_test")
    heard.wait()
    try PostgresServer.shared().psql(
      """
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = '\(name)' AND query LIKE 'LISTEN%'
      """)
    heard.wait()
    try teller.run("NOTIFY gooya_test")
    heard.wait()
    withExtendedLifetime(listener) {}
  }

  @Test func `locks what others see, until it ends`() throws {
    let (one, other) = (try PostgresDatabase(address), try PostgresDatabase(address))
    let lock = PostgresLock(one)
    do {
      let theirs = PostgresLock(other)
      #expect(theirs.take(7) && !theirs.take(7))
      #expect(!lock.take(7) && lock.isTaken(7) && !lock.isTaken(8))
      #expect(lock.take(.max) && theirs.isTaken(.max) && lock.take(0x4000_0000_0000_0000))
      theirs.release(7)
      #expect(lock.take(7) && !theirs.take(7) && theirs.take(9))
    }
    // The server notices that a connection has ended a little later.
    while lock.isTaken(9) { usleep(1000) }
  }

  @Test func `takes its locks again after the server ended the connection`() throws {
    let lock = PostgresLock(try PostgresDatabase(address))
    #expect(lock.take(7))
    try PostgresServer.shared().psql(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(name)'")
    lock.renew()
    #expect(!PostgresLock(try PostgresDatabase(address)).take(7))
  }
}

struct `The tests' own PostgreSQL` {
  @Test func `gives each test a database of its own`() throws {
    let server = try PostgresServer.shared()
    let (one, other) = (try server.makeDatabase(), try server.makeDatabase())
    #expect(one != other)
    try PostgresConnection(PostgresAddress(one)).run("CREATE TABLE t (n bigint)")
    #expect(
      try PostgresConnection(PostgresAddress(other)).run("SELECT to_regclass('t')", []).rows
        == [[.null]])
  }
}
