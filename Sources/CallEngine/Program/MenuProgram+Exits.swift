/// One way out of a state.
public struct StateExit: Hashable, Sendable {
  public enum Cause: Hashable, Sendable {
    /// The caller presses a choice's keys.
    case choice(KeySequence)
    /// Keyed choices apart, an outcome by its name: `gave_up`, `collected`, `busy`, a service's own.
    case outcome(String)
    /// The state has done what it does.
    case then
  }

  public let cause: Cause
  public let target: StateID

  public init(_ cause: Cause, _ target: StateID) {
    self.cause = cause
    self.target = target
  }
}

/// The names of the outcomes that menus and collects have.
public enum Outcomes {
  public static let gaveUp = "gave_up"
  public static let collected = "collected"
  public static let cancelled = "cancelled"
}

extension MenuProgram {
  /// Every way out of a state, in the order of its script; a choice that repeats leads to the state
  /// itself.
  public func exits(of id: StateID) -> [StateExit] {
    switch self[id].kind {
    case .say(let say): return [StateExit(.then, say.then)]
    case .language(let change): return [StateExit(.then, change.then)]
    case .hangUp: return []
    case .menu(let menu):
      let choices = menu.choices.map { choice in
        switch choice.target {
        case .state(let target): StateExit(.choice(choice.keys), target)
        case .repeat: StateExit(.choice(choice.keys), id)
        }
      }
      return choices + [StateExit(.outcome(Outcomes.gaveUp), menu.rules.gaveUp)]
    case .collect(let collect):
      var exits = [StateExit(.outcome(Outcomes.collected), collect.collected)]
      if let cancelled = collect.cancelled {
        exits.append(StateExit(.outcome(Outcomes.cancelled), cancelled))
      }
      return exits + [StateExit(.outcome(Outcomes.gaveUp), collect.rules.gaveUp)]
    case .service(let call):
      return call.outcomes.map { StateExit(.outcome($0.name), $0.target) }
        + [StateExit(.outcome(ServiceSignature.failed), call.failed)]
    case .transfer(let transfer):
      return TransferOutcome.allCases.map {
        StateExit(.outcome($0.rawValue), transfer.exit($0))
      }
    }
  }
}
