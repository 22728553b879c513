extension CallMachine {
  /// Leaves the state by one of its exits, or stays by a choice that repeats.
  ///
  /// - Parameter exit: its place in `MenuProgram.exits(of:)`.
  mutating func leave(by exit: Int, to next: StateID?) -> StateID? {
    if tracesExits { emit(.note(.took(exit: exit))) }
    return next
  }

  mutating func emit(_ effect: CallEffect) {
    // Room for as many as an event mostly has; growing by one and one would take longer.
    if effects.capacity < 4 { effects.reserveCapacity(4) }
    effects.append(effect)
  }

  mutating func nextID() -> Int {
    lastID += 1
    return lastID
  }
}
