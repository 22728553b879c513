import Foundation
import Logging
import Synchronization

/// Reads the scripts of an exchange again beside what it does, since it takes seconds: meanwhile calls
/// are answered, and the process may be told to end.
final class ScriptReload: Sendable {
  private let exchange: Exchange
  private let isBusy = Atomic(false)

  init(_ exchange: Exchange) {
    self.exchange = exchange
  }

  var isUnderway: Bool { isBusy.load(ordering: .acquiring) }

  /// Begins; nothing else may be under way.
  func begin() {
    isBusy.store(true, ordering: .releasing)
    exchange.log.notice("reading the scripts again")
    let thread = Thread { [self] in
      exchange.reload()
      isBusy.store(false, ordering: .releasing)
    }
    thread.name = "reload"
    // A script may nest deeper than a small stack bears.
    thread.stackSize = 8 << 20
    thread.start()
  }
}
