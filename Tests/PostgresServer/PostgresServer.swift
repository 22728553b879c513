import Foundation
import Synchronization

/// A PostgreSQL server of the tests' own: on a free port of loopback, with its data in a folder that
/// goes with it.
///
/// It ends with the process of the tests, however that ends, and its folder goes.
package final class PostgresServer: Sendable {
  private let folder: String
  package let port: Int
  private let lifeline: Lifeline
  private let counter = Mutex(0)
  private let templates = Mutex<Set<String>>([])

  private static let running = Mutex<PostgresServer?>(nil)

  /// The server that all tests of this process share; started when it is first asked for.
  ///
  /// - Throws: `Unavailable`.
  package static func shared() throws -> PostgresServer {
    try running.withLock { running in
      if let running { return running }
      var attempt = 0
      while true {
        attempt += 1
        do {
          let server = try PostgresServer()
          running = server
          return server
        } catch  where attempt < 5 {
          // Another program may have taken the port.
        }
      }
    }
  }

  package typealias Unavailable = Lifeline.Unavailable

  /// The URL of a new, empty database. Its password is in a file, as it would be in use.
  ///
  /// - Throws: `Unavailable`.
  package func makeDatabase() throws -> String { try makeDatabase(options: "") }

  private func makeDatabase(options: String) throws -> String {
    let number = counter.withLock { counter in
      counter += 1
      return counter
    }
    let name = "test_\(number)"
    try psql("CREATE DATABASE \(name) \(options)")
    return url(of: name)
  }

  /// The URL of a new database with the tables of a store. Making them takes longer than copying a
  /// database that has them.
  ///
  /// - Parameters:
  ///   - name: what the tables are, a word.
  ///   - make: makes them in the database at a URL, and doesn't stay connected.
  /// - Throws: `Unavailable`, and what `make` throws.
  package func makeDatabase(
    with name: String, _ make: (String) throws -> Void
  ) throws -> String {
    try templates.withLock { templates in
      if templates.contains(name) { return }
      try psql("CREATE DATABASE template_\(name)")
      try make(url(of: "template_\(name)"))
      // A database is copied once nobody is connected to it, and a connection that was closed stays
      // for a moment.
      let others = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'template_\(name)'"
      while try psql(others) != "0" { usleep(5000) }
      templates.insert(name)
    }
    return try makeDatabase(options: "TEMPLATE template_\(name)")
  }

  package func url(of database: String) -> String {
    "postgres://gooya@127.0.0.1:\(port)/\(database)?passfile=\(folder)/password"
  }

  /// Runs statements as a superuser, in a database or beside all.
  ///
  /// - Returns: what is selected: a row a line, its columns separated by `|`.
  /// - Throws: `Unavailable`.
  @discardableResult
  package func psql(_ statements: String, in database: String = "postgres") throws -> String {
    let output = "\(folder)/psql-\(UUID().uuidString)"
    defer { unlink(output) }
    let status = try Lifeline.run([
      "/bin/sh", "-c", "exec \"$0\" \"$@\" >'\(output)' 2>&1", "\(Self.programs())/psql", "-XqAt",
      "-v", "ON_ERROR_STOP=1", "-d", url(of: database), "-c", statements,
    ])
    let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
    guard status == 0 else { throw Unavailable(description: text) }
    return text.trimmingCharacters(in: .newlines)
  }

  private init() throws {
    let programs = try Self.programs()
    // The user that the server runs as must reach it; a longer path than a socket's name bears
    // doesn't matter, since it has none.
    folder = "/tmp/gooya-postgres-\(UUID().uuidString)"
    guard mkdir(folder, 0o700) == 0 else {
      throw Unavailable(description: "no folder for PostgreSQL")
    }
    // initdb refuses the superuser.
    let isRoot = getuid() == 0
    let owner = isRoot ? getpwnam("postgres") : nil
    if isRoot, let owner { chown(folder, owner.pointee.pw_uid, owner.pointee.pw_gid) }
    let become =
      isRoot ? "setpriv --reuid=postgres --regid=postgres --clear-groups --" : ""
    let password = UUID().uuidString
    let passwordFile = "\(folder)/password"
    _ = FileManager.default.createFile(
      atPath: passwordFile, contents: Data("*:*:*:gooya:\(password)\n".utf8),
      attributes: [.posixPermissions: 0o600])
    _ = FileManager.default.createFile(
      atPath: "\(folder)/first", contents: Data(password.utf8),
      attributes: [.posixPermissions: 0o644])
    let initialised = try Lifeline.run([
      "/bin/sh", "-c",
      """
      cd / && \(become) '\(programs)/initdb' -D '\(folder)/data' -U gooya --pwfile='\(folder)/first' \
        --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync >'\(folder)/initdb.log' 2>&1
      """,
    ])
    guard initialised == 0 else {
      throw Unavailable(description: "initdb fails: \(folder)/initdb.log")
    }
    port = try Self.freePort()
    lifeline = try Lifeline(
      """
      trap '' INT HUP TERM
      cd /
      \(become) '\(programs)/postgres' -D '\(folder)/data' -p \(port) \
        -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off \
        -c full_page_writes=off -c max_connections=200 -c shared_buffers=32MB \
        </dev/null >'\(folder)/log' 2>&1 &
      server=$!
      read -r end
      kill -QUIT $server 2>/dev/null
      wait $server
      rm -rf '\(folder)'
      """)
    guard Self.isReady(log: "\(folder)/log") else {
      throw Unavailable(description: "PostgreSQL doesn't start")
    }
  }

  /// The folder of the newest PostgreSQL's programs.
  private static func programs() throws -> String {
    let root = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    guard let newest = versions.compactMap(Int.init).max() else {
      throw Unavailable(description: "PostgreSQL isn't installed")
    }
    return "\(root)/\(newest)/bin"
  }

  /// A port of loopback that was free a moment ago.
  ///
  /// - Throws: `Unavailable`.
  package static func freePort() throws -> Int {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
      }
    }
    guard isBound else { throw Unavailable(description: "no free port") }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  /// Whether the server says that it accepts connections, before it says that it ends.
  private static func isReady(log: String) -> Bool {
    for _ in 0..<3000 {
      let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
      if text.contains("ready to accept connections") { return true }
      if text.contains("FATAL") { return false }
      usleep(20_000)
    }
    return false
  }
}
