import Benchmark
import Foundation

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration.metrics = measured
  Benchmark.defaultConfiguration.maxDuration = .seconds(2)
  Benchmark.defaultConfiguration.warmupIterations = 3
  registerMachine()
  registerCompiler()
  registerSpeech()
}

/// Time and, where the machine counts them, instructions. Virtual machines often don't, and then
/// they would be shown as 0. Allocations aren't counted: the package is built without the
/// interposer that does it.
private var measured: [BenchmarkMetric] {
  let counts = FileManager.default.fileExists(atPath: "/sys/bus/event_source/devices/cpu")
  return [.wallClock, .throughput] + (counts ? [.instructions] : [])
}

/// What went wrong before anything could be measured.
struct SetupFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
