/// One call on a compiled menu program: events in, effects out; no I/O, no clock.
///
/// The machine never waits and never fails. `deadline` says when it wants to be woken. The rules K1
/// to K14 of Documentation/menu-language.md define what keys do.
public struct CallMachine: Sendable {
  public internal(set) var program: MenuProgram
  /// The state that the call is in; the program's start until the call is answered.
  public internal(set) var state: StateID
  /// When the driver must deliver `.deadlineReached`, as time since the call began; `nil` if never.
  /// It is derived from the phase after every event.
  public private(set) var deadline: Duration?
  /// Whether the exits that the call takes are noted (`CallNote.took`), for coverage.
  public var tracesExits = false

  var phase = CallPhase.ringing
  var buffer = DigitBuffer()
  /// The effects of the last event. They stay until the next one, so that their memory is reused.
  @usableFromInline
  var effects: [CallEffect] = []
  var language: Int
  var values: CallValues
  /// Menus with an `again` that were visited, each with the language of the visit.
  var menuVisits: [MenuVisit] = []
  /// The visits counted so far, by counter.
  var visits: [Int]
  var hangUpBy = Duration.zero
  /// The number of keys in the call, without those that went to a far side.
  var keysPressed = 0
  /// Whether the last entry must not be shown and no key has been taken since.
  var overshoot = Overshoot.none
  var circle: CircleGuard
  var lastID = 0

  struct MenuVisit: Equatable {
    let state: StateID
    let language: Int
  }

  public init(program: MenuProgram, parameters: CallParameters) {
    self.program = program
    state = program.start
    circle = CircleGuard(for: program)
    language = parameters.language.flatMap(program.languages.firstIndex) ?? 0
    values = CallValues(count: program.variableNames.count)
    visits = program.counterNames.map { _ in 0 }
    // The usual number for an event.
    effects.reserveCapacity(4)
    values[.line] = .text(parameters.line)
    values[.numberDialled] = .text(parameters.numberDialled)
    values[.from] = .text(parameters.from)
    values[.to] = .text(parameters.to)
    values[.answered] = .text(parameters.answeredText)
    values[.direction] = .text(parameters.direction.rawValue)
    values[.language] = .text(program.languages[language].tag)
  }

  /// Handles an event and returns what to do.
  ///
  /// - Parameter now: time since the call began; never less than for an earlier event.
  @inlinable
  public mutating func handle(_ event: CallEvent, at now: Duration) -> [CallEffect] {
    take(event, at: now)
    return effects
  }

  @usableFromInline
  mutating func take(_ event: CallEvent, at now: Duration) {
    forgetEffects()
    if let next = answer(event, at: now) {
      proceed(to: next, at: now)
    }
    updateDeadline()
  }

  /// Derives the deadline from the phase.
  mutating func updateDeadline() {
    deadline =
      switch phase {
      case .ringing, .ended: nil
      case .speaking, .whispering, .bridged: hangUpBy
      case .listening(_, let deadline), .fetching(_, _, let deadline),
        .recording(_, let deadline, _):
        .earlier(deadline, hangUpBy)
      case .transferring(let dialling):
        .earlier(dialling.wakesAt, hangUpBy)
      }
  }

  /// One answer for each pair of phase and event.
  ///
  /// - Returns: the state to enter, if the call moves to another.
  private mutating func answer(_ event: CallEvent, at now: Duration) -> StateID? {
    switch (phase, event) {
    case (.ringing, .answered):
      hangUpBy = now + program.maxDuration
      return program.start

    case (.bridged(let id), .digit(let digit)):
      emit(.forward(digit, id))
    case (.speaking, .digit), (.listening, .digit), (.fetching, .digit), (.recording, .digit),
      (.transferring, .digit), (.speaking, .withheldDigit), (.listening, .withheldDigit),
      (.fetching, .withheldDigit), (.recording, .withheldDigit), (.transferring, .withheldDigit),
      (.whispering, .digit), (.whispering, .withheldDigit):
      return keyPressed(key(of: event), at: now)

    case (.speaking(let id, let speech), .finishedPlaying(let finished)):
      if id == finished { return announcementEnded(speech, at: now) }
    case (.transferring(let dialling), .finishedPlaying(let finished)):
      if dialling.playing == finished { entertain(dialling, at: now) }
    case (.whispering(let id, let playing), .finishedPlaying(let finished)):
      if playing == finished { bridge(id) }

    case (.speaking, .deadlineReached), (.listening, .deadlineReached),
      (.fetching, .deadlineReached), (.recording, .deadlineReached),
      (.transferring, .deadlineReached), (.whispering, .deadlineReached),
      (.bridged, .deadlineReached):
      if now >= hangUpBy {
        end(.maxDuration)
      } else if let deadline = phase.deadline, now >= deadline {
        return waitedInVain(at: now)
      }

    case (.fetching(let id, let fetch, _), .serviceReturned(let returned, let reply)):
      if id == returned { return fetched(reply, fetch, at: now) }

    case (.recording(let id, _, _), .recordingEnded(let ended, let recording)):
      if id == ended { return outcome(of: recording) }

    case (.transferring(let dialling), .transferConnected(let connected)):
      if dialling.ringing.contains(connected) { connect(connected, of: dialling) }
    case (.transferring(let dialling), .transferEnded(let ended, let outcome)):
      if dialling.ringing.contains(ended) {
        return unreached(ended, outcome, dialling, at: now)
      }
    case (.whispering(let id, _), .transferEnded(let ended, _)):
      if id == ended {
        emit(.stopPlaying)
        return exit(ofTransfer: .connected)
      }
    case (.bridged(let id), .transferEnded(let ended, _)):
      if id == ended {
        overshoot = .possible(until: now + BuiltIn.interdigitTimeout)
        return exit(ofTransfer: .connected)
      }

    case (.ringing, .hungUp), (.speaking, .hungUp), (.listening, .hungUp), (.fetching, .hungUp),
      (.recording, .hungUp), (.transferring, .hungUp), (.whispering, .hungUp), (.bridged, .hungUp):
      end(.caller)

    // Answered twice, or a completion that comes too late: ignored.
    case (.speaking, .answered), (.listening, .answered), (.fetching, .answered),
      (.recording, .answered), (.transferring, .answered), (.whispering, .answered),
      (.bridged, .answered),
      (.listening, .finishedPlaying), (.fetching, .finishedPlaying),
      (.recording, .finishedPlaying), (.bridged, .finishedPlaying),
      (.speaking, .serviceReturned), (.listening, .serviceReturned),
      (.recording, .serviceReturned), (.transferring, .serviceReturned),
      (.whispering, .serviceReturned), (.bridged, .serviceReturned),
      (.speaking, .recordingEnded), (.listening, .recordingEnded), (.fetching, .recordingEnded),
      (.transferring, .recordingEnded), (.whispering, .recordingEnded),
      (.bridged, .recordingEnded),
      (.speaking, .transferConnected), (.listening, .transferConnected),
      (.fetching, .transferConnected), (.recording, .transferConnected),
      (.whispering, .transferConnected), (.bridged, .transferConnected),
      (.speaking, .transferEnded), (.listening, .transferEnded), (.fetching, .transferEnded),
      (.recording, .transferEnded):
      break

    case (.ringing, .digit), (.ringing, .withheldDigit):
      keysPressed += 1

    // There is no call before the answer or after the end, and no journal has a key that went to a
    // far side.
    case (.bridged, .withheldDigit), (.ringing, .finishedPlaying),
      (.ringing, .deadlineReached), (.ringing, .serviceReturned), (.ringing, .recordingEnded),
      (.ringing, .transferConnected), (.ringing, .transferEnded),
      (.ended, .answered), (.ended, .digit), (.ended, .withheldDigit), (.ended, .finishedPlaying),
      (.ended, .deadlineReached), (.ended, .serviceReturned), (.ended, .recordingEnded),
      (.ended, .transferConnected), (.ended, .transferEnded), (.ended, .hungUp):
      break
    }
    return nil
  }

  // MARK: - From state to state

  /// Enters a state and those that it leads to immediately, until one waits.
  ///
  /// A circle (`CircleGuard`) ends the call. If the call goes in a circle only because a waiting
  /// key cuts every announcement short, the key is discarded instead, since no state there would
  /// take it.
  mutating func proceed(to first: StateID, at now: Duration) {
    var next: StateID? = first
    while let target = next {
      if !circle.allowsStep(in: program, at: now, keysTaken: buffer.keysTaken) {
        // Not `end`: between two states nothing plays and no transfer is in progress.
        guard !buffer.isEmpty else { return finish(.circle) }
        flushTypeAhead()
        circle.restart(in: program, at: now)
      }
      next = enter(target, at: now)
    }
  }

  private mutating func enter(_ target: StateID, at now: Duration) -> StateID? {
    let comesFromAnother = target != state
    let visit = comesFromAnother ? CallPhase.Visit() : phase.visit ?? .init()
    state = target
    emit(.note(.entered(target)))
    if program[target].flushesTypeAhead { flushTypeAhead() }
    switch program[target].kind {
    case .say(let say): return begin(say)
    case .menu(let menu): return begin(menu, visit, at: now)
    case .collect(let collect): return begin(collect, visit, at: now)
    case .service(let call): return begin(call, at: now)
    case .switch(let choice): return begin(choice)
    case .count(let count): return begin(count, at: now)
    case .record(let record): return begin(record, at: now)
    case .transfer(let transfer): return begin(transfer, at: now)
    case .language(let change): return begin(change)
    case .hangUp(let hangUp): return begin(hangUp)
    }
  }

  // MARK: - Events of several phases

  private mutating func announcementEnded(
    _ speech: CallPhase.Speech, at now: Duration
  ) -> StateID? {
    switch speech {
    case .say:
      guard case .say(let say) = program[state].kind else {
        preconditionFailure("\(phase) in state \(program[state].name)")
      }
      return leave(by: .then, to: say.then)
    case .prompt(let visit): return listen(visit, at: now)
    case .readBack(let entry, let visit): return awaitConfirmation(of: entry, visit, at: now)
    case .recordPrompt: return startRecording(at: now)
    case .goodbye:
      finish(.line)
      return nil
    }
  }

  private mutating func waitedInVain(at now: Duration) -> StateID? {
    switch phase {
    case .listening(.choice(let keys, let visit), _): return chooseAtTimeout(keys, visit, at: now)
    case .listening(.entry(let entry, let visit), _):
      return collectAtTimeout(entry, visit, at: now)
    case .listening(.confirmation(let entry, let visit), _):
      return confirmAtTimeout(entry, visit, at: now)
    case .fetching(_, let fetch, _): return fetched(.failed, fetch, at: now)
    case .recording(let id, _, let isEnding):
      if isEnding { return outcome(of: nil) }
      endRecording(id, .longest, at: now)
      return nil
    case .transferring(let dialling): return waitedForAnswer(dialling, at: now)
    case .ringing, .speaking, .whispering, .bridged, .ended:
      preconditionFailure("a deadline in a call that is \(phase)")
    }
  }

  /// Ends the call now, in whatever phase.
  private mutating func end(_ cause: HangUpCause) {
    if phase.playing != nil { emit(.stopPlaying) }
    withholdUnfinishedEntry()
    if case .recording(let id, _, false) = phase { emit(.stopRecording(id, .hangUp)) }
    for transfer in phase.transfers { emit(.endTransfer(transfer)) }
    finish(cause)
  }

  mutating func finish(_ cause: HangUpCause) {
    flushTypeAhead(meantForFarSide: isPutThrough)
    if cause != .caller { emit(.hangUp(cause)) }
    phase = .ended
  }
}
