/// How late a source's packets are, from which the delay follows that nearly all are on time with.
///
/// All in ticks. Packets' transit times have an unknown offset, the difference between two clocks;
/// their least in some seconds is what the others are measured by, and follows when the clocks drift.
struct DelayEstimate: Sendable {
  private let step: Int
  private let rate: Int
  /// How many packets were late by so many steps; older ones count for less.
  private var counts = [UInt16](repeating: 0, count: steps)
  private var total = 0
  private var packets = 0
  private var least: Int?
  private var leastBefore = Int.max
  private var turn = 0
  private(set) var lastTransit: Int?

  /// Steps of 10 ms.
  private static let steps = 40
  /// After so many packets, all that came before count for half.
  private static let memory = 600
  /// Of so many packets, one may be late.
  private static let tolerated = 80
  /// The first packets don't tell enough.
  private static let first = 50
  private static let firstSteps = 4
  /// How long the least transit time is remembered, in seconds; at most twice that.
  private static let window = 4

  init(clock: MediaClock) {
    rate = clock.rate
    step = clock.rate / 100
  }

  /// The transit time of the fastest packets.
  var base: Int { min(least ?? 0, leastBefore) }

  mutating func add(transit: Int, at now: Int) {
    lastTransit = transit
    packets += 1
    let before = base
    if least == nil {
      turn = now
    } else if now - turn > Self.window * rate {
      turn = now
      leastBefore = least ?? transit
      least = transit
      forget((base - before) / step)
    }
    least = min(least ?? transit, transit)
    let late = max(0, transit - base) / step
    counts[min(late, Self.steps - 1)] += 1
    total += 1
    if total >= Self.memory {
      for place in counts.indices { counts[place] /= 2 }
      total = counts.reduce(0) { $0 + Int($1) }
    }
  }

  /// The fastest packets have become slower, thus the others less late.
  private mutating func forget(_ steps: Int) {
    guard steps > 0 else { return }
    for place in counts.indices where counts[place] > 0 {
      let count = counts[place]
      counts[place] = 0
      counts[max(0, place - steps)] += count
    }
  }

  /// How long the fastest packets must wait so that few are late.
  var needed: Int {
    var late = total / Self.tolerated
    var place = Self.steps - 1
    while place > 0, Int(counts[place]) <= late {
      late -= Int(counts[place])
      place -= 1
    }
    return max(place + 1, packets < Self.first ? Self.firstSteps : 0) * step
  }
}
