/// What menus and collects have in common: the prompt, the wait, the counters.
extension CallMachine {
  var entryRules: EntryRules { program[state].entryRules }

  /// Speaks a prompt and then listens; keys that wait cut it off before it begins (K3).
  mutating func prompt(
    _ prompts: PromptSequence, _ visit: CallPhase.Visit, at now: Duration
  ) -> StateID? {
    if entryRules.bargeIn && !buffer.isEmpty { return listen(visit, at: now) }
    guard let id = play(prompts) else { return listen(visit, at: now) }
    phase = .prompting(id, visit)
    return nil
  }

  /// Begins to wait for keys, and takes those typed ahead.
  mutating func listen(_ visit: CallPhase.Visit, at now: Duration) -> StateID? {
    switch program[state].kind {
    case .menu(let menu):
      phase = .choosing(KeySequence(), visit, deadline: now + menu.rules.timeout)
      return buffer.isEmpty ? nil : choose(after: KeySequence(), visit, at: now)
    case .collect(let collect):
      phase = .collecting(.init(), visit, deadline: now + collect.rules.timeout)
      return buffer.isEmpty ? nil : self.collect(after: .init(), visit, at: now)
    case .say, .service, .transfer, .language, .hangUp:
      preconditionFailure("state \(program[state].name) takes no keys, but the call is \(phase)")
    }
  }

  /// Counts a noinput and speaks `prompts` anew, or gives up (K7, K8).
  ///
  /// - Returns: whether the visit goes on.
  mutating func countNoinput(_ visit: inout CallPhase.Visit) -> Bool {
    visit.noinput += 1
    emit(.note(.noinput(visit.noinput)))
    return visit.noinput < entryRules.maxNoinput
  }

  /// Leaves a menu or a collect by `gave_up`.
  mutating func giveUp() -> StateID? {
    let exit =
      switch program[state].kind {
      case .menu(let menu): menu.gaveUpExit
      case .collect(let collect): collect.gaveUpExit
      case .say, .service, .transfer, .language, .hangUp:
        preconditionFailure("state \(program[state].name) never gives up")
      }
    return leave(by: exit, to: entryRules.gaveUp)
  }

  /// Counts a nomatch, which throws away what was typed ahead (K2), and prompts anew or gives up.
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
