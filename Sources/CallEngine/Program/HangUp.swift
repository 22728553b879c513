/// Says goodbye and hangs up. No exit.
public final class HangUp: Sendable {
  public let prompts: PromptSequence

  public init(_ prompts: PromptSequence) {
    self.prompts = prompts
  }
}

extension HangUp: StateAction {
  var facts: StateFacts { StateFacts(kind: .hangUp, prompts: prompts, endsCall: true) }

  func exits(of state: StateID) -> [StateExit] { [] }
}
