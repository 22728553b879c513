public import CallEngine
public import MenuScript

/// Everything that one call met, so that it can be had again: who rang, what stubs were told, and
/// what the caller did when.
public struct CallPlan: Hashable, Sendable {
  public enum Deed: Hashable, Sendable {
    case press(Digit)
    case hangUp
  }

  /// Something that the caller did, and how long after what he did before.
  public struct Step: Hashable, Sendable {
    public var wait: Duration
    public let deed: Deed
  }

  public let parameters: CallParameters
  public internal(set) var given: [Scenario.Provision]
  public internal(set) var steps: [Step]
}

/// Who presses keys in an explored call.
protocol ExploringCaller {
  /// When he acts next; `nil` while he waits for the line.
  var actsAt: Duration? { get }
  mutating func act(at now: Duration) -> CallEvent
  mutating func heard(
    _ response: LoadSurroundings.Response, in machine: CallMachine, at now: Duration)
}

extension RandomCaller: ExploringCaller {}

/// A caller who does what a plan says.
struct PlannedCaller: ExploringCaller {
  private var steps: ArraySlice<CallPlan.Step>
  private(set) var actsAt: Duration?

  init(_ steps: [CallPlan.Step]) {
    self.steps = steps[...]
    actsAt = steps.first?.wait
  }

  mutating func act(at now: Duration) -> CallEvent {
    let deed = steps.removeFirst().deed
    actsAt = steps.first.map { now + $0.wait }
    return switch deed {
    case .press(let digit): .digit(digit)
    case .hangUp: .hungUp
    }
  }

  mutating func heard(
    _ response: LoadSurroundings.Response, in machine: CallMachine, at now: Duration
  ) {}
}
