import CallEngine
import CallRuntime

/// A caller who follows a path.
struct GuidedCaller: ExploringCaller {
  private let path: [MenuPath.Hop]
  private var hops: ArraySlice<MenuPath.Hop>
  private var keys: [Digit] = []
  private var speech: Duration?
  private(set) var actsAt: Duration?
  /// Whether it mattered which of the known numbers was keyed in.
  private(set) var hasKeyedNumber = false
  private let entries: EntryPool
  private let attempt: Int

  private let isPatient: Bool

  /// - Parameters:
  ///   - attempt: which of the known numbers to key in.
  ///   - isPatient: whether to listen to the end and press keys at the last moment.
  init(_ path: MenuPath, entries: EntryPool, attempt: Int = 0, isPatient: Bool = false) {
    self.path = path.hops
    hops = path.hops[...]
    self.entries = entries
    self.attempt = attempt
    self.isPatient = isPatient
  }

  mutating func act(at now: Duration) -> CallPlan.Deed {
    if let speech {
      self.speech = nil
      actsAt = nil
      return .speak(speech)
    }
    let key = keys.removeFirst()
    actsAt = keys.isEmpty ? nil : now + KeyGap.usual
    return .press(key)
  }

  mutating func heard(
    _ response: LoadSurroundings.Response, in machine: CallMachine, at now: Duration
  ) {
    // Earlier hops are dropped; for a state that recurs, the first hop ahead counts.
    if let place = hops.firstIndex(where: { $0.from == machine.state }) {
      hops = hops[place...]
    } else if goesRound, let place = path.firstIndex(where: { $0.from == machine.state }) {
      hops = path[place...]
    }
    guard let hop = hops.first, hop.from == machine.state, actsAt == nil else { return }
    let isPrompting = response == .speaks || response == .nothing && machine.waitsForKey
    guard isPrompting else { return }
    switch (machine.program[machine.state].kind, hop.exit.name) {
    case (.menu(let menu), .choice(let chosen)):
      press(chosen.digits, menu.rules, machine, now)
    case (.collect(let collect), .outcome(Outcomes.collected)),
      (.collect(let collect), .outcome(Outcomes.failed)):
      if machine.asksForConfirmation { return press([.one], collect.rules, machine, now) }
      hasKeyedNumber = true
      let keys = entry(for: collect, in: machine.state, of: machine.program)?.digits ?? []
      press(keys, collect.rules, machine, now)
    case (.collect(let collect), .outcome(Outcomes.cancelled)):
      press([collect.cancel].compactMap { $0 }, collect.rules, machine, now)
    case (.record(let record), .outcome(Outcomes.recorded)) where machine.isRecording:
      // As long as it may last, so that it isn't taken for an empty one.
      speech = record.rules.longest
      actsAt = now + record.rules.beep
    default: break
    }
  }

  private static let setting = EntrySetting(today: Moment.ofTests.wall.day, calendar: .gregorian)

  /// Whether the path leads through a count that is reached only after some rounds.
  private var goesRound: Bool {
    path.contains { $0.exit.name == .outcome(Outcomes.reached) }
  }

  /// One of the numbers with which a switch that comes later goes along the path.
  private func entry(
    for collect: Collect, in state: StateID, of program: MenuProgram
  ) -> KeySequence? {
    for hop in hops {
      guard case .switch(let choice) = program[hop.from].kind,
        choice.variable == collect.variable
      else { continue }
      let fitting = entries.entries(in: state).filter { entry in
        let value = collect.form.map { $0.value(ofPressed: entry, Self.setting) ?? "" }
        return .outcome(choice.exit(for: .text(value ?? entry.description)).name) == hop.exit.name
      }
      if !fitting.isEmpty { return fitting[attempt % fitting.count] }
    }
    return entries.entry(attempt, in: state)
  }

  private mutating func press(
    _ keys: [Digit], _ rules: EntryRules, _ machine: CallMachine, _ now: Duration
  ) {
    guard !keys.isEmpty, rules.bargeIn && !isPatient || machine.waitsForKey else { return }
    self.keys = keys
    actsAt = now + (isPatient ? max(KeyGap.usual, rules.timeout - KeyGap.usual) : KeyGap.usual)
  }
}
