extension CallMachine {
  mutating func begin(_ choice: Switch) -> StateID? {
    let exit = choice.exit(for: values[choice.variable])
    return leave(by: .outcome(exit.name), to: exit.target)
  }

  /// Counts a visit. Below the limit the call makes progress, so that it isn't in a circle yet.
  mutating func begin(_ count: VisitCount, at now: Duration) -> StateID? {
    visits[count.counter.index] += 1
    guard visits[count.counter.index] < count.limit else {
      return leave(by: .outcome(Outcomes.reached), to: count.reached)
    }
    circle.restart(in: program, at: now)
    return leave(by: .outcome(Outcomes.more), to: count.more)
  }
}
