import Benchmark
import Foundation
import Workbench

/// Load runs of the billing line, as `gooya load` has them.
func registerLoad() {
  let rate = BenchmarkMetric.custom(
    "Events a core-second", polarity: .prefersLarger, useScalingFactor: false)
  for live in [1, 1000] {
    Benchmark(
      "Load: 20 000 calls to the billing line, \(live) at once",
      configuration: .init(metrics: [.wallClock, rate], maxDuration: .seconds(4)),
      closure: { (benchmark: Benchmark, line: BillingLine) in
        var load = LoadRun(
          program: line.program, callers: line.callers, services: line, seed: 1)
        let start = processorTime()
        benchmark.startMeasurement()
        let result = load.run(calls: 20_000, live: live)
        benchmark.stopMeasurement()
        benchmark.measurement(
          rate, Int(Double(result.events) / ((processorTime() - start) / .seconds(1))))
      },
      setup: { try BillingLine() })
  }
}

/// User and system time of this thread.
private func processorTime() -> Duration {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
