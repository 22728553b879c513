extension CallMachine {
  mutating func begin(_ menu: Menu, _ visit: CallPhase.Visit, at now: Duration) -> StateID? {
    var prompts = menu.prompts
    if let again = menu.again {
      let here = MenuVisit(state: state, language: language)
      if menuVisits.contains(here) { prompts = again } else { menuVisits.append(here) }
    }
    return prompt(prompts, visit, at: now)
  }

  /// Takes waiting keys into the entry until it is a choice, can't be one, or no key is left (K4,
  /// K5).
  mutating func choose(
    after keys: KeySequence, _ visit: CallPhase.Visit, at now: Duration
  ) -> StateID? {
    let menu = currentMenu
    let listensUntil = now + menu.rules.interdigitTimeout
    var keys = keys
    while let key = buffer.take() {
      if let terminator = menu.terminator, key.digit == terminator {
        return fire(keys, before: key.number, visit, at: now)
      }
      guard key.verdict != .refused, keys.count < KeySequence.capacity else {
        buffer.dropTerminator(menu.terminator, until: listensUntil)
        withholdOvershoot(key.number - keys.count..<key.number + 1, endsItself: true)
        return nomatch(menu.promptsAfterNomatch, visit, at: now)
      }
      if let digit = key.digit { keys.append(digit) } else { keys.appendWithheld() }
      if key.digit == nil || menu.awaitsMore(after: keys) {
        phase = .listening(.choice(keys, visit), deadline: listensUntil)
      } else {
        buffer.dropTerminator(menu.terminator, until: listensUntil)
        return fire(keys, before: key.number + 1, endsItself: true, visit, at: now)
      }
    }
    return nil
  }

  mutating func chooseAtTimeout(
    _ keys: KeySequence, _ visit: CallPhase.Visit, at now: Duration
  ) -> StateID? {
    if !keys.isEmpty { return fire(keys, before: keysPressed, visit, at: now) }
    let menu = currentMenu
    var visit = visit
    guard countNoinput(&visit) else { return giveUp() }
    return prompt(menu.promptsAfterNoinput, visit, at: now)
  }

  /// Ends an entry: it is a choice or a nomatch.
  ///
  /// - Parameters:
  ///   - end: the number that follows its last key's.
  ///   - endsItself: whether its last key ended it, rather than time or a terminator.
  private mutating func fire(
    _ keys: KeySequence, before end: Int, endsItself: Bool = false, _ visit: CallPhase.Visit,
    at now: Duration
  ) -> StateID? {
    let menu = currentMenu
    guard let place = menu.choices.firstIndex(where: { $0.keys == keys }) else {
      withholdOvershoot(end - keys.count..<end, endsItself: endsItself)
      return nomatch(menu.promptsAfterNomatch, visit, at: now)
    }
    overshoot = .none
    switch menu.choices[place].target {
    case .state(let next): return leave(by: .choice(keys), to: next)
    case .repeat:
      _ = leave(by: .choice(keys), to: nil)
      return prompt(menu.prompts, visit, at: now)
    }
  }

  private var currentMenu: Menu {
    guard case .menu(let menu) = program[state].kind else {
      preconditionFailure("state \(program[state].name) isn't a menu, but the call is \(phase)")
    }
    return menu
  }
}
