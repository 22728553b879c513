import Benchmark
import CallEngine
import Foundation
import MenuScript

/// The compiler, from a file to a program or to its diagnostics.
func registerCompiler() {
  Benchmark("Compiler: the billing line and its catalogs") { benchmark in
    guard BillingLine.compiler.compile(fileAt: BillingLine.script).program != nil else {
      return benchmark.error("the billing line doesn't compile")
    }
  }
  registerGenerated("10 000 states", misspelt: false)
  registerGenerated("10 000 states, every tenth target misspelt", misspelt: true)
}

private func registerGenerated(_ name: String, misspelt: Bool) {
  let file = FileManager.default.temporaryDirectory
    .appending(path: "gooya-benchmark-\(UUID()).yaml")
  Benchmark(
    "Compiler: \(name)", configuration: .init(warmupIterations: 1, maxDuration: .seconds(6)),
    closure: { benchmark in
      let result = BillingLine.compiler.compile(fileAt: file.path)
      if (result.program == nil) != misspelt {
        benchmark.error("not compiled as expected: \(result.text.description.prefix(200))")
      }
    },
    setup: {
      let text = GeneratedScript.text(states: 10_000, misspelt: misspelt)
      try text.write(to: file, atomically: true, encoding: .utf8)
    },
    teardown: { try FileManager.default.removeItem(at: file) })
}
