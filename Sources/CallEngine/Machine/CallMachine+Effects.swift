extension CallMachine {
  /// Leaves the state by one of its exits, or stays by a choice that repeats.
  // Inlined, so that an exit's name isn't made where exits aren't traced.
  @inline(__always)
  mutating func leave(
    by exit: @autoclosure () -> StateExit.Name, to next: StateID?
  ) -> StateID? {
    if tracesExits { trace(exit()) }
    return next
  }

  @inline(never)
  private mutating func trace(_ exit: StateExit.Name) {
    guard let id = program.exit(named: exit, of: state) else {
      preconditionFailure("state \(program[state].name) has no exit \(exit)")
    }
    emit(.note(.took(id)))
  }

  mutating func emit(_ effect: CallEffect) {
    effects.append(effect)
  }

  /// Removes the previous event's effects and keeps their memory. There are few, and removing them
  /// one by one is faster than `removeAll(keepingCapacity:)`.
  mutating func forgetEffects() {
    while !effects.isEmpty { effects.removeLast() }
  }

  mutating func nextID() -> Int {
    lastID += 1
    return lastID
  }
}
