public import CallEngine
import MenuScript
public import Speech

/// Lets callers ring by chance, in virtual time, and keeps what went wrong, cut down to what it takes.
public struct ExploreRun {
  /// A problem and the shortest call found that has it.
  public struct Finding: Sendable {
    public let problem: CallProblem
    public let plan: CallPlan
    /// How many of the callers met it.
    public internal(set) var count: Int
  }

  public struct Result: Sendable {
    public fileprivate(set) var calls = 0
    public fileprivate(set) var findings: [Finding] = []
    /// How long the longest call took.
    public fileprivate(set) var longest = Duration.zero
  }

  private let program: MenuProgram
  private let services: any ExploredServices
  private let callers: [CallParameters]
  private var surroundings: ExploreSurroundings
  private let subjects: [Scenario.Provision.Subject]

  public init(program: MenuProgram, narrator: Narrator, services: any ExploredServices) {
    precondition(!services.callers.isEmpty, "somebody must ring")
    self.program = program
    self.services = services
    callers = services.callers.flatMap { caller in
      program.languages.map {
        CallParameters(line: caller.line, numberDialled: caller.numberDialled, language: $0)
      }
    }
    surroundings = ExploreSurroundings(program: program, narrator: narrator, services: services)
    let called = Set(
      program.states.compactMap { state in
        if case .service(let call) = state.kind { call.service } else { nil }
      })
    subjects = services.gateways + called.sorted().map { .service($0) }
  }

  /// Has the calls one after the other.
  public mutating func run(calls: Int, seed: UInt64) -> Result {
    var result = Result()
    var places: [CallProblem: Int] = [:]
    for number in 0..<calls {
      let (plan, problem, length) = call(number, seed: seed)
      result.calls += 1
      result.longest = max(result.longest, length)
      guard let problem else { continue }
      if let place = places[problem] {
        result.findings[place].count += 1
      } else {
        places[problem] = result.findings.count
        result.findings.append(
          Finding(problem: problem, plan: shrunk(plan, showing: problem), count: 1))
      }
    }
    return result
  }

  /// What one of the callers by chance does.
  ///
  /// - Parameter number: which of them, from 0.
  public mutating func plan(ofCaller number: Int, seed: UInt64) -> CallPlan {
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
    var caller = RandomCaller(seed: generator.next(), habits: habits)
    var plan = CallPlan(parameters: parameters, given: given, steps: [])
    let (problem, length) = play(&plan, caller: &caller)
    return (plan, problem, length)
  }

  /// Callers of every temper. All fall silent while the line still has time to let them go.
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

  /// Mostly all works; now and then something fails or is slow.
  private func provisions(
    using generator: inout SeededGenerator
  ) -> [Scenario.Provision] {
    subjects.compactMap { subject in
      guard generator.chance(percent: 15) else { return nil }
      if case .transfer = subject {
        let outcomes = [TransferOutcome.busy, .noAnswer, .failed]
        let outcome = outcomes[generator.below(outcomes.count)]
        return Scenario.Provision(subject: subject, behaviour: .outcome(outcome.rawValue))
      }
      let isLate = generator.chance(percent: 40)
      return Scenario.Provision(
        subject: subject,
        behaviour: isLate
          ? .late(.seconds(1 + generator.below(15))) : .outcome(ServiceSignature.failed))
    }
  }

  /// A call by which a path is really gone, or nearly: past whatever goes wrong, to the path's end.
  ///
  /// - Returns: `nil` if nobody who rings comes there.
  public mutating func plan(along path: MenuPath) -> CallPlan? {
    let given = path.hops.compactMap { program.provision(for: $0) }
    for parameters in callers {
      var plan = CallPlan(parameters: parameters, given: given, steps: [])
      var caller = GuidedCaller(path)
      _ = play(&plan, caller: &caller, until: path.end)
      guard surroundings.hasArrived else { continue }
      // Somebody who knows the menu types ahead, where it lets him.
      var hasty = plan
      for place in hasty.steps.indices { hasty.steps[place].wait = Self.typingPause }
      var typist = PlannedCaller(hasty.steps)
      _ = play(&hasty, caller: &typist, until: path.end)
      return surroundings.hasArrived ? hasty : plan
    }
    return nil
  }

  /// Between two keys of somebody who types ahead.
  private static let typingPause = Duration.milliseconds(200)

  /// Has one call.
  ///
  /// - Parameters:
  ///   - plan: who rings; what the caller does is written into it.
  ///   - target: a state at which it is over, instead of at the first problem.
  private mutating func play(
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
        let event = caller.act(at: now)
        if let deed = CallPlan.Deed(event) {
          plan.steps.append(CallPlan.Step(wait: now - actedAt, deed: deed))
          actedAt = now
        }
        session.deliver(event, at: now, in: &surroundings)
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

  // MARK: Shrinking

  /// The plan without all that the problem doesn't need: no step, wait or provision can be left out.
  private mutating func shrunk(_ plan: CallPlan, showing problem: CallProblem) -> CallPlan {
    var best = plan
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for candidate in best.simplerPlans {
        var planned = PlannedCaller(candidate.steps)
        var played = candidate
        if play(&played, caller: &planned).0 == problem, played.steps.count <= best.steps.count {
          best = played
          hasChanged = true
          break
        }
      }
    }
    return best
  }
}

extension CallPlan {
  /// Plans with one thing less, the most saving first.
  fileprivate var simplerPlans: [CallPlan] {
    var plans: [CallPlan] = []
    for half in [steps.count / 2, steps.count * 3 / 4] where half > 0 && half < steps.count - 1 {
      var plan = self
      plan.steps.removeLast(steps.count - half)
      plans.append(plan)
    }
    for index in given.indices {
      var plan = self
      plan.given.remove(at: index)
      plans.append(plan)
    }
    for index in steps.indices.reversed() {
      var plan = self
      plan.steps.remove(at: index)
      plans.append(plan)
      guard index + 1 < steps.count else { continue }
      // The time that passes may matter, though the key doesn't.
      plan.steps[index].wait += steps[index].wait
      plans.append(plan)
    }
    for index in steps.indices where steps[index].wait > .zero {
      for wait in [.zero, Duration.milliseconds(200), steps[index].wait.roundedDown] {
        guard wait < steps[index].wait else { continue }
        var plan = self
        plan.steps[index].wait = wait
        plans.append(plan)
      }
    }
    return plans
  }
}

extension CallPlan.Deed {
  fileprivate init?(_ event: CallEvent) {
    switch event {
    case .digit(let digit): self = .press(digit)
    case .hungUp: self = .hangUp
    case .answered, .withheldDigit, .finishedPlaying, .deadlineReached, .serviceReturned,
      .transferConnected, .transferEnded:
      return nil
    }
  }
}

extension Duration {
  /// The whole seconds in it, at least one less if it is whole already.
  fileprivate var roundedDown: Duration {
    let seconds = components.seconds
    return .seconds(components.attoseconds == 0 ? max(0, seconds - 1) : seconds)
  }
}

extension MenuProgram {
  /// What a stub must be told for a hop to be taken; `nil` if it needs nothing.
  fileprivate func provision(for hop: MenuPath.Hop) -> Scenario.Provision? {
    guard case .outcome(let outcome) = hop.exit.cause else { return nil }
    switch self[hop.from].kind {
    case .service(let call) where outcome == ServiceSignature.failed:
      return Scenario.Provision(subject: .service(call.service), behaviour: .outcome(outcome))
    case .transfer where outcome != TransferOutcome.connected.rawValue:
      return Scenario.Provision(subject: .transfer(nil), behaviour: .outcome(outcome))
    case .service, .transfer, .say, .menu, .collect, .language, .hangUp: return nil
    }
  }
}
