import Foundation
import Lines
import Logging
import Store
import Synchronization
import WebServer

/// Knows whether the store answers, so that no call waits to find out, and has written what couldn't be
/// while it was away.
final class StoreWatch: Sendable {
  /// For a call's record.
  let register: CallRegister
  /// What is known of the store decides whether calls are taken; one in a folder is always there.
  let isOnServer: Bool
  private let isWell: @Sendable () -> Bool
  /// Since when it is away; `nil` if it is there.
  private let absence = Mutex<ContinuousClock.Instant?>(nil)
  private let isEnding = Atomic(false)
  private let ended = DispatchSemaphore(value: 0)

  /// How often the store is asked, in seconds.
  private static let interval = 0.25
  /// How long it has to answer.
  private static let patience = 1.5
  /// How long a call in progress waits for a server that has gone, say because it is restarted.
  static let callPatience = Duration.seconds(1)
  /// How long a call is kept waiting before it begins without what the store knows, in seconds.
  static let openingPatience = 0.3

  init(_ desk: ServiceDesk) {
    let probe = StoreProbe(desk, patience: Self.patience)
    register = CallRegister(desk.store)
    isOnServer = desk.isStoreOnServer
    isWell = { probe.isWell }
  }

  /// - Parameter isWell: whether a store on a server answers.
  init(_ store: Store, isWell: @escaping @Sendable () -> Bool) {
    register = CallRegister(store)
    isOnServer = true
    self.isWell = isWell
  }

  /// Whether the store is away: no call could be served.
  var isAway: Bool { absence.withLock { $0 != nil } }

  /// Does something for a call that waits for the store, once that is known not to come back in time.
  /// Until it is known, as long passes as it takes to find out.
  func ifAway(_ act: @escaping @Sendable () -> Void) {
    guard isOnServer else { return }
    let wait =
      absence.withLock { $0.map { max(.zero, Self.callPatience - (ContinuousClock.now - $0)) } }
      ?? .seconds(Self.patience + 2 * Self.interval)
    DispatchQueue.global().asyncAfter(deadline: .now() + wait / .seconds(1)) { [self] in
      if isAway { act() }
    }
  }

  /// Watches until `end()`, on a thread of its own.
  func begin(_ log: Logger) {
    Thread.detachNewThread { [self] in
      while !isEnding.load(ordering: .relaxed) {
        look(log)
        Thread.sleep(forTimeInterval: Self.interval)
      }
      ended.signal()
    }
  }

  /// Asks the store once, and writes what waits for it.
  func look(_ log: Logger) {
    let isAway = isOnServer && !isWell()
    let wasAway = absence.withLock { absence in
      defer { absence = isAway ? absence ?? .now : nil }
      return absence != nil
    }
    if isAway != wasAway {
      if isAway {
        log.error("the store doesn't answer: no calls are taken")
      } else {
        log.notice("the store answers again: calls are taken")
      }
    }
    if !isAway { catchUp(log) }
  }

  /// Ends, and writes what can be written.
  func end(_ log: Logger) {
    isEnding.store(true, ordering: .relaxed)
    _ = ended.wait(timeout: .now() + 5)
    if !isAway { catchUp(log) }
    let left = register.waitingCount
    if left > 0 {
      log.error("changes of call records are lost: no store", metadata: ["changes": "\(left)"])
    }
  }

  private func catchUp(_ log: Logger) {
    while register.waitingCount > 0 {
      do {
        let count = try register.catchUp()
        log.notice("call records written late", metadata: ["changes": "\(count)"])
      } catch {
        log.warning("\(error)")
        // The next one may be fine; while the store is away it is asked again later.
        if (error as? StoreError)?.mayPass != false { return }
      }
    }
  }
}
