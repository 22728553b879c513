import Glibc
import Synchronization

/// A number that a signal handler may set.
final class SignalFlag: Sendable {
  private let value = Atomic<Int32>(0)

  func store(_ number: Int32) { value.store(number, ordering: .sequentiallyConsistent) }

  func load() -> Int32 { value.load(ordering: .sequentiallyConsistent) }
}

/// Signals that end a call without a handset: the caller hangs up first, so that the call has its
/// record.
enum Interruption {
  /// The signal that has come, if one has.
  static var signal: Int32? { caught.load() == 0 ? nil : caught.load() }

  /// Begins to watch for signals, but for those that are ignored, as under nohup. A second signal
  /// ends the process at once.
  static func watch() {
    caught.store(0)
    for number in [SIGHUP, SIGINT, SIGTERM] {
      var standing = sigaction()
      sigaction(number, nil, &standing)
      if unsafeBitCast(standing.__sigaction_handler.sa_handler, to: Int.self) == ignored {
        continue
      }
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { Interruption.caught.store($0) }
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      sigaction(number, &action, nil)
    }
  }

  /// `SIG_IGN`, which can't be compared as the function that it is not.
  private static let ignored = 1
  private static let caught = SignalFlag()
}
