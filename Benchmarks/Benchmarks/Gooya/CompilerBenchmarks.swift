import Benchmark
import CallEngine
import MenuScript

/// The compiler, from a file to a program or to its diagnostics.
func registerCompiler() {
  register("a small line and its catalogs", compiles: true) { AnnouncingLine.script }
  register("10 000 states", compiles: true) {
    GeneratedScript.text(states: 10_000, misspelt: false)
  }
  register("10 000 states, every tenth target misspelt", compiles: false) {
    GeneratedScript.text(states: 10_000, misspelt: true)
  }
}

/// - Parameter compiles: whether the script is right; if not, its diagnostics are measured.
private func register(_ name: String, compiles: Bool, _ text: @escaping @Sendable () -> String) {
  Benchmark(
    "Compiler: \(name)", configuration: .init(warmupIterations: 1, maxDuration: .seconds(6)),
    closure: { (benchmark: Benchmark, file: TemporaryScript) in
      let result = AnnouncingLine.compiler.compile(fileAt: file.path)
      if (result.program != nil) != compiles {
        benchmark.error("not compiled as expected: \(result.text.description.prefix(200))")
      }
    },
    setup: { try TemporaryScript(text()) })
}
