public import CallEngine
import Foundation
import Glibc
import Synchronization

/// Any number of real calls, whose sound networks carry, on one thread.
///
/// The thread owns every `AudioCall` and makes a frame of each every 20 ms; it sleeps when there is
/// none. Any other thread may ask for something: it is done at once, in the order in which it was
/// asked for, and not at the next frame. What takes long has no place here, since all calls would
/// wait for it.
public final class LiveCalls: Sendable {
  private enum Order: Sendable {
    case begin(
      LiveCallID, @Sendable (CallInbox.Address) -> (AudioCall, any CallMedium))
    case perform(LiveCallID, @Sendable (AudioCall) -> Void)
    case hangUp(LiveCallID, HangUpCause)
    case hangUpAll
    case stop
  }

  private let orders = Mutex<[Order]>([])
  private let inbox = CallInbox()
  /// Rings while an order waits.
  private let bell = Bell()
  private let latest = Mutex(LiveFigures())
  private let stopped = DispatchSemaphore(value: 0)

  /// Begins the thread, which goes on until `stop()`.
  public init() {
    let thread = Thread { [self] in run() }
    thread.name = "calls"
    thread.stackSize = 8 << 20
    thread.start()
  }

  // MARK: From any thread

  /// Begins a call: it is answered, and speaks.
  ///
  /// - Parameter make: makes it on the calls' thread, with its part of the inbox.
  public func begin(
    _ id: LiveCallID,
    _ make: @escaping @Sendable (CallInbox.Address) -> (AudioCall, any CallMedium)
  ) {
    order(.begin(id, make))
  }

  /// The caller presses a key, as a network tells.
  public func press(_ digit: Digit, in id: LiveCallID) {
    perform(in: id) { $0.press(digit) }
  }

  /// The caller has hung up.
  public func hangUp(_ id: LiveCallID) {
    order(.hangUp(id, .caller))
  }

  /// Ends a call from this side, such as one whose network is lost.
  public func cut(_ id: LiveCallID) {
    order(.hangUp(id, .line))
  }

  /// Does something in a call, on the calls' thread; nothing if it is over.
  public func perform(in id: LiveCallID, _ work: @escaping @Sendable (AudioCall) -> Void) {
    order(.perform(id, work))
  }

  /// Ends all calls from this side.
  public func cutAll() {
    order(.hangUpAll)
  }

  /// How the frames go.
  public var figures: LiveFigures { latest.withLock { $0 } }

  /// Ends all calls that there still are, and the thread; returns once it has ended. It must not be
  /// called twice, nor on the thread itself.
  public func stop() {
    order(.stop)
    stopped.wait()
  }

  private func order(_ order: Order) {
    orders.withLock { orders in
      if orders.isEmpty { bell.ring() }
      orders.append(order)
    }
  }

  // MARK: The calls' thread

  private func run() {
    let rounds = LiveRounds(inbox)
    let start = ContinuousClock.now
    var worked = Duration.zero
    func time() -> Duration { ContinuousClock.now - start }
    while true {
      sleep(rounds.nextDue.map { $0 - time() })
      let wokenAt = time()
      let isLast = obey(rounds, at: wokenAt)
      rounds.takeOutside(at: wokenAt)
      rounds.advance(time)
      worked += time() - wokenAt
      var figures = rounds.figures
      figures.worked = worked
      latest.withLock { [figures] in $0 = figures }
      if isLast { break }
    }
    stopped.signal()
  }

  /// Carries out what has been asked for.
  ///
  /// - Returns: whether the thread is to end.
  private func obey(_ rounds: LiveRounds, at now: Duration) -> Bool {
    let taken = orders.withLock { orders in
      if !orders.isEmpty { bell.silence() }
      defer { orders = [] }
      return orders
    }
    for order in taken {
      switch order {
      case .begin(let id, let make): rounds.begin(id, at: now, make)
      case .perform(let id, let work): rounds.perform(in: id, work)
      case .hangUp(let id, let cause): rounds.hangUp(id, cause, at: now)
      case .hangUpAll: rounds.hangUpAll(at: now)
      case .stop:
        rounds.hangUpAll(at: now)
        return true
      }
    }
    return false
  }

  /// Sleeps until something is asked for or comes from outside, or for so long; without a limit if
  /// there is nothing to do.
  private func sleep(_ time: Duration?) {
    let nanoseconds = time.map { max(0, $0.nanoseconds) }
    let isWoken = withUnsafeTemporaryAllocation(of: pollfd.self, capacity: 2) { ready in
      ready[0] = pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0)
      ready[1] = pollfd(fd: inbox.descriptor, events: Int16(POLLIN), revents: 0)
      let limit = nanoseconds.map { Int32(min($0 / 1_000_000, 3_600_000)) } ?? -1
      return poll(ready.baseAddress, 2, limit) != 0
    }
    // poll(2) knows whole milliseconds only; the rest is too short for anybody to wait for.
    guard !isWoken, let nanoseconds else { return }
    var rest = timespec(tv_sec: 0, tv_nsec: Int(nanoseconds % 1_000_000))
    nanosleep(&rest, nil)
  }
}
