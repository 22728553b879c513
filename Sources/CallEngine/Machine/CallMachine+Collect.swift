extension CallMachine {
  mutating func begin(_ collect: Collect, _ visit: CallPhase.Visit, at now: Duration) -> StateID? {
    if let known = collect.known.flatMap(value), !known.text.isEmpty {
      values[collect.variable] = known
      return leave(by: .outcome(Outcomes.collected), to: collect.collected)
    }
    return prompt(collect.prompts, visit, at: now)
  }

  /// Takes waiting keys into the entry until it is complete, cancelled, or no key is left (K4, K9).
  // Inlined, the entry of the phase is read where it is; passed on, it would be copied first.
  @inline(__always)
  mutating func collect(
    after entry: CallPhase.Entry, _ visit: CallPhase.Visit, at now: Duration
  ) -> StateID? {
    let collect = currentCollect
    let listensUntil = now + collect.rules.interdigitTimeout
    var entry = entry
    while let key = buffer.take() {
      if let digit = key.digit {
        if digit == collect.cancel { return cancel(entry) }
        if digit == collect.rules.terminator { return complete(entry, visit, at: now) }
      }
      if collect.isMultiTap {
        entry.tap(key, isLate: isLate(after: entry, collect, at: now))
      } else {
        entry.append(key)
      }
      phase = .listening(.entry(entry, visit), deadline: listensUntil)
      if entry.count == collect.completingCount {
        buffer.dropTerminator(collect.rules.terminator, until: listensUntil)
        return complete(entry, visit, at: now)
      }
    }
    return nil
  }

  mutating func collectAtTimeout(
    _ entry: CallPhase.Entry, _ visit: CallPhase.Visit, at now: Duration
  ) -> StateID? {
    if entry.count > 0 { return complete(entry, visit, at: now) }
    let collect = currentCollect
    var visit = visit
    guard countNoinput(&visit) else { return giveUp() }
    return prompt(collect.promptsAfterNoinput, visit, at: now)
  }

  /// Judges an entry that has ended.
  private mutating func complete(
    _ entry: CallPhase.Entry, _ visit: CallPhase.Visit, at now: Duration
  ) -> StateID? {
    let collect = currentCollect
    let isTaken = entry.satisfies(collect, entrySetting)
    withhold(entry, isTaken ? .accepted : .refused)
    if collect.isSensitive {
      overshoot = .possible(until: nil)
    } else if isTaken {
      overshoot = .none
    }
    guard isTaken else { return nomatch(collect.promptsAfterNomatch, visit, at: now) }
    if let check = collect.check {
      let value = entry.value(in: collect, entrySetting)
      return ask(check, about: value, of: collect, entry, visit, at: now)
    }
    return take(entry, visit, at: now)
  }

  /// Has an entry confirmed, if that is wanted, and accepts it.
  mutating func take(
    _ entry: CallPhase.Entry, _ visit: CallPhase.Visit, at now: Duration
  ) -> StateID? {
    guard let confirm = currentCollect.confirm else { return accept(entry) }
    return ask(confirm, entry, visit, at: now)
  }

  private mutating func accept(_ entry: CallPhase.Entry) -> StateID? {
    let collect = currentCollect
    values[collect.variable] = entry.value(in: collect, entrySetting)
    return leave(by: .outcome(Outcomes.collected), to: collect.collected)
  }

  private mutating func cancel(_ entry: CallPhase.Entry) -> StateID? {
    withhold(entry, .refused)
    return leave(by: .outcome(Outcomes.cancelled), to: currentCollect.cancelled)
  }

  // MARK: - Confirmation

  /// Reads an entry back.
  private mutating func ask(
    _ confirm: PromptSequence, _ entry: CallPhase.Entry, _ visit: CallPhase.Visit, at now: Duration
  ) -> StateID? {
    let collect = currentCollect
    if collect.rules.bargeIn && !buffer.isEmpty {
      return awaitConfirmation(of: entry, visit, at: now)
    }
    let value = entry.value(in: collect, entrySetting)
    guard let id = play(confirm, readingBack: (collect.variable, value)) else {
      return awaitConfirmation(of: entry, visit, at: now)
    }
    phase = .speaking(id, .readBack(entry, visit))
    return nil
  }

  mutating func awaitConfirmation(
    of entry: CallPhase.Entry, _ visit: CallPhase.Visit, at now: Duration
  ) -> StateID? {
    phase = .listening(
      .confirmation(entry, visit), deadline: now + currentCollect.rules.timeout)
    return takeConfirmation(of: entry, visit, at: now)
  }

  /// 1 accepts, the cancel key cancels, any other key asks for the value again (K9).
  mutating func takeConfirmation(
    of entry: CallPhase.Entry, _ visit: CallPhase.Visit, at now: Duration
  ) -> StateID? {
    guard let key = buffer.take() else { return nil }
    let collect = currentCollect
    if let digit = key.digit, digit == collect.cancel {
      return leave(by: .outcome(Outcomes.cancelled), to: collect.cancelled)
    }
    if key.digit == .one {
      buffer.dropTerminator(collect.rules.terminator, until: now + collect.rules.interdigitTimeout)
      return accept(entry)
    }
    if collect.isSensitive {
      emit(.note(.withheld(key.number..<key.number + 1, .refused)))
    }
    return nomatch(collect.promptsAfterNomatch, visit, at: now)
  }

  mutating func confirmAtTimeout(
    _ entry: CallPhase.Entry, _ visit: CallPhase.Visit, at now: Duration
  ) -> StateID? {
    let collect = currentCollect
    var visit = visit
    guard countNoinput(&visit) else { return giveUp() }
    guard let confirm = collect.confirmAfterNoinput else {
      preconditionFailure("state \(program[state].name) has nothing to confirm")
    }
    return ask(confirm, entry, visit, at: now)
  }

  // MARK: - Withholding (K13)

  mutating func withholdUnfinishedEntry() {
    switch phase {
    case .listening(.entry(let entry, _), _): withhold(entry, .refused)
    case .listening(.choice(let keys, _), _):
      withholdOvershoot(keysPressed - keys.count..<keysPressed, endsItself: false)
    case .ringing, .speaking, .listening(.confirmation, _), .fetching, .recording, .transferring,
      .whispering, .bridged, .ended:
      break
    }
  }

  private mutating func withhold(_ entry: CallPhase.Entry, _ verdict: EntryVerdict) {
    let collect = currentCollect
    // Whether a service refuses the entry isn't known yet.
    let mayBeRefused = verdict == .refused || collect.check != nil
    let isPrivate = collect.isSensitive || mayBeRefused && overshoot.isPossible
    if isPrivate && entry.count > 0 {
      emit(.note(.withheld(entry.keys, verdict)))
    }
  }

  // MARK: - What entries mean

  private var entrySetting: EntrySetting {
    EntrySetting(
      today: values[.answered].flatMap { CivilDay($0.text.prefix(10)) } ?? Moment.ofTests.wall.day,
      calendar: currentLanguage.calendar)
  }

  /// Whether a key comes so long after the one before it that it begins a letter.
  private func isLate(
    after entry: CallPhase.Entry, _ collect: Collect, at now: Duration
  ) -> Bool {
    guard entry.count > 0, let deadline = phase.deadline else { return false }
    return now >= deadline - collect.rules.interdigitTimeout + LetterEntry.pause
  }

  private var currentCollect: Collect {
    guard case .collect(let collect) = program[state].kind else {
      preconditionFailure("state \(program[state].name) collects nothing, but the call is \(phase)")
    }
    return collect
  }
}
