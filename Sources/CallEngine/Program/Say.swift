/// Speaks. Exit: `then`.
public final class Say: Sendable {
  public let prompts: PromptSequence
  /// How often it is said in all.
  public let times: Int
  public let bargeIn: Bool
  public let then: StateID

  public init(_ prompts: PromptSequence, times: Int = 1, bargeIn: Bool = true, then: StateID) {
    self.prompts = prompts
    self.times = times
    self.bargeIn = bargeIn
    self.then = then
  }
}

extension Say: StateAction {
  var facts: StateFacts {
    StateFacts(kind: .say, prompts: prompts, times: times, bargeIn: bargeIn)
  }

  func exits(of state: StateID) -> [StateExit] { [.then(then)] }
}
