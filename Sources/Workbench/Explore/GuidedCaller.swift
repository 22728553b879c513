import CallEngine
import CallRuntime

/// A caller who follows a path.
struct GuidedCaller: ExploringCaller {
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
    if let place = hops.firstIndex(where: { $0.from == machine.state }) { hops = hops[place...] }
    guard let hop = hops.first, hop.from == machine.state, actsAt == nil else { return }
    let isPrompting = response == .speaks || response == .nothing && machine.waitsForKey
    guard isPrompting else { return }
    switch (machine.program[machine.state].kind, hop.exit.name) {
    case (.menu(let menu), .choice(let chosen)):
      press(chosen.digits, menu.rules, machine, now)
    case (.collect(let collect), .outcome(Outcomes.collected)):
      if machine.asksForConfirmation { return press([.one], collect.rules, machine, now) }
      hasKeyedNumber = true
      let keys = entries.entry(attempt, in: machine.state)?.digits ?? []
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

  private mutating func press(
    _ keys: [Digit], _ rules: EntryRules, _ machine: CallMachine, _ now: Duration
  ) {
    guard !keys.isEmpty, rules.bargeIn && !isPatient || machine.waitsForKey else { return }
    self.keys = keys
    actsAt = now + (isPatient ? max(KeyGap.usual, rules.timeout - KeyGap.usual) : KeyGap.usual)
  }
}
