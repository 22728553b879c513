import CallEngine
import Foundation
import RandomInputs
import Synchronization

@testable import Lines
@testable import Store

/// A line whose provinces fail to answer, whose answers get lost, and which is killed between any
/// two transactions, by luck that a seed decides.
final class CancellationStorm {
  /// What a kill leaves behind is what is in the store.
  struct Kill: Error {}

  private struct Weather {
    var luck = SeededGenerator(seed: 0)
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
      weather.luck = SeededGenerator(seed: seed)
    }
  }
}
