import CallRuntime
import Testing

struct DiallerTests {
  /// Rings numbers whose calls take so many seconds.
  private struct Numbers: DiallingList {
    var waiting: [Int]
    private(set) var begun: [Duration] = []
    private(set) var ended: [(order: Int, ending: OutgoingEnding)] = []

    init(_ seconds: [Int]) { waiting = seconds }

    mutating func exchange(
      _ ended: [(order: Int, ending: OutgoingEnding)], forUpTo count: Int, at now: Duration
    ) -> DiallingOrders<Int> {
      self.ended += ended
      let orders = Array(waiting.prefix(count))
      waiting.removeFirst(orders.count)
      return DiallingOrders(orders, next: waiting.isEmpty ? nil : now)
    }

    mutating func dial(_ seconds: Int, at now: Duration) -> any OutgoingCall {
      begun.append(now)
      return Ringing(until: now + .seconds(seconds))
    }
  }

  /// Rings, and nobody answers.
  private final class Ringing: OutgoingCall {
    private let until: Duration
    private(set) var ending: OutgoingEnding?

    init(until: Duration) { self.until = until }

    var nextDue: Duration? { ending == nil ? until : nil }

    func advance(to now: Duration) {
      if now >= until { ending = OutgoingEnding(.noAnswer, at: until) }
    }

    func hangUp(at now: Duration) { ending = OutgoingEnding(.abandoned, at: now) }
  }

  private func overlapping(_ calls: [(from: Duration, to: Duration)]) -> Int {
    calls.map { call in calls.count { $0.from <= call.from && call.from < $0.to } }.max() ?? 0
  }

  @Test(arguments: [(1, 1), (5, 2), (50, 7), (1000, 1000)])
  func `never more calls at once or in a second than there may be`(
    atOnce: Int, perSecond: Int
  ) throws {
    let seconds = (0..<200).map { 1 + $0 * 7 % 40 }
    var dialler = Dialler(Numbers(seconds), atOnce: atOnce, perSecond: perSecond)
    var clock = VirtualClock()
    try dialler.run(on: &clock)
    let list = dialler.list
    #expect(list.ended.count == seconds.count && list.begun.count == seconds.count)
    let calls = zip(list.begun, seconds).map { (from: $0, to: $0 + .seconds($1)) }
    #expect(overlapping(calls) <= atOnce)
    for start in list.begun {
      #expect(list.begun.count { $0 >= start && $0 < start + .seconds(1) } <= perSecond)
    }
  }

  @Test func `each call is told once, with its own ending`() throws {
    var dialler = Dialler(Numbers([3, 1, 2]), atOnce: 3, perSecond: 3)
    var clock = VirtualClock()
    try dialler.run(on: &clock)
    #expect(dialler.list.ended.map(\.order) == [1, 2, 3])
    #expect(dialler.list.ended.map(\.ending.at) == [.seconds(1), .seconds(2), .seconds(3)])
  }

  @Test func `when it is stopped, all calls are hung up and told`() throws {
    var dialler = Dialler(Numbers(Array(repeating: 30, count: 100)), atOnce: 10, perSecond: 4)
    var clock = VirtualClock()
    var looks = 0
    try dialler.run(on: &clock) {
      looks += 1
      return looks > 3
    }
    let list = dialler.list
    #expect(!list.begun.isEmpty && list.ended.count == list.begun.count)
    #expect(list.ended.allSatisfy { $0.ending.result == .abandoned })
    #expect(list.waiting.count == 100 - list.begun.count)
  }
}
