import Foundation
import PostgresServer
import Testing

/// Several `gooya listen` behind Kamailio, on one PostgreSQL database.
final class TelephoneNodes: Sendable {
  let place: Workplace
  let kamailio: WatchedProgram
  /// Where telephones call.
  let address: String
  private let database: NodeDatabase

  private static let deploy = Workplace.package.appendingPathComponent("Deploy").path
  private static let scenario =
    Workplace.package.appendingPathComponent("Tests/Telephones/held-call.xml").path

  /// One `gooya listen`.
  struct Node: Sendable {
    let program: WatchedProgram
    let port: Int
    /// Of what it has itself: a folder in the workplace.
    let name: String

    /// How many calls it has answered.
    var answered: Int { program.complaints.components(separatedBy: "call answered").count - 1 }
  }

  /// A call as its caller has seen it.
  struct Call {
    /// The port of the node that answered it.
    let port: Int
    /// Whether its node was there to the end.
    let isWhole: Bool
  }

  /// - Parameter nodes: at which ports they listen.
  init(_ place: Workplace, _ database: NodeDatabase, nodes: [Int]) throws {
    self.place = place
    self.database = database
    try place.write(
      nodes.map { "1 sip:127.0.0.1:\($0)\n" }.joined(), as: "dispatcher.list")
    let port = try PostgresServer.freePort()
    address = "127.0.0.1:\(port)"
    try FileManager.default.createDirectory(
      atPath: place.path("run"), withIntermediateDirectories: true)
    kamailio = try WatchedProgram(
      [
        "kamailio", "-f", "\(Self.deploy)/kamailio.cfg", "-DD", "-E", "-Y", place.path("run"), "-w",
        place.path("run"), "-m", "32", "-A", "LISTEN_UDP=udp:\(address)", "-A",
        "LISTEN_TCP=tcp:\(address)", "-A", "NODES=\"\(place.path("dispatcher.list"))\"", "-A",
        "PROBE_EVERY=1", "-A", "WORKERS=2",
      ], in: place.folder.path)
  }

  /// Starts a node and waits until it listens.
  ///
  /// - Parameters:
  ///   - port: 0 for a free one.
  ///   - url: by which it reaches the database; `nil` for the database's own.
  ///   - environment: what it is told besides, as `NAME=VALUE`.
  static func start(
    _ name: String, port: Int = 0, in place: Workplace, _ database: NodeDatabase,
    by url: String? = nil, _ environment: [String] = []
  ) async throws -> Node {
    let program = try WatchedProgram(
      environment + [
        "HOME=\(place.folder.path)", Workplace.program, "listen", "--sip", "127.0.0.1:\(port)",
        "--data", place.path(name), "--store", url ?? database.url,
      ], in: place.folder.path)
    let found = try await program.wait(for: "its address") {
      program.output.firstMatch(of: #/sip at [0-9.]+:(\d+)/#).flatMap { Int($0.output.1) }
    }
    return Node(program: program, port: found, name: name)
  }

  /// Starts a node again that has gone.
  func restart(_ node: Node) async throws -> Node {
    try await Self.start(node.name, port: node.port, in: place, database)
  }

  /// Has sipp call, so many times in all and in a second; each call is held after a while, and ends
  /// after another.
  func callers(
    _ count: Int, perSecond: Int, milliseconds: Int, log: String
  ) throws -> WatchedProgram {
    let port = try PostgresServer.freePort()
    return try WatchedProgram(
      [
        "-C", place.folder.path, "sipp", address, "-sf", Self.scenario, "-s", "1800", "-m",
        "\(count)", "-r", "\(perSecond)", "-d", "\(milliseconds)", "-i", "127.0.0.1", "-mi",
        "127.0.0.1", "-p", "\(port)", "-nostdin", "-trace_logs", "-log_file", place.path(log),
        "-trace_err", "-error_file", place.path("\(log).errors"), "-timeout", "120s",
      ], in: place.folder.path)
  }

  /// What has become of the calls of a log that are over.
  func calls(in log: String) throws -> [Call] {
    let text = try String(contentsOfFile: place.path(log), encoding: .utf8)
    return text.matches(of: #/(ended|lost) \S+ sip:\S+?:(\d+)/#).map { match in
      Call(port: Int(match.output.2) ?? 0, isWhole: match.output.1 == "ended")
    }
  }

  /// How many calls the records of all nodes have, by their states.
  func recorded() throws -> [String: Int] {
    let outcome = try place.gooya("calls", "--json", "--store", database.url)
    let states = outcome.output.matches(of: #/"state" : "(\w+)"/#).map { String($0.output.1) }
    return Dictionary(grouping: states) { $0 }.mapValues(\.count)
  }
}
