import CallEngine
import HeapModule

/// Any number of calls in real time, in one process and on one thread.
///
/// It sleeps until the next moment of any call, or until something arrives for one. A finished call
/// is kept until everything that it asked for has been reported, so that it is recorded.
public final class RealTimeCalls {
  private struct Place {
    var keyed: KeyedCall
    let beganAt: Duration
    /// Its turn; `nil` if nothing happens by itself. Other turns in the heap are stale.
    var turnsAt: Duration?
  }

  private struct Turn: Comparable {
    let at: Duration
    let call: Int

    static func < (left: Turn, right: Turn) -> Bool {
      (left.at, left.call) < (right.at, right.call)
    }
  }

  private let clock: RealClock
  private let inbox: CallInbox
  private let isInterrupted: () -> Bool
  private var places: [Int: Place] = [:]
  private var turns = Heap<Turn>()
  private var begun = 0

  /// The longest wait if nothing is due.
  private static let longWait = Duration.seconds(3600)

  /// - Parameter isInterrupted: polled; once it is `true`, `run()` returns.
  public init(isInterrupted: @escaping () -> Bool = { false }) {
    inbox = CallInbox()
    clock = RealClock(inbox: inbox, isInterrupted: isInterrupted)
    self.isInterrupted = isInterrupted
  }

  /// How many calls are active or have something outstanding.
  public var count: Int { places.count }

  /// Starts a call, answered now.
  ///
  /// - Parameters:
  ///   - keys: the caller's actions.
  ///   - makeCall: makes it, with its part of the inbox.
  public func begin(
    keys: KeyScript = KeyScript([]), _ makeCall: (CallInbox.Address) -> SimulatedCall
  ) {
    let number = begun
    begun += 1
    let call = makeCall(inbox.address(of: number))
    places[number] = Place(keyed: KeyedCall(call, keys: keys), beganAt: clock.now)
    call.answer()
    settle(number)
  }

  /// Runs all calls to their end, including those that begin meanwhile.
  public func run() {
    while !places.isEmpty, !isInterrupted() {
      clock.sleep(until: turns.min?.at ?? clock.now + Self.longWait)
      step()
    }
  }

  /// Does everything that can be done now.
  private func step() {
    for number in inbox.calls { advance(number) }
    let now = clock.now
    while let turn = turns.min, turn.at <= now {
      turns.removeMin()
      if places[turn.call]?.turnsAt == turn.at { advance(turn.call) }
    }
  }

  private func advance(_ number: Int) {
    guard let beganAt = places[number]?.beganAt else { return inbox.address(of: number).discard() }
    places[number]?.keyed.advance(to: .nanoseconds((clock.now - beganAt).nanoseconds))
    settle(number)
  }

  /// Schedules a call's next turn, or removes it if it needs none.
  private func settle(_ number: Int) {
    guard let place = places[number] else { return }
    if place.keyed.call.hasEnded, !place.keyed.call.awaitsOutside {
      places[number] = nil
      return
    }
    let due = place.keyed.call.hasEnded ? nil : place.keyed.nextDue
    // A nanosecond later, since the call's time is rounded down to whole ones.
    let turnsAt = due.map { place.beganAt + $0 + .nanoseconds(1) }
    if turnsAt == place.turnsAt { return }
    places[number]?.turnsAt = turnsAt
    if let turnsAt { turns.insert(Turn(at: turnsAt, call: number)) }
  }
}
