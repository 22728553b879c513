import CallEngine
import HeapModule

/// Whom a dialler rings, and who is told what became of it.
public protocol DiallingList {
  /// What a call is made for.
  associatedtype Order

  /// Takes what became of earlier calls, and says whom to ring now.
  ///
  /// - Parameter count: how many calls may begin now; it may be 0.
  mutating func exchange(
    _ ended: [(order: Order, ending: OutgoingEnding)], forUpTo count: Int, at now: Duration
  ) throws -> DiallingOrders<Order>

  /// Begins a call.
  mutating func dial(_ order: Order, at now: Duration) -> any OutgoingCall
}

/// Whom to ring now.
public struct DiallingOrders<Order> {
  public let orders: [Order]
  /// When there may be more; `nil` if not before a call has ended.
  public let next: Duration?

  public init(_ orders: [Order], next: Duration?) {
    self.orders = orders
    self.next = next
  }
}

/// Makes many calls at once, up to so many, and begins up to so many in a second.
///
/// It has no clock and no threads of its own, as a call's session has none: virtual and real time
/// are served alike.
public struct Dialler<List: DiallingList> {
  public private(set) var list: List
  private let atOnce: Int
  private let perSecond: Int
  private var calls: [(order: List.Order, call: any OutgoingCall)?] = []
  private var free: [Int] = []
  private var turns = Heap<Turn>()
  private var ended: [(order: List.Order, ending: OutgoingEnding)] = []

  /// How often the list is asked: what a second allows is begun at its start.
  private static var beat: Duration { .seconds(1) }

  private struct Turn: Comparable {
    let at: Duration
    let place: Int

    static func < (left: Turn, right: Turn) -> Bool {
      (left.at, left.place) < (right.at, right.place)
    }
  }

  public init(_ list: List, atOnce: Int, perSecond: Int) {
    precondition(atOnce > 0 && perSecond > 0, "nobody would ever be rung")
    self.list = list
    self.atOnce = atOnce
    self.perSecond = perSecond
  }

  /// The number of calls that go on.
  private var live: Int { calls.count - free.count }

  /// Rings until the list has nobody left and all calls are over.
  ///
  /// - Parameter isAbandoned: whether to hang up all calls and end now.
  /// - Throws: what the list throws; then calls that go on are left.
  public mutating func run(
    on clock: inout some CallClock, isAbandoned: () -> Bool = { false }
  ) throws {
    var lastAsked: Duration?
    var asksAt: Duration? = clock.now
    while true {
      // What has ended is told with the next beat, and may lead to new calls.
      if !ended.isEmpty {
        let beat = lastAsked.map { $0 + Self.beat } ?? clock.now
        asksAt = .earlier(asksAt ?? beat, beat)
      }
      guard
        let next = turns.min.map({ turn in asksAt.map { .earlier($0, turn.at) } ?? turn.at })
          ?? asksAt
      else { return }
      clock.sleep(until: next)
      if isAbandoned() { return try abandon(at: clock.now) }
      let now = max(next, clock.now)
      advance(to: now)
      guard let due = asksAt, due <= now else { continue }
      lastAsked = now
      let answer = try exchange(forUpTo: min(perSecond, atOnce - live), at: now)
      for order in answer.orders { begin(order, at: now) }
      // Without room, only an end makes room.
      asksAt = live >= atOnce ? nil : answer.next.map { max($0, now + Self.beat) }
    }
  }

  private mutating func exchange(
    forUpTo count: Int, at now: Duration
  ) throws -> DiallingOrders<List.Order> {
    let told = ended
    ended.removeAll(keepingCapacity: true)
    return try list.exchange(told, forUpTo: count, at: now)
  }

  private mutating func begin(_ order: List.Order, at now: Duration) {
    let place = free.popLast() ?? calls.count
    if place == calls.count { calls.append(nil) }
    let call = list.dial(order, at: now)
    calls[place] = (order, call)
    settle(place, at: now)
  }

  private mutating func advance(to now: Duration) {
    while let turn = turns.min, turn.at <= now {
      turns.removeMin()
      calls[turn.place]?.call.advance(to: turn.at)
      settle(turn.place, at: turn.at)
    }
  }

  /// Sees to a call after something has happened in it.
  private mutating func settle(_ place: Int, at now: Duration) {
    guard let (order, call) = calls[place] else { return }
    if let ending = call.ending {
      ended.append((order, ending))
      calls[place] = nil
      free.append(place)
    } else if let due = call.nextDue {
      turns.insert(Turn(at: max(due, now), place: place))
    }
  }

  private mutating func abandon(at now: Duration) throws {
    for (order, call) in calls.compactMap(\.self) {
      call.hangUp(at: now)
      ended.append((order, OutgoingEnding(.abandoned, at: now)))
    }
    _ = try exchange(forUpTo: 0, at: now)
  }
}
