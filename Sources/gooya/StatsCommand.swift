import ArgumentParser
import CallEngine
import Foundation
import Store
import Workbench

struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Count what the calls on a script did.",
    discussion: """
      Examples:
        gooya stats front-desk
        gooya stats front-desk --since 7d --json

      How calls ended, how often each state was entered and by how many calls, the mean time in it, \
      silences (noinput), wrong entries (nomatch), repetitions and hang-ups of callers in it, and \
      which choices and outcomes were taken. 'gooya graph --calls' draws them. Calls that aren't over, \
      or whose process was killed, are counted, but nothing is known of their way.
      """)

  @OptionGroup var script: ScriptOptions

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var since: SinceOption

  @OptionGroup var data: DataOptions

  func run() throws {
    let compiled = try CompiledScript(script.script, compiler: script.prompts.compiler)
    let store = try data.openToRead()
    let calls = CallScript(compiled)
    let statistics = try CallStatistics(of: calls, since: since.since, in: store)
    let purged = try reporting { try store.purged(ofCallsOn: calls) }
    let report = Report(
      statistics, of: compiled.program, purged: since.since == nil ? purged.total(of: "call") : 0)
    if json { try printJSON(report) } else { StandardOutput.line(report.text) }
  }

  /// The statistics as they are printed. The names are a contract.
  private struct Report: Encodable {
    let calls: Int
    /// Older calls, of which only the number was kept; they are in no other figure.
    let purged: Int
    let ended: [String: Int]
    let states: [State]

    struct State: Encodable {
      let state: String
      let visits: Int
      let calls: Int
      let meanSeconds: Double
      let noinput: Int
      let nomatch: Int
      let repeats: Int
      let hungUp: Int
      let exits: [Exit]
    }

    struct Exit: Encodable {
      /// The keys of a choice, an outcome's name, or `then`.
      let exit: String
      let to: String?
      let count: Int
    }

    /// - Parameter program: the script as it is now; what calls did in states that it hasn't any more
    ///   comes last.
    init(_ statistics: CallStatistics, of program: MenuProgram, purged: Int) {
      calls = statistics.calls
      self.purged = purged
      ended = statistics.endings
      let own = program.states.map(\.name)
      let former = statistics.states.keys.filter { !own.contains($0) }.sorted()
      states = (own + former).map { name in
        let state = statistics.states[name] ?? CallStatistics.State()
        return State(
          state: name, visits: state.visits, calls: state.calls,
          meanSeconds: ((state.meanTime / .seconds(1)) * 10).rounded() / 10,
          noinput: state.noinputs, nomatch: state.nomatches, repeats: state.repeats,
          hungUp: state.hangUps, exits: Self.exits(of: state, named: name, in: program))
      }
    }

    private static func exits(
      of state: CallStatistics.State, named name: String, in program: MenuProgram
    ) -> [Exit] {
      let own = program.state(named: name).map { program.exits(of: $0) } ?? []
      let former = state.exits.keys.filter { exit in !own.contains { $0.name == exit } }
      return own.map {
        Exit(exit: $0.name.text, to: program[$0.target].name, count: state.exits[$0.name] ?? 0)
      }
        + former.map { Exit(exit: $0.text, to: nil, count: state.exits[$0] ?? 0) }
        .sorted { $0.exit < $1.exit }
    }

    var text: VisibleText {
      let older: VisibleText = purged == 0 ? "" : "; \(purged) older ones were purged"
      let head: VisibleText = (calls == 1 ? "1 call" : "\(calls) calls") + older
      if calls == 0 { return head }
      let endings = ended.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      var lines: [VisibleText] = [head + ", ended by"]
      lines += endings.map { "  \(Self.padded("\($0.value)", 6))  \($0.key)" }
      let width = states.map(\.state.columns).max() ?? 0
      let heads = ["visits", "calls", "mean s", "noinput", "nomatch", "repeats", "hung up"]
      let title = String(repeating: " ", count: width) + heads.map { "  \($0)" }.joined()
      lines.append("\(title)")
      for state in states {
        let numbers = [
          "\(state.visits)", "\(state.calls)", String(format: "%.1f", state.meanSeconds),
          "\(state.noinput)", "\(state.nomatch)", "\(state.repeats)", "\(state.hungUp)",
        ]
        let cells = zip(numbers, heads).map { "  \(Self.padded($0, $1.count))" }.joined()
        let name = state.state + String(repeating: " ", count: width - state.state.columns)
        lines.append("\(name)\(cells)")
        for exit in state.exits where exit.count > 0 && state.exits.count > 1 {
          let target: VisibleText = exit.to.map { " → \($0)" } ?? ""
          lines.append("  \(Self.padded("\(exit.count)", 6))  \(exit.exit)\(target)")
        }
      }
      return lines.joined(separator: "\n")
    }

    private static func padded(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
  }
}

extension StateExit.Name {
  /// The keys, the outcome's name, or `then`.
  fileprivate var text: String {
    switch self {
    case .choice(let keys): "\(keys)"
    case .outcome(let name): name
    case .then: "then"
    }
  }
}

extension CallStatistics {
  /// Counts the calls on a script.
  ///
  /// - Throws: `Failure` if the store fails.
  init(of script: CallScript, since start: Date?, in store: Store) throws {
    self.init()
    var statistics = CallStatistics()
    try reporting {
      try store.listCalls(on: script, since: start) { call in
        statistics.add(
          ending: call.ended, steps: call.ending?.steps ?? [],
          duration: call.ending?.duration ?? .zero,
          isHungUp: call.ending?.endedBy == .caller)
        return true
      }
    }
    self = statistics
  }
}
