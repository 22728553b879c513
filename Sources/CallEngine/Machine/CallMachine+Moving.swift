/// Why a call can't move to another program now.
public enum MoveObstacle: Error, Hashable, Sendable {
  /// It waits for a service, is being recorded or put through, or says goodbye: it can move a little later.
  case busy
  /// The other program has no state of that name.
  case stateIsGone(String)
  /// The call hasn't been answered, or has ended.
  case notUnderWay
}

extension CallMachine {
  /// Moves the call to another program. It enters the state of the same name again, so that an
  /// author who changes a script hears the change immediately. Names that both programs have keep
  /// their values; keys typed ahead are discarded.
  ///
  /// Only for authors trying a menu: a line's calls stay on the program that they began with.
  ///
  /// - Throws: `MoveObstacle`; then nothing has changed.
  public mutating func move(
    to other: MenuProgram, at now: Duration
  ) throws(MoveObstacle) -> [CallEffect] {
    switch phase {
    case .speaking(_, .goodbye), .fetching, .recording, .transferring, .whispering, .bridged:
      throw .busy
    case .speaking, .listening: break
    case .ringing, .ended: throw .notUnderWay
    }
    guard let target = other.state(named: program[state].name) else {
      throw .stateIsGone(program[state].name)
    }
    return adopt(other, entering: target, at: now)
  }

  /// Replaces the program; `move(to:at:)` has checked that the new one fits.
  private mutating func adopt(
    _ other: MenuProgram, entering target: StateID, at now: Duration
  ) -> [CallEffect] {
    forgetEffects()
    if phase.playing != nil { emit(.stopPlaying) }
    withholdUnfinishedEntry()
    flushTypeAhead()
    let known = values
    values = CallValues(count: other.variableNames.count)
    for (place, name) in program.variableNames.enumerated() {
      guard let newPlace = other.variableNames.firstIndex(of: name) else { continue }
      values[VariableID(index: newPlace)] = known[VariableID(index: place)]
    }
    let counted = visits
    visits = other.counterNames.map { name in
      program.counterNames.firstIndex(of: name).map { counted[$0] } ?? 0
    }
    language = other.languages.firstIndex(of: currentLanguage) ?? 0
    values[.language] = .text(other.languages[language].tag)
    hangUpBy = max(now, hangUpBy - program.maxDuration + other.maxDuration)
    menuVisits = []
    program = other
    // The visit ends here: counters start at zero.
    phase = .ringing
    proceed(to: target, at: now)
    updateDeadline()
    return effects
  }
}
