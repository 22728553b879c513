import ArgumentParser
import Files
import Glibc
import Synchronization

/// A number that a signal handler may set.
final class SignalFlag: Sendable {
  private let value = Atomic<Int32>(0)

  func store(_ number: Int32) { value.store(number, ordering: .sequentiallyConsistent) }

  func load() -> Int32 { value.load(ordering: .sequentiallyConsistent) }
}

/// Signals that end a command. All but SIGKILL end it within a second, without leaving a
/// half-written file or a running program behind.
enum Interruption {
  /// The signal that arrived, if any.
  static var signal: Int32? { caught.load() == 0 ? nil : caught.load() }

  /// Ends the command with the status of the signal that stopped it.
  ///
  /// - Parameter isUsual: whether Ctrl-C is the normal way to end it, because no length was given.
  static func tell(unlessCtrlCEnds isUsual: Bool) throws {
    guard let signal, !isUsual || signal != SIGINT else { return }
    throw ExitCode(128 + signal)
  }

  private static let ending = [SIGHUP, SIGINT, SIGQUIT, SIGTERM]

  /// Lets signals end the process at once, after cleaning up.
  static func endCleanly() {
    Leftovers.prepare()
    for number in ending { handle(number) { Interruption.end(by: $0) } }
  }

  /// Watches for signals, so that work in progress can end in order: the caller hangs up and the
  /// call gets its record. A second signal, or an end that takes too long, ends the process at
  /// once.
  static func watch() {
    caught.store(0)
    handle(SIGALRM) { _ in Interruption.end(by: Interruption.caught.load()) }
    for number in ending where number != SIGQUIT { handle(number) { Interruption.note($0) } }
  }

  /// Watches for the signals of a server: SIGHUP ends nothing, but has what was read be read again.
  ///
  /// - Parameter patience: how long the end may take that another signal asks for.
  static func watchAsServer(patience: Duration) {
    watch()
    self.patience.store(Int32(patience / .seconds(1)))
    handle(SIGHUP) { _ in Interruption.reload.store(1) }
  }

  /// In seconds; 0 for the usual.
  private static let patience = SignalFlag()

  /// Whether SIGHUP has asked for a reload since the last time.
  static func takeReload() -> Bool {
    defer { reload.store(0) }
    return reload.load() != 0
  }

  private static let reload = SignalFlag()

  /// Signals that are ignored, as under nohup, stay ignored.
  private static func handle(_ number: Int32, by handler: @escaping @convention(c) (Int32) -> Void)
  {
    var standing = sigaction()
    sigaction(number, nil, &standing)
    if unsafeBitCast(standing.__sigaction_handler.sa_handler, to: Int.self) == ignored { return }
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    sigaction(number, &action, nil)
  }

  /// Lets the end that a signal asked for take longer; a second signal still ends the process at once.
  static func wait(atMost limit: Duration) {
    guard signal != nil else { return }
    var patience = itimerval()
    patience.it_value.tv_sec = Int(limit / .seconds(1))
    setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &patience, nil)
  }

  /// Called by a handler.
  private static func note(_ number: Int32) {
    if caught.load() != 0 { return end(by: number) }
    caught.store(number)
    // The voice or picture that they make is no longer needed.
    Leftovers.endPrograms()
    var patience = itimerval()
    patience.it_value.tv_sec = Int(Interruption.patience.load())
    patience.it_value.tv_usec = 800_000
    setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &patience, nil)
  }

  /// Called by a handler.
  private static func end(by number: Int32) {
    Leftovers.clear()
    Glibc.signal(number, SIG_DFL)
    raise(number)
  }

  /// `SIG_IGN`, whose function pointer can't be compared.
  private static let ignored = 1
  private static let caught = SignalFlag()
}
