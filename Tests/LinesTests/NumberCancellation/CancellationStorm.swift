import CallEngine
import Foundation
import Synchronization

@testable import Lines
@testable import Store

/// A line whose provinces fail to answer, whose answers get lost, and which is killed between any
/// two transactions, by luck that a seed decides.
final class CancellationStorm {
  /// What a kill leaves behind is what is in the store.
  struct Kill: Error {}

  private struct Weather {
    var luck = Dice(seed: 0)
    var isCalm = true
    var kills = 0
    var outages = 0
  }

  /// Shared with what the line asks.
  private final class Sky: Sendable {
    let weather = Mutex(Weather())
  }

  let bench: CancellationBench
  private let sky: Sky

  init() throws {
    let sky = Sky()
    var link = ProvinceLink()
    link.answers = { _, _, _, _ in
      sky.weather.withLock { weather in
        let answers = weather.isCalm || weather.luck.below(10) > 0
        if !answers { weather.outages += 1 }
        return answers
      }
    }
    link.arrives = { sky.weather.withLock { $0.isCalm || $0.luck.below(12) > 0 } }
    link.reached = { _ in
      try sky.weather.withLock { weather in
        guard !weather.isCalm, weather.luck.below(25) == 0 else { return }
        weather.kills += 1
        throw Kill()
      }
    }
    bench = try CancellationBench(link: link)
    self.sky = sky
  }

  var kills: Int { sky.weather.withLock { $0.kills } }
  var outages: Int { sky.weather.withLock { $0.outages } }

  func setCalm(_ isCalm: Bool, seed: UInt64 = 0) {
    sky.weather.withLock { weather in
      weather.isCalm = isCalm
      weather.luck = Dice(seed: seed)
    }
  }
}

/// Numbers that a seed decides (SplitMix64).
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ count: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ mixed >> 31) % UInt64(count))
  }
}
