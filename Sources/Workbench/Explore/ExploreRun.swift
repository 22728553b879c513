package import CallEngine
import CallRuntime
import MenuScript
package import Speech

/// Simulates random callers in virtual time and keeps what went wrong, each problem with a minimal
/// call.
package struct ExploreRun {
  /// A problem and the shortest call found that has it.
  package struct Counterexample: Sendable {
    package let problem: CallProblem
    package let plan: CallPlan
    /// How many of the callers met it.
    package internal(set) var count: Int
  }

  package struct Result: Sendable {
    package fileprivate(set) var calls = 0
    package fileprivate(set) var counterexamples: [Counterexample] = []
    /// How long the longest call took.
    package fileprivate(set) var longest = Duration.zero
    /// Which states calls have entered.
    package fileprivate(set) var entered: Set<StateID> = []
  }

  let program: MenuProgram
  let services: RememberedReplies
  private let callers: [CallParameters]
  private var surroundings: ExploreSurroundings
  let entries: EntryPool
  let deciding: DecidingValues
  private let subjects: [StubTarget]

  /// What can fail or be late besides the services that the script calls.
  private static let gateways: [StubTarget] = [.sms, .transfer(nil)]

  package init(program: MenuProgram, narrator: Narrator, services: RememberedReplies) {
    precondition(!services.callers.isEmpty, "an exploration needs at least one caller")
    self.program = program
    self.services = services
    entries = EntryPool(program, known: services.numbers)
    deciding = DecidingValues(program)
    // Whether the operator rings is of no matter to most scripts.
    let rung = deciding.texts(of: .direction).isEmpty ? [] : services.callers.map(\.rung)
    callers = (services.callers + rung).flatMap { caller in
      program.languages.map {
        CallParameters(
          line: caller.line, numberDialled: caller.numberDialled, direction: caller.direction,
          from: caller.from, answered: caller.answered, language: $0)
      }
    }
    surroundings = ExploreSurroundings(program: program, narrator: narrator, services: services)
    let called = Set(
      program.states.compactMap { state in
        state.serviceCall?.service
      })
    let records = program.states.contains { $0.facts.kind == .record }
    subjects =
      Self.gateways + (records ? [.recording(nil)] : []) + called.sorted().map { .service($0) }
  }

  /// Runs the calls one after the other.
  package mutating func run(calls: Int, seed: UInt64) -> Result {
    var result = Result()
    var places: [CallProblem: Int] = [:]
    for number in 0..<calls {
      let (plan, problem, length) = call(number, seed: seed)
      result.calls += 1
      result.entered.formUnion(surroundings.entered)
      result.longest = max(result.longest, length)
      guard let problem else { continue }
      if let place = places[problem] {
        result.counterexamples[place].count += 1
      } else {
        places[problem] = result.counterexamples.count
        result.counterexamples.append(
          Counterexample(problem: problem, plan: shrunk(plan, showing: problem), count: 1))
      }
    }
    return result
  }

  /// What one of the random callers does.
  ///
  /// - Parameter number: the caller's number, from 0.
  package mutating func plan(ofCaller number: Int, seed: UInt64) -> CallPlan {
    call(number, seed: seed).0
  }

  private mutating func call(
    _ number: Int, seed: UInt64
  ) -> (CallPlan, CallProblem?, Duration) {
    var generator = SeededGenerator(
      seed: seed &+ UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15)
    let parameters = callers[generator.below(callers.count)]
    let given = provisions(using: &generator)
    let habits = habits(using: &generator)
    var caller = RandomCaller(seed: generator.next(), habits: habits, entries: entries)
    var plan = CallPlan(parameters: parameters, given: given, steps: [])
    let (problem, length) = play(&plan, caller: &caller)
    return (plan, problem, length)
  }

  /// Callers of all kinds. All fall silent while the line still has time to hang up on them.
  private func habits(using generator: inout SeededGenerator) -> RandomCaller.Habits {
    var habits = RandomCaller.Habits()
    switch generator.below(8) {
    case 0: habits.interrupts = 100
    case 1: habits.staysSilent = 60
    case 2: habits.pressesWrong = 60
    case 3: habits.hangsUp = 15
    default: break
    }
    let patience = program.maxDuration / 3
    habits.patience = patience * generator.below(101) / 100
    return habits
  }

  /// Usually services work on the line's data; now and then one fails, is slow or has another
  /// outcome.
  private func provisions(
    using generator: inout SeededGenerator
  ) -> [Scenario.Provision] {
    subjects.compactMap { subject in
      if case .service(let name) = subject,
        let told = decidingOutput(of: name, using: &generator)
      {
        return told
      }
      guard generator.chance(percent: 15) else { return nil }
      if case .transfer = subject {
        let outcomes = [TransferOutcome.busy, .noAnswer, .failed]
        let outcome = outcomes[generator.below(outcomes.count)]
        return Scenario.Provision(subject: subject, behaviour: .outcome(outcome.rawValue))
      }
      if case .recording = subject {
        return Scenario.Provision(subject: subject, behaviour: .outcome(Outcomes.failed))
      }
      let signature = subject.service(of: services.signatures)
      let canFail = signature?.canFail ?? true
      if canFail, generator.chance(percent: 40) {
        return Scenario.Provision(
          subject: subject, behaviour: .late(.seconds(1 + generator.below(15))))
      }
      let outcomes = (canFail ? [Outcomes.failed] : []) + (signature?.outcomes ?? [])
      return Scenario.Provision(
        subject: subject, behaviour: .outcome(outcomes[generator.below(outcomes.count)]))
    }
  }

  /// A call that reaches a state along the shortest path, or if no caller gets there, along the
  /// shortest of the others that avoid the steps which no call took.
  ///
  /// - Parameter entered: the states that the calls enter are added to it.
  /// - Returns: `nil` if no caller gets there.
  package mutating func plan(to state: StateID, entered: inout Set<StateID>) -> CallPlan? {
    var untaken: Set<MenuPath.Hop> = []
    while untaken.count < Self.mostDetours,
      let path = program.shortestPath(to: state, avoiding: untaken)
    {
      var seen: Set<StateID> = []
      let plan = plan(along: path, entered: &seen)
      entered.formUnion(seen)
      if let plan { return plan }
      guard let hop = path.hops.first(where: { !seen.contains($0.exit.target) }) ?? path.hops.last
      else { return nil }
      untaken.insert(hop)
    }
    return nil
  }

  /// How many steps may prove impossible before a state is given up.
  private static let mostDetours = 10

  /// A call that reaches the path's end, along the path as far as possible and in spite of problems
  /// on the way.
  ///
  /// Services first answer from the line's data. Only if no caller gets there they have the
  /// outcomes that the path needs.
  ///
  /// - Parameter entered: the states that the calls enter are added to it.
  /// - Returns: `nil` if no caller gets there.
  private mutating func plan(along path: MenuPath, entered: inout Set<StateID>) -> CallPlan? {
    let failures = path.hops.compactMap { program.provision(for: $0, choosesOutcomes: false) }
    let all = provisions(along: path)
    for given in failures == all ? [all] : [failures, all] {
      for parameters in callers {
        if let plan = plan(along: path, of: parameters, given, &entered) { return plan }
      }
    }
    return nil
  }

  /// The call of one caller, who tries one number after the other when asked for one.
  private mutating func plan(
    along path: MenuPath, of parameters: CallParameters, _ given: [Scenario.Provision],
    _ entered: inout Set<StateID>
  ) -> CallPlan? {
    let attempts = path.hops.map { entries.count(in: $0.from) }.max() ?? 0
    for attempt in 0..<max(1, attempts) {
      var plan = CallPlan(parameters: parameters, given: given, steps: [])
      var caller = GuidedCaller(path, entries: entries, attempt: attempt)
      _ = play(&plan, caller: &caller, until: path.end)
      entered.formUnion(surroundings.entered)
      if surroundings.hasArrived { return hastened(plan, to: path.end) }
      guard caller.hasKeyedNumber else { return nil }
    }
    return nil
  }

  /// A caller who knows the menu types ahead where the menu allows it.
  private mutating func hastened(_ plan: CallPlan, to end: StateID) -> CallPlan {
    var hasty = plan
    for place in hasty.steps.indices { hasty.steps[place].wait = KeyGap.usual }
    var typist = PlannedCaller(hasty.steps)
    _ = play(&hasty, caller: &typist, until: end)
    return surroundings.hasArrived ? hasty : plan
  }

  /// Runs one call.
  ///
  /// - Parameters:
  ///   - plan: who calls; what the caller does is written into it.
  ///   - target: a state at which the call ends, instead of at the first problem.
  mutating func play(
    _ plan: inout CallPlan, caller: inout some ExploringCaller, until target: StateID? = nil
  ) -> (CallProblem?, Duration) {
    var session = CallSession(CallMachine(program: program, parameters: plan.parameters))
    surroundings.begin(given: plan.given, watching: target)
    var now = Duration.zero
    var actedAt = Duration.zero
    plan.steps = []
    session.deliver(.answered, at: now, in: &surroundings)
    caller.heard(surroundings.response, in: session.machine, at: now)
    while !surroundings.hasSeenEnough, !session.machine.hasEnded {
      let due = session.nextDue
      if let actsAt = caller.actsAt, due.map({ actsAt < $0 }) ?? true {
        now = actsAt
        let deed = caller.act(at: now)
        plan.steps.append(CallPlan.Step(wait: now - actedAt, deed: deed))
        actedAt = now
        session.perform(deed, at: now, in: &surroundings)
      } else if let due {
        now = due
        session.deliverDue(at: now, in: &surroundings)
      } else {
        break
      }
      caller.heard(surroundings.response, in: session.machine, at: now)
    }
    return (surroundings.problem, now)
  }
}

extension StubTarget {
  /// The service that it is; `nil` for a gateway or an unknown service.
  fileprivate func service(of signatures: [ServiceSignature]) -> ServiceSignature? {
    guard case .service(let name) = self else { return nil }
    return signatures.first { $0.name == name }
  }
}

extension CallParameters {
  /// The same call the other way round.
  fileprivate var rung: CallParameters {
    CallParameters(
      line: line, numberDialled: line, direction: .outgoing, from: numberDialled,
      answered: answered, language: language)
  }
}
