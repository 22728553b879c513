/// What menus and collects have in common: the prompt, the wait, the counters.
extension CallMachine {
  var entryRules: EntryRules {
    guard let rules = program[state].facts.entryRules else {
      preconditionFailure("state \(program[state].name) takes no keys, but the call is \(phase)")
    }
    return rules
  }

  /// Speaks a prompt and then listens; waiting keys skip it (K3).
  mutating func prompt(
    _ prompts: PromptSequence, _ visit: CallPhase.Visit, at now: Duration
  ) -> StateID? {
    if entryRules.bargeIn && !buffer.isEmpty { return listen(visit, at: now) }
    guard let id = play(prompts) else { return listen(visit, at: now) }
    phase = .speaking(id, .prompt(visit))
    return nil
  }

  /// Starts waiting for keys, and takes those typed ahead.
  mutating func listen(_ visit: CallPhase.Visit, at now: Duration) -> StateID? {
    if case .menu(let menu) = program[state].kind {
      let deadline = now + menu.rules.timeout
      phase = .listening(.choice(KeySequence(), visit), deadline: deadline)
      return buffer.isEmpty ? nil : choose(after: KeySequence(), visit, at: now)
    }
    let deadline = now + entryRules.timeout
    phase = .listening(.entry(.init(), visit), deadline: deadline)
    return buffer.isEmpty ? nil : collect(after: .init(), visit, at: now)
  }

  /// Counts a noinput (K7, K8).
  ///
  /// - Returns: whether the visit continues, or else gives up.
  mutating func countNoinput(_ visit: inout CallPhase.Visit) -> Bool {
    visit.noinput += 1
    emit(.note(.noinput(visit.noinput)))
    return visit.noinput < entryRules.maxNoinput
  }

  /// Leaves a menu or a collect by `gave_up`.
  mutating func giveUp() -> StateID? {
    leave(by: .outcome(Outcomes.gaveUp), to: entryRules.gaveUp)
  }

  /// Counts a nomatch, which discards what was typed ahead (K2), and prompts again or gives up.
  mutating func nomatch(
    _ prompts: PromptSequence, _ visit: CallPhase.Visit, at now: Duration
  ) -> StateID? {
    var visit = visit
    visit.nomatch += 1
    emit(.note(.nomatch(visit.nomatch)))
    flushTypeAhead()
    if visit.nomatch >= entryRules.maxNomatch { return giveUp() }
    return prompt(prompts, visit, at: now)
  }
}
