import Benchmark

/// The call machine alone, without a session loop.
func registerMachine() {
  var caller: SteadyCaller?
  Benchmark(
    "Machine: one event of a call through menu, collect and say",
    configuration: .init(scalingFactor: .mega),
    closure: { benchmark in
      guard var acting = caller else { return benchmark.error("no caller") }
      for _ in benchmark.scaledIterations { acting.act() }
      caller = acting
    },
    setup: { caller = try SteadyCaller() })
}
