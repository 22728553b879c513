/// Handles keys until a menu or a collect takes them, and those that nothing takes.
extension CallMachine {
  func key(of event: CallEvent) -> DigitBuffer.Key {
    switch event {
    case .digit(let digit): .init(digit: digit, verdict: nil, number: keysPressed)
    case .withheldDigit(let verdict): .init(digit: nil, verdict: verdict, number: keysPressed)
    case .answered, .finishedPlaying, .deadlineReached, .serviceReturned, .recordingEnded,
      .transferConnected, .transferEnded, .hungUp:
      preconditionFailure("an event that is not a key, in a call that is \(phase)")
    }
  }

  mutating func keyPressed(_ key: DigitBuffer.Key, at now: Duration) -> StateID? {
    keysPressed += 1
    overshoot.keyPressed(at: now)
    if buffer.isLateTerminator(key, at: now) { return nil }
    guard buffer.append(key) else {
      withholdUntaken(key.number..<key.number + 1)
      return nil
    }
    return keyArrived(at: now)
  }

  /// Handles a key that has entered the buffer: it barges in, is taken, or waits.
  // Inlined, because every key comes here.
  @inline(__always)
  private mutating func keyArrived(at now: Duration) -> StateID? {
    switch phase {
    case .speaking(_, .say):
      guard case .say(let say) = program[state].kind, say.bargeIn else { return nil }
      emit(.stopPlaying)
      return leave(by: .then, to: say.then)
    case .speaking(_, .prompt(let visit)):
      guard entryRules.bargeIn else { return nil }
      emit(.stopPlaying)
      return listen(visit, at: now)
    case .speaking(_, .readBack(let entry, let visit)):
      guard entryRules.bargeIn else { return nil }
      emit(.stopPlaying)
      return awaitConfirmation(of: entry, visit, at: now)
    case .speaking(_, .recordPrompt):
      guard program[state].bargeIn ?? false else { return nil }
      emit(.stopPlaying)
      return startRecording(at: now)
    case .listening(.choice(let keys, let visit), _): return choose(after: keys, visit, at: now)
    case .listening(.entry(let entry, let visit), _): return collect(after: entry, visit, at: now)
    case .listening(.confirmation(let entry, let visit), _):
      return takeConfirmation(of: entry, visit, at: now)
    case .recording(let id, _, let isEnding):
      return takeKeyWhileRecording(id, isEnding: isEnding, at: now)
    case .speaking(_, .goodbye), .fetching, .transferring, .whispering:
      return nil
    case .ringing, .bridged, .ended:
      preconditionFailure("a key in the buffer of a call that is \(phase)")
    }
  }

  /// Discards what was typed ahead.
  ///
  /// - Parameter meantForFarSide: whether the keys may have been meant for the far side of a
  ///   transfer.
  mutating func flushTypeAhead(meantForFarSide: Bool = false) {
    if let flushed = buffer.flush() { withholdUntaken(flushed, meantForFarSide: meantForFarSide) }
  }

  /// Withholds keys that nothing took where they may have been meant for a sensitive entry or for a
  /// far side (K13).
  private mutating func withholdUntaken(_ keys: Range<Int>, meantForFarSide: Bool = false) {
    if meantForFarSide || program.hasSensitiveEntries || overshoot.isPossible {
      emit(.note(.withheld(keys, .refused)))
    }
  }

  /// Withholds a menu's entry that is not a choice if it may be the rest of a sensitive entry just
  /// before it.
  ///
  /// - Parameters:
  ///   - keys: the numbers of its keys among all keys of the call.
  ///   - endsItself: whether its last key ended it, rather than a time-out or a terminator.
  mutating func withholdOvershoot(_ keys: Range<Int>, endsItself: Bool) {
    guard overshoot.isPossible else { return }
    let awaiting = endsItself ? keys.dropLast() : keys
    if !awaiting.isEmpty { emit(.note(.withheld(awaiting, .accepted))) }
    if endsItself, let last = keys.last { emit(.note(.withheld(last..<last + 1, .refused))) }
  }
}

/// Whether keys may still be meant for an entry that is complete, or a far side that has hung up: a
/// caller doesn't know after how many digits a PIN is complete. Taking a key resets it.
enum Overshoot: Sendable {
  case none
  /// Until a time, which each key extends; without a time, until a key is taken.
  case possible(until: Duration?)

  var isPossible: Bool {
    if case .possible = self { true } else { false }
  }

  mutating func keyPressed(at now: Duration) {
    guard case .possible(let until?) = self else { return }
    self = now > until ? .none : .possible(until: now + BuiltIn.interdigitTimeout)
  }
}
