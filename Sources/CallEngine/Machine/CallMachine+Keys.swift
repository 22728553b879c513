/// What a key does until a menu or a collect takes it, and what becomes of one that nothing takes.
extension CallMachine {
  func key(of event: CallEvent) -> DigitBuffer.Key {
    switch event {
    case .digit(let digit): .init(digit: digit, verdict: nil, number: keysPressed)
    case .withheldDigit(let verdict): .init(digit: nil, verdict: verdict, number: keysPressed)
    case .answered, .finishedPlaying, .deadlineReached, .serviceReturned, .transferConnected,
      .transferEnded, .hungUp:
      preconditionFailure("an event that is no key, in a call that is \(phase)")
    }
  }

  mutating func keyPressed(_ key: DigitBuffer.Key, at now: Duration) -> StateID? {
    if buffer.isLateTerminator(key, at: now) { return nil }
    guard buffer.append(key) else {
      withholdUntaken(key.number..<key.number + 1)
      return nil
    }
    return keyArrived(at: now)
  }

  /// A key has come into the buffer: it barges in, is taken, or waits.
  private mutating func keyArrived(at now: Duration) -> StateID? {
    switch phase {
    case .saying:
      guard case .say(let say) = program[state].kind, say.bargeIn else { return nil }
      emit(.stopPlaying)
      return leave(by: 0, to: say.then)
    case .prompting(_, let visit):
      guard entryRules.bargeIn else { return nil }
      emit(.stopPlaying)
      return listen(visit, at: now)
    case .asking(_, let entry, let visit):
      guard entryRules.bargeIn else { return nil }
      emit(.stopPlaying)
      return awaitConfirmation(of: entry, visit, at: now)
    case .choosing(let keys, let visit, _):
      return choose(after: keys, visit, at: now)
    case .collecting(let entry, let visit, _):
      return collect(after: entry, visit, at: now)
    case .confirming(let entry, let visit, _):
      return takeConfirmation(of: entry, visit, at: now)
    case .fetching, .transferring, .hangingUp:
      return nil
    case .ringing, .bridged, .ended:
      preconditionFailure("a key in the buffer of a call that is \(phase)")
    }
  }

  /// Throws away what was typed ahead.
  mutating func flushTypeAhead() {
    if let flushed = buffer.flush() { withholdUntaken(flushed) }
  }

  /// Keys that nothing took may have been meant for a sensitive entry, if the program has any: its
  /// journal must not show them (K13).
  private mutating func withholdUntaken(_ keys: Range<Int>) {
    if program.hasSensitiveEntries { emit(.note(.withheld(keys, .refused))) }
  }
}
