import Foundation
import PostgresServer

/// A program that runs beside a test, and ends with it, or with the process of the tests, however that
/// ends. What it prints goes to files.
final class WatchedProgram: Sendable {
  private let lifeline: Lifeline
  private let path: String

  /// Longer than anything takes on a busy machine.
  private static let patience = 300.0

  /// - Parameters:
  ///   - words: the program and its arguments, through env(1), so that variables may stand before.
  ///   - folder: takes what it prints.
  init(_ words: [String], in folder: String) throws {
    path = "\(folder)/\(UUID().uuidString)"
    lifeline = try Lifeline(
      """
      ( env "$@" </dev/null >"$0.out" 2>"$0.err" & echo $! >"$0.id"; wait $!; echo $? >"$0.status" ) 2>/dev/null &
      read -r end
      kill -KILL 0
      """, [path] + words)
  }

  /// What it has printed so far.
  var output: String { text("out") }

  /// What it has printed so far to standard error.
  var complaints: String { text("err") }

  /// Its exit status, once it has ended; above 128 if a signal ended it.
  var status: Int? { whole("status") }

  func send(_ signal: Int32) async throws {
    let id: Int = try await wait(for: "an id") { whole("id") }
    if status == nil { kill(pid_t(id), signal) }
  }

  /// Waits until it has ended.
  @discardableResult
  func end() async throws -> Int { try await wait(for: "an end") { status } }

  /// Waits until something is there.
  ///
  /// - Throws: `Missing`.
  @discardableResult
  func wait<Found>(for what: String, _ find: () throws -> Found?) async throws -> Found {
    let giveUp = Date(timeIntervalSinceNow: Self.patience)
    while true {
      if let found = try find() { return found }
      if Date() > giveUp { throw Missing(what: what, complaints: complaints) }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  struct Missing: Error {
    let what: String
    let complaints: String
  }

  private func text(_ stream: String) -> String {
    (try? String(contentsOfFile: "\(path).\(stream)", encoding: .utf8)) ?? ""
  }

  private func whole(_ stream: String) -> Int? {
    let text = text(stream)
    return text.hasSuffix("\n") ? Int(text.dropLast()) : nil
  }
}
