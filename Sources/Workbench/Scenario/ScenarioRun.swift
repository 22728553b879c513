package import CallEngine
package import CallRuntime
package import MenuScript
package import Speech

/// Runs a scenario's call in virtual time and compares what happens with its steps.
package struct ScenarioRun {
  /// A step that failed.
  package struct Failure: Hashable, Sendable {
    package let location: SourceLocation
    /// What the step wanted.
    package let expected: String
    /// What happened instead.
    package let found: String
  }

  package struct Result: Sendable {
    package let failure: Failure?
    /// The step that failed, and what would repair it.
    package let broken: (step: Scenario.Step, remedy: Remedy)?
    package let transcript: [TranscriptEvent]
  }

  let scenario: Scenario
  let call: SimulatedCall
  let log = TranscriptLog()
  /// Where in the log the next `hear` begins, after what was heard last.
  var heardUpTo = 0
  /// Where the last `hear` began.
  var hearingFrom = 0
  /// Events that a step has matched; each can be matched once.
  var matched: Set<Int> = []
  /// Time since the answer.
  private var now = Duration.zero

  private let tell: (Scenario.Provision) -> Void

  /// More events than any step waits for.
  private static let mostEvents = 5000

  /// - Parameter tell: sets a stub's behaviour from now on.
  package init(
    _ scenario: Scenario, program: MenuProgram, parameters: CallParameters, narrator: Narrator,
    services: any CallServices, coverage: CoverageRecorder? = nil,
    tell: @escaping (Scenario.Provision) -> Void
  ) {
    self.tell = tell
    self.scenario = scenario
    call = SimulatedCall(
      program: program, parameters: parameters, narrator: narrator, services: services,
      observer: coverage, report: log.append)
  }

  /// Runs the steps up to the first that fails.
  package mutating func run() -> Result {
    scenario.given.forEach(tell)
    call.answer()
    for (place, step) in scenario.steps.enumerated() {
      if let failure = perform(step) {
        let remedy = remedy(for: step, before: scenario.steps.dropFirst(place + 1))
        return Result(failure: failure, broken: (step, remedy), transcript: log.events)
      }
    }
    return Result(failure: nil, broken: nil, transcript: log.events)
  }

  private mutating func perform(_ step: Scenario.Step) -> Failure? {
    switch step.kind {
    case .hear(let heard): return hear(heard, step)
    case .hearNext(let heard): return hear(heard, isNext: true, step)
    case .press(let keys): return press(keys, step)
    case .wait(let duration):
      pass(duration)
      return nil
    case .speak(let length):
      if call.hasEnded { return failure(step, "a call to speak in", "it has ended") }
      pass(call.speak(for: length, at: now) - now)
      return nil
    case .expect(let expectation): return expect(expectation, step)
    case .given(let provisions):
      provisions.forEach(tell)
      return nil
    case .replySMS(let from, let text):
      guard let number = from ?? log.events.last(where: { $0.message?.medium == .sms })?.message?.to
      else {
        return failure(step, "an SMS to answer", "none was sent; name the sender with 'from'")
      }
      call.receive(sms: text, from: number, at: now)
      return nil
    case .hangUp:
      if call.hasEnded { return failure(step, "a call to hang up", "it has ended") }
      call.hangUp(at: now)
      return nil
    }
  }

  private mutating func press(_ keys: [Digit], _ step: Scenario.Step) -> Failure? {
    for (index, key) in keys.enumerated() {
      if index > 0 { pass(KeyGap.usual) }
      if call.hasEnded {
        return failure(step, "a call to press a key in", "it has ended")
      }
      call.press(key, at: now)
    }
    return nil
  }

  /// Lets time pass, whatever happens.
  private mutating func pass(_ duration: Duration) {
    now += duration
    call.advance(to: now)
  }

  /// Lets an announcement end whose last word has been heard. Its end is rounded up, and a `wait`
  /// for a time-out, which is counted from there, would otherwise be too short by that much.
  mutating func settle() {
    if let next = call.nextDue, next - now <= .microseconds(1) {
      pass(next - now)
    }
  }

  /// Runs the call until a condition holds.
  ///
  /// - Returns: why it can't hold: the line waits for a key, transfers, has hung up or goes in a
  ///   circle.
  mutating func goOn(until holds: (inout ScenarioRun) -> Bool) -> String? {
    let transfers = transferCount
    let mostEvents = log.events.count + Self.mostEvents
    while true {
      if log.events.count > mostEvents { return "the call goes in a circle" }
      if holds(&self) { return nil }
      if call.hasEnded { return "the call ended: " + (call.hangUpCause?.explanation ?? "") }
      if call.machine.waitsForKey { return "the line waits for a key in state '\(stateName)'" }
      if transferCount > transfers { return "the caller was put through" }
      guard let next = call.nextDue else { return "nothing more happens" }
      now = max(now, next)
      call.advance(to: now)
    }
  }

  private var transferCount: Int { log.events.count { $0.transferTarget != nil } }

  /// The line's.
  var languages: [Language] { call.machine.program.languages }

  var stateName: String { call.machine.program[call.machine.state].name }

  func failure(_ step: Scenario.Step, _ expected: String, _ found: String) -> Failure {
    Failure(location: step.location, expected: expected, found: found)
  }
}
