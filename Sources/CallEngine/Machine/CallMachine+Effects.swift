extension CallMachine {
  /// Leaves the state by one of its exits, or stays by a choice that repeats.
  mutating func leave(
    by exit: @autoclosure () -> StateExit.Name, to next: StateID?
  ) -> StateID? {
    if tracesExits { emit(.note(.took(exit()))) }
    return next
  }

  mutating func emit(_ effect: CallEffect) {
    effects.append(effect)
  }

  /// Removes the effects of the event before and keeps their memory. They are few, and taking them
  /// one by one is faster than `removeAll(keepingCapacity:)`.
  mutating func forgetEffects() {
    while !effects.isEmpty { effects.removeLast() }
  }

  mutating func nextID() -> Int {
    lastID += 1
    return lastID
  }
}
