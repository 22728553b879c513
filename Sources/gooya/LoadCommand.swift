import ArgumentParser
import CallEngine
import Foundation
import Glibc
import Lines
import Workbench

struct LoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Load a line with simulated callers in virtual time.",
    discussion: """
      Example:
        gooya load front-desk --calls 100000 --json

      Most callers choose sensibly; some are silent, press wrong keys or hang \
      up. Services answer in memory from the sample data and sometimes fail; no data \
      folder is opened.
      """)

  @OptionGroup var script: ScriptOptions

  @Option(
    parsing: .unconditional, help: "The number of calls. (default: 100000)",
    transform: NumberRange.whole(1...100_000_000).read)
  var calls = 100_000

  @Option(
    parsing: .unconditional, help: "The number of calls at the same time. (default: 1000)",
    transform: NumberRange.whole(1...100_000).read)
  var live = 1000

  @Option(
    parsing: .unconditional, help: "The same seed gives the same calls. (default: 1)",
    transform: NumberRange.whole(0...UInt64.max).read)
  var seed: UInt64 = 1

  @Flag(help: "Print the result as JSON.")
  var json = false

  func run() throws {
    let compiled = try CompiledScript(script.script, compiler: script.prompts.compiler)
    let start = ContinuousClock.now
    var load = LoadRun(
      program: compiled.program,
      services: try RememberedReplies(of: compiled.program, at: compiled.path), seed: seed)
    let result = load.run(calls: calls, live: live)
    let report = Report(result, program: compiled.program, took: ContinuousClock.now - start)
    if json { try printJSON(report) } else { report.show() }
  }

  /// The result of a load run. The names are a contract.
  struct Report: Encodable {
    let calls: Int
    let events: Int
    let callsPerSecond: Double
    /// Events per second of the process's user and system time.
    let eventsPerCoreSecond: Double
    let peakMemoryBytes: Int
    let entered: [String: Int]

    init(_ result: LoadRun.Result, program: MenuProgram, took wall: Duration) {
      var usage = rusage()
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      let processor = usage.ru_utime.seconds + usage.ru_stime.seconds
      calls = result.calls
      events = result.events
      callsPerSecond = (Double(result.calls) / (wall / .seconds(1))).rounded()
      eventsPerCoreSecond = (Double(result.events) / processor).rounded()
      peakMemoryBytes = usage.ru_maxrss * 1024
      entered = Dictionary(
        zip(program.states.map(\.name), result.entered), uniquingKeysWith: { $0 + $1 })
    }

    func show() {
      StandardOutput.line("\(calls) calls, \(events) events")
      StandardOutput.line("\(Int(callsPerSecond)) calls a second")
      StandardOutput.line("\(Int(eventsPerCoreSecond)) events a second of one core")
      StandardOutput.line("\(peakMemoryBytes / 1_000_000) MB of memory at the peak")
      StandardOutput.line("states entered:")
      for (name, count) in entered.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
        StandardOutput.line("  \(count)  \(name)")
      }
    }
  }
}

extension timeval {
  fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}
