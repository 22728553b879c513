import Foundation
import Glibc
import Testing

/// A user's desk: a folder of its own, in which the real program is run. Removed with the value.
final class Workplace: Sendable {
  let folder: URL
  /// What the program finds in its environment besides.
  private let environment: [String: String]

  /// The program beside this test bundle.
  static let program = Bundle.module.bundleURL.deletingLastPathComponent()
    .appendingPathComponent("gooya").path

  /// The folder that the package is in.
  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let script = package.appendingPathComponent("MenuScripts/billing/menu.yaml").path

  init(environment: [String: String] = [:]) throws {
    self.environment = environment
    let name = "gooya-user-\(UUID().uuidString)"
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  @discardableResult
  func write(_ text: String, as name: String, making folders: Bool = false) throws -> String {
    if folders {
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent(name).deletingLastPathComponent(),
        withIntermediateDirectories: true)
    }
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    return path(name)
  }

  /// What the program was given and what it did.
  struct Outcome: Sendable, CustomStringConvertible {
    let arguments: [String]
    let output: String
    let complaints: String
    /// The exit status, or the signal that ended it as a negative number.
    let status: Int32

    var lines: [String] { output.split(separator: "\n").map(String.init) }

    var description: String {
      "\(arguments.joined(separator: " "))\nstatus \(status)\n\(output)\n\(complaints)"
    }
  }

  /// Runs the program to its end, with the user's data in this folder.
  ///
  /// - Parameter input: what is piped in; an empty stream if nothing is.
  @discardableResult
  func gooya(_ arguments: String..., input: Data = Data()) throws -> Outcome {
    try gooya(arguments, input: input)
  }

  @discardableResult
  func gooya(_ arguments: [String], input: Data = Data()) throws -> Outcome {
    try start(arguments, input: input).wait()
  }

  /// Runs a shell command, in which `$GOOYA` is the program.
  @discardableResult
  func shell(_ command: String) throws -> Outcome {
    try Running(["-c", command], of: "/bin/sh", in: self, input: Data()).wait()
  }

  /// Runs a shell command that takes minutes of real time, on a thread of its own: those on which
  /// tests run are few.
  func longShell(_ command: String) async throws -> Outcome {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(with: Result { try self.shell(command) })
      }
    }
  }

  func start(_ arguments: [String], input: Data = Data()) throws -> Running {
    try Running(arguments, of: Self.program, in: self, input: input)
  }

  /// Starts a shell command, which may become the program by `exec`.
  func start(shell command: String) throws -> Running {
    try Running(["-c", command], of: "/bin/sh", in: self, input: Data())
  }

  /// Has a command ended by a signal, after which it has 800 ms to end well. A machine may be too busy
  /// for that, and the signal ends it at once; then it is run again.
  ///
  /// - Parameter start: starts it, and waits until it is at work.
  static func endingWell(
    by signal: Int32, _ start: () throws -> (Workplace, Running)
  ) throws -> (place: Workplace, outcome: Outcome) {
    var attempts = 10
    while true {
      let (place, running) = try start()
      running.send(signal)
      let outcome = try running.wait()
      attempts -= 1
      if outcome.status != -signal || attempts == 0 { return (place, outcome) }
    }
  }

  /// The program as it runs. Its streams are files: nothing waits for a reader.
  ///
  /// Started with posix_spawn(3): Foundation's `Process.run` crashes now and then (in Swift 6.3), and
  /// hands on the signal mask of the test's thread, which blocks nearly all signals.
  final class Running {
    private let arguments: [String]
    private let folder: String
    private let path: String
    private var id = pid_t()
    private var hasEnded = false

    /// Longer than anything takes on a busy machine: what still runs then hangs.
    private static let patience = 600.0

    init(_ arguments: [String], of program: String, in place: Workplace, input: Data) throws {
      self.arguments = arguments
      folder = place.folder.path
      path = place.path(UUID().uuidString)
      try input.write(to: URL(fileURLWithPath: "\(path).in"))
      let environment = ProcessInfo.processInfo.environment.merging([
        "HOME": place.folder.path, "XDG_DATA_HOME": place.path("xdg"), "GOOYA": Workplace.program,
        "SCRIPT": Workplace.script,
      ]) { $1 }.merging(place.environment) { $1 }
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      let fresh = O_WRONLY | O_CREAT | O_TRUNC
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "\(path).in", O_RDONLY, 0)
      posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "\(path).out", fresh, 0o600)
      posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "\(path).err", fresh, 0o600)
      var attributes = posix_spawnattr_t()
      posix_spawnattr_init(&attributes)
      defer { posix_spawnattr_destroy(&attributes) }
      var signals = sigset_t()
      sigemptyset(&signals)
      posix_spawnattr_setsigmask(&attributes, &signals)
      // A handset that another test runs ignores it meanwhile.
      sigaddset(&signals, SIGPIPE)
      posix_spawnattr_setsigdefault(&attributes, &signals)
      posix_spawnattr_setflags(
        &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
      // env(1) goes to the folder and becomes the program.
      var words =
        (["env", "-C", place.folder.path, program] + arguments).map { strdup($0) } + [nil]
      var settings = environment.map { strdup("\($0)=\($1)") } + [nil]
      defer { for text in words + settings { free(text) } }
      let error = posix_spawn(&id, "/usr/bin/env", &actions, &attributes, &words, &settings)
      guard error == 0 else { throw POSIXError(POSIXErrorCode(rawValue: error) ?? .EIO) }
    }

    /// What nobody waited for is ended and reaped: while a child that has ended is left, the thread by
    /// which Swift Testing waits for exit tests turns round and round without seeing theirs.
    deinit {
      if hasEnded || id == 0 { return }
      kill(id, SIGKILL)
      var status: Int32 = 0
      while waitpid(id, &status, 0) == -1 && errno == EINTR {}
    }

    func send(_ signal: Int32) { if !hasEnded { kill(id, signal) } }

    /// What it has printed so far.
    var outputSoFar: String { (try? text("out")) ?? "" }

    /// What it has printed so far to standard error.
    var complaintsSoFar: String { (try? text("err")) ?? "" }

    /// Waits until a text is printed to standard error.
    func waitForComplaint(_ wanted: String) throws {
      try wait(for: wanted, in: "\(path).err")
    }

    /// Waits until a text is printed.
    func waitForOutput(_ wanted: String) throws {
      try wait(for: wanted, in: "\(path).out")
    }

    /// Waits until a text is in a file of the workplace.
    func waitForText(_ wanted: String, in name: String) throws {
      try wait(for: wanted, in: "\(folder)/\(name)")
    }

    private func wait(for wanted: String, in file: String) throws {
      let giveUp = Date(timeIntervalSinceNow: Self.patience)
      while (try? String(contentsOfFile: file, encoding: .utf8))?.contains(wanted) != true {
        if Date() > giveUp { throw NotPrinted(text: wanted, output: outputSoFar) }
        Thread.sleep(forTimeInterval: 0.005)
      }
    }

    struct NotPrinted: Error {
      let text: String
      let output: String
    }

    @discardableResult
    func wait() throws -> Outcome {
      let id = id
      let alarm = DispatchWorkItem { kill(id, SIGKILL) }
      DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience, execute: alarm)
      var status: Int32 = 0
      while waitpid(id, &status, 0) == -1 && errno == EINTR {}
      hasEnded = true
      alarm.cancel()
      let signal = status & 0x7F
      return Outcome(
        arguments: arguments, output: try text("out"), complaints: try text("err"),
        status: signal == 0 ? status >> 8 & 0xFF : -signal)
    }

    private func text(_ stream: String) throws -> String {
      String(
        decoding: try Data(contentsOf: URL(fileURLWithPath: "\(path).\(stream)")), as: UTF8.self)
    }
  }
}
