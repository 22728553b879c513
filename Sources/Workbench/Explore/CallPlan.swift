package import CallEngine
import CallRuntime
package import MenuScript

/// Everything that it takes to repeat a call: who called, the behaviours set for stubs, and what
/// the caller did when.
package struct CallPlan: Hashable, Sendable {
  package enum Deed: Hashable, Sendable {
    case press(Digit)
    case speak(Duration)
    case hangUp
  }

  /// Something that the caller did, and how long after the previous step.
  package struct Step: Hashable, Sendable {
    package var wait: Duration
    package let deed: Deed
  }

  package let parameters: CallParameters
  package internal(set) var given: [Scenario.Provision]
  package internal(set) var steps: [Step]
}

/// The caller of an explored call.
protocol ExploringCaller {
  /// When the caller acts next; `nil` while waiting for the line.
  var actsAt: Duration? { get }
  mutating func act(at now: Duration) -> CallPlan.Deed
  mutating func heard(
    _ response: LoadSurroundings.Response, in machine: CallMachine, at now: Duration)
}

extension RandomCaller: ExploringCaller {}

/// A caller who follows a plan.
struct PlannedCaller: ExploringCaller {
  private var steps: ArraySlice<CallPlan.Step>
  private(set) var actsAt: Duration?

  init(_ steps: [CallPlan.Step]) {
    self.steps = steps[...]
    actsAt = steps.first?.wait
  }

  mutating func act(at now: Duration) -> CallPlan.Deed {
    let deed = steps.removeFirst().deed
    actsAt = steps.first.map { now + $0.wait }
    return deed
  }

  mutating func heard(
    _ response: LoadSurroundings.Response, in machine: CallMachine, at now: Duration
  ) {}
}

extension CallSession {
  /// Does what a caller does.
  mutating func perform(
    _ deed: CallPlan.Deed, at now: Duration, in surroundings: inout some CallSurroundings
  ) {
    switch deed {
    case .press(let digit): deliver(.digit(digit), at: now, in: &surroundings)
    case .speak(let length): hear(.lasting(length), at: now, in: &surroundings)
    case .hangUp: deliver(.hungUp, at: now, in: &surroundings)
    }
  }
}
