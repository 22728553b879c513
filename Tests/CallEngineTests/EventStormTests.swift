import CallEngine
import RandomInputs
import Testing

/// Random programs under random events. A failure names its seed, which brings it back.
@Suite struct EventStormTests {
  private static let seeds: [UInt64] = Array(0..<20)
  private static let eventsPerSeed = 50_000

  /// The invariants that `CallWatch` knows: never a trap, no effects after the end, one announcement
  /// at a time, fresh ids, deadlines in order.
  @Test(arguments: seeds)
  func `a million random events never trap the machine nor break its promises`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var eventsLeft = Self.eventsPerSeed
    while eventsLeft > 0 {
      let program = RandomProgram.program(.mixed, using: &random)
      for _ in 0..<20 {
        let callSeed = random.next()
        var storm = EventStorm(program, seed: callSeed)
        // Only events that a call is there for count.
        for _ in 0..<200 where !storm.machine.hasEnded {
          _ = storm.blow()
          eventsLeft -= 1
        }
        for _ in 0..<5 { _ = storm.blow() }
        guard storm.watch.violation == nil else {
          Issue.record("\(storm.watch.violation!) (call \(callSeed) of seed \(seed))")
          return
        }
      }
    }
  }

  @Test(arguments: seeds)
  func `whatever a call has come to, after hungUp it does nothing`(seed: UInt64) {
    var random = SeededGenerator(seed: 1000 + seed)
    for _ in 0..<20 {
      var storm = EventStorm(RandomProgram.program(.mixed, using: &random), seed: random.next())
      for _ in 0..<random.below(60) { _ = storm.blow() }
      var machine = storm.machine
      _ = machine.handle(.hungUp, at: storm.now)
      for event in EventKind.allCases.flatMap(\.samples) {
        #expect(machine.handle(event, at: storm.now) == [])
      }
      #expect(machine.deadline == nil)
      #expect(machine.hasEnded)
    }
  }

  @Test(arguments: seeds)
  func `a call leaves a state by one of its exits, and goes where that leads`(seed: UInt64) {
    var random = SeededGenerator(seed: 5000 + seed)
    var taken: Set<StateExit.Trigger> = []
    for _ in 0..<80 {
      let program = RandomProgram.program(.mixed, using: &random)
      var storm = EventStorm(program, tracesExits: true, seed: random.next())
      var state = program.start
      var target: StateID?
      for _ in 0..<200 where !storm.machine.hasEnded {
        for case .note(let note) in storm.blow().effects {
          if case .entered(let entered) = note {
            #expect(target == nil || target == entered, "seed \(seed)")
            (state, target) = (entered, nil)
          } else if case .took(let id) = note {
            let exit = program[id]
            #expect(id.state == state, "\(exit.name) of \(program[state].name), seed \(seed)")
            // A choice that repeats enters nothing.
            target = exit.target == state ? nil : exit.target
            taken.insert(exit.trigger)
          }
        }
      }
    }
    #expect(taken.isSuperset(of: [.gaveUp, .answered, .failed, .passing]))
  }

  @Test(arguments: seeds)
  func `journals of stormy calls replay to the same effects`(seed: UInt64) throws {
    var random = SeededGenerator(seed: 2000 + seed)
    for _ in 0..<20 {
      let program = RandomProgram.program(.open, using: &random)
      let call = RecordedStorm(EventStorm(program, seed: random.next()))
      let steps = try call.journal.replay(with: program)
      #expect(call.difference(from: steps) == nil, "seed \(seed)")
    }
  }

  @Test(arguments: seeds)
  func `journals of sensitive calls replay to the same effects but for withheld values`(
    seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: 3000 + seed)
    for _ in 0..<20 {
      let program = RandomProgram.program(.mixed, using: &random)
      let callSeed = random.next()
      let call = RecordedStorm(EventStorm(program, seed: callSeed))
      let steps = try call.journal.replay(with: program)
      #expect(call.difference(from: steps) == nil, "call \(callSeed) of seed \(seed)")
    }
  }

  /// Keys 2 to 9 can only be meant for entries here: 1 also confirms, 0 and the others also cancel
  /// and terminate.
  @Test(arguments: seeds)
  func `where only sensitive entries take keys, no digit is ever in a journal`(seed: UInt64) {
    var random = SeededGenerator(seed: 4000 + seed)
    var pressed = 0
    for _ in 0..<40 {
      let program = RandomProgram.program(.sensitiveAlone, using: &random)
      let storm = EventStorm(program, connectsTransfers: false, seed: random.next())
      let call = RecordedStorm(storm)
      pressed += call.events.filter(\.isEntryDigit).count
      let shown = call.journal.entries.filter(\.event.isEntryDigit)
      #expect(shown.isEmpty, "\(shown.count) keys of seed \(seed)")
    }
    #expect(pressed > 100)
  }
}

/// A call through a storm, from the answer to its end, with its journal.
private struct RecordedStorm {
  private(set) var events: [CallEvent] = []
  private(set) var effects: [[CallEffect]] = []
  private(set) var journal: Journal

  init(_ storm: EventStorm) {
    var storm = storm
    var recorder = JournalRecorder()
    var entries: [Journal.Entry] = []
    var step = storm.deliver(.answered)
    while true {
      events.append(step.event)
      if !step.effects.forwardAKey { effects.append(step.effects) }
      entries += recorder.record(
        step.event, at: storm.now, effects: step.effects, by: storm.machine)
      if storm.machine.hasEnded { break }
      step = events.count < 200 ? storm.blow() : storm.deliver(.hungUp)
    }
    journal = Journal(
      digest: storm.machine.program.digest, parameters: storm.parameters, entries: entries)
  }

  /// Where a replay had other effects, withheld values and forwarded keys apart.
  func difference(from steps: [Journal.Step]) -> String? {
    if steps.count != effects.count { return "\(steps.count) steps of \(effects.count)" }
    for (original, step) in zip(effects, steps) {
      let isEqual =
        original.count == step.effects.count
        && zip(original, step.effects).allSatisfy { $0.isEqualButForWithheldValues(to: $1) }
      if !isEqual { return "\(step.event) at \(step.at): \(step.effects), not \(original)" }
    }
    return nil
  }
}

extension CallEvent {
  fileprivate var isEntryDigit: Bool {
    if case .digit(let digit) = self { (2...9).contains(digit.rawValue) } else { false }
  }
}
