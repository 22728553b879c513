/// Why a call can't go on in another program where it is now.
public enum MoveObstacle: Error, Hashable, Sendable {
  /// It waits for a service, is put through or says goodbye: it can go on a little later.
  case busy
  /// The other program has no state of that name.
  case stateIsGone(String)
  /// The call isn't under way.
  case notUnderWay
}

extension CallMachine {
  /// Has the call go on in another program, from the state of the same name, which it enters anew:
  /// what an author who changes a script hears at once. Names that both programs have keep their
  /// values; the keys typed ahead are dropped.
  ///
  /// This is for those who write menus. A line's calls stay on the program that they began with.
  ///
  /// - Throws: `MoveObstacle`; then nothing has changed.
  public mutating func move(
    to other: MenuProgram, at now: Duration
  ) throws(MoveObstacle) -> [CallEffect] {
    switch phase {
    case .saying, .prompting, .choosing, .collecting, .asking, .confirming: break
    case .fetching, .transferring, .bridged, .hangingUp: throw .busy
    case .ringing, .ended: throw .notUnderWay
    }
    guard let target = other.state(named: program[state].name) else {
      throw .stateIsGone(program[state].name)
    }
    return adopt(other, entering: target, at: now)
  }

  /// Takes over another program in place of its own; `move(to:at:)` has made sure that it fits.
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
    language = other.languages.firstIndex(of: currentLanguage) ?? 0
    values[.language] = .text(other.languages[language].tag)
    hangUpBy = max(now, hangUpBy - program.maxDuration + other.maxDuration)
    menuVisits = []
    program = other
    // No visit goes on: counters begin anew.
    phase = .ringing
    proceed(to: target, at: now)
    updateDeadline()
    return effects
  }
}
