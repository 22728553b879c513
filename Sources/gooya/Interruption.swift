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

/// Signals that end a command, all but a kill within a second: no half-written file and no program
/// that it runs is left behind.
enum Interruption {
  /// The signal that has come, if one has.
  static var signal: Int32? { caught.load() == 0 ? nil : caught.load() }

  /// Tells whoever began the command of a signal that ended it.
  ///
  /// - Parameter isUsual: whether Ctrl-C is how it ends, because nothing was said of when.
  static func tell(unlessCtrlCEnds isUsual: Bool) throws {
    guard let signal, !isUsual || signal != SIGINT else { return }
    throw ExitCode(128 + signal)
  }

  private static let ending = [SIGHUP, SIGINT, SIGQUIT, SIGTERM]

  /// Lets signals end the process at once, cleanly.
  static func endCleanly() {
    Leftovers.prepare()
    for number in ending { handle(number) { Interruption.end(by: $0) } }
  }

  /// Begins to watch for signals, so that what goes on can come to a good end: a call, whose caller
  /// hangs up, has its record. A second signal, or an end that takes too long, ends the process at
  /// once.
  static func watch() {
    caught.store(0)
    handle(SIGALRM) { _ in Interruption.end(by: Interruption.caught.load()) }
    for number in ending where number != SIGQUIT { handle(number) { Interruption.note($0) } }
  }

  /// Not for signals that are ignored, as under nohup.
  private static func handle(_ number: Int32, by handler: @escaping @convention(c) (Int32) -> Void)
  {
    var standing = sigaction()
    sigaction(number, nil, &standing)
    if unsafeBitCast(standing.__sigaction_handler.sa_handler, to: Int.self) == ignored { return }
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    sigaction(number, &action, nil)
  }

  /// Called by a handler.
  private static func note(_ number: Int32) {
    if caught.load() != 0 { return end(by: number) }
    caught.store(number)
    // Whoever waits for a voice or a picture needs it no more.
    Leftovers.endPrograms()
    var patience = itimerval()
    patience.it_value.tv_usec = 800_000
    setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &patience, nil)
  }

  /// Called by a handler.
  private static func end(by number: Int32) {
    Leftovers.clear()
    Glibc.signal(number, SIG_DFL)
    raise(number)
  }

  /// `SIG_IGN`, which can't be compared as the function that it is not.
  private static let ignored = 1
  private static let caught = SignalFlag()
}
