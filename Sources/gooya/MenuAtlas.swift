import CallEngine
import MenuScript
import Workbench

/// The paths through a menu, as text.
struct MenuAtlas {
  private let path: String
  private let program: MenuProgram
  private let shortest: [MenuPath?]
  private let plans: [CallPlan?]
  private let unentered: [UnenteredState]
  private let simple: [MenuPath]

  /// More paths than anyone reads; a menu can have astronomically many.
  private static let mostPaths = 10_000

  init(_ compiled: CompiledScript, exploring run: inout ExploreRun) {
    path = compiled.path
    program = compiled.program
    shortest = program.shortestPaths
    simple = program.simplePaths(upTo: Self.mostPaths + 1)
    var plans: [CallPlan?] = []
    var entered: Set<StateID> = []
    for place in program.states.indices {
      plans.append(run.plan(to: StateID(index: place), entered: &entered))
    }
    self.plans = plans
    unentered = run.unentered(but: entered, in: program)
  }

  /// Each state's shortest path, and the figures of the whole menu.
  var overview: VisibleText {
    let width = program.states.map(\.name.count).max() ?? 0
    var lines: [VisibleText] = ["\(path): \(program.states.count) states", "", "Shortest paths:"]
    for (place, state) in program.states.enumerated() {
      let name = state.name + String(repeating: " ", count: width - state.name.count)
      lines.append("  \(name)  \(wayIn(to: place))")
    }
    if !unentered.isEmpty { lines += ["", Self.text(of: unentered, in: program)] }
    let count = simple.count > Self.mostPaths ? "more than \(Self.mostPaths)" : "\(simple.count)"
    lines.append("")
    lines.append("Simple paths:     \(count) (--paths lists them)")
    let silence = program.longestSilence
    let names = silence.states.map { "'\(program[$0].name)'" }.joined(separator: ", ")
    let place = names.isEmpty ? "" : " in \(names)"
    lines.append("Longest silence:  \(Self.text(silence.length))\(place)")
    lines.append("Longest call:     \(longestCall)")
    return lines.joined(separator: "\n") + "\n"
  }

  private func wayIn(to place: Int) -> String {
    guard let path = shortest[place] else { return "none" }
    guard let plan = plans[place] else {
      return Self.text(of: path, in: program) + "  (no call took it)"
    }
    let keys = plan.keyScript.isEmpty ? "no key" : plan.keyScript
    let conditions = Self.conditions(of: plan, in: program)
    return keys + "  (" + "line \(plan.parameters.line)"
      + (conditions.isEmpty ? "" : ", \(conditions)") + ")"
  }

  /// The longest possible call: up to `max_duration` if a caller can go round in circles.
  private var longestCall: String {
    let isRound = program.canGoRound
    let longest = Self.text(program.maxDuration)
    return isRound
      ? "\(longest) ('max_duration'): a caller can go round in circles"
      : "at most \(longest) ('max_duration')"
  }

  /// Every path that enters no state twice.
  var pathList: VisibleText {
    var lines: [VisibleText] = simple.prefix(Self.mostPaths).map {
      "\(Self.text(of: $0, in: program))"
    }
    if simple.count > Self.mostPaths {
      lines.append("… and more; these are the first \(Self.mostPaths)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A path as its states, with the exit that leads from each to the next.
  static func text(of path: MenuPath, in program: MenuProgram) -> String {
    var text = program[path.start].name
    for hop in path.hops {
      switch hop.exit.name {
      case .then: text += " → "
      case .choice(let keys): text += " –\(keys)→ "
      case .outcome(let name): text += " –\(name)→ "
      }
      text += program[hop.exit.target].name
    }
    return text
  }

  /// The states that no call has entered, with the reason of each.
  static func text(of unentered: [UnenteredState], in program: MenuProgram) -> VisibleText {
    let heading: VisibleText = "Never entered: \(unentered.count) of \(program.states.count) states"
    let lines: [VisibleText] = unentered.map {
      "  \(program[$0.state].name): \($0.reason(in: program))"
    }
    return ([heading] + lines).joined(separator: "\n")
  }

  /// The language of a call, if there are several, and what stubs do in it, in words.
  static func conditions(of plan: CallPlan, in program: MenuProgram) -> String {
    let language = program.languages.count > 1 ? plan.parameters.language : nil
    let stubs = plan.given.map { "\($0.subject.key): \($0.behaviour.text)" }
    let direction = plan.parameters.direction == .outgoing ? ["the operator ringing"] : []
    return (direction + (language.map { ["language \($0)"] } ?? []) + stubs)
      .joined(separator: ", ")
  }

  private static func text(_ duration: Duration) -> String {
    let seconds = duration.components.seconds
    return seconds < 120 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
  }
}
