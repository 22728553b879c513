public import CallEngine

/// One call as it runs: the only place where events meet the machine and effects are carried out.
///
/// The session has no clock and never waits. Its driver, in real or virtual time, delivers the
/// caller's actions, sleeps until `nextDue`, and then has the session deliver what is due; in real
/// time it also wakes for events from outside and has them completed.
public struct CallSession: Sendable {
  public private(set) var machine: CallMachine
  /// When something happens next by itself, as time since the call began; `nil` if nothing does.
  ///
  /// It is kept, not computed: whoever asks for it in another module would copy the whole session.
  public private(set) var nextDue: Duration?
  /// What comes by itself, besides the machine's deadline and what far sides do; there is never more
  /// than one.
  private var pending: CallEvent?
  private var pendingAt = Duration.zero
  /// What the far sides of transfers do next.
  private var farSides: [(id: TransferID, at: Duration, event: CallEvent)] = []
  /// The far side that is spoken to before the caller is connected.
  private var whispering: TransferID?

  /// No reply is instantaneous: whatever is due at the moment of a request comes before it.
  private static let shortestReply = Duration.milliseconds(1)

  public init(_ machine: CallMachine) {
    self.machine = machine
  }

  /// Delivers the one thing that is due next, at its own moment.
  ///
  /// - Parameter due: `nextDue`.
  public mutating func deliverDue(at due: Duration, in surroundings: inout some CallSurroundings) {
    deliver(takeDue(at: due), at: due, in: &surroundings)
  }

  /// Gives the machine an event and carries out the effects.
  ///
  /// - Parameter now: not before anything that is due; `deliverDue(at:in:)` comes first.
  public mutating func deliver(
    _ event: CallEvent, at now: Duration, in surroundings: inout some CallSurroundings
  ) {
    if machine.hasEnded { return }
    surroundings.met(event, at: now, before: machine)
    let effects = machine.handle(event, at: now)
    surroundings.answered(event, at: now, with: effects, by: machine)
    for effect in effects { perform(effect, at: now, in: &surroundings) }
    if case .hungUp = event { surroundings.ended(.caller, at: now) }
    if case .transferConnected(let id) = event, machine.isBridged {
      expect(surroundings.bridged(id, at: now), of: id)
    } else if let id = whispering, machine.isBridged {
      whispering = nil
      expect(surroundings.bridged(id, at: now), of: id)
    }
    updateNextDue()
  }

  /// Delivers what a port left for later, if the call still waits for it. Otherwise, or if the call
  /// is over, only the surroundings are told.
  ///
  /// - Parameter now: not before anything that is due, as in `deliver(_:at:in:)`.
  public mutating func complete(
    _ event: CallEvent, at now: Duration, in surroundings: inout some CallSurroundings
  ) {
    if machine.awaits(event) {
      deliver(event, at: now, in: &surroundings)
    } else {
      surroundings.late(event, at: now)
    }
  }

  /// Begins to speak what had to wait for its sound (`PortAnswer.later`).
  ///
  /// - Parameter now: not before anything that is due, as in `deliver(_:at:in:)`.
  mutating func speak(
    _ announcement: Announcement, _ id: PlayID, at now: Duration,
    in surroundings: inout SimulatedCall.Surroundings
  ) {
    guard machine.awaits(.finishedPlaying(id)) else { return }
    expect(surroundings.speak(announcement, id, at: now))
    updateNextDue()
  }

  /// The caller says something, which only a recording hears.
  ///
  /// - Parameter now: not before anything that is due, as in `deliver(_:at:in:)`.
  public mutating func hear(
    _ speech: CallerSpeech, at now: Duration, in surroundings: inout some CallSurroundings
  ) {
    if machine.hasEnded { return }
    guard let answer = surroundings.heard(speech, at: now), machine.isRecording else { return }
    expect(answer)
    updateNextDue()
  }

  /// Continues the call in another program; see `CallMachine.move(to:at:)`.
  ///
  /// - Throws: `MoveObstacle`; then nothing has changed.
  mutating func move(
    to program: MenuProgram, at now: Duration, in surroundings: inout some CallSurroundings
  ) throws(MoveObstacle) {
    for effect in try machine.move(to: program, at: now) {
      perform(effect, at: now, in: &surroundings)
    }
    updateNextDue()
  }

  private mutating func updateNextDue() {
    if machine.hasEnded {
      nextDue = nil
      return
    }
    if pending == nil {
      nextDue = machine.deadline
    } else {
      nextDue = machine.deadline.map { .earlier($0, pendingAt) } ?? pendingAt
    }
    for farSide in farSides { nextDue = nextDue.map { .earlier($0, farSide.at) } ?? farSide.at }
  }

  /// Takes what is due at a moment; a completion comes before a deadline at the same moment.
  private mutating func takeDue(at due: Duration) -> CallEvent {
    let first = farSides.indices.min { farSides[$0].at < farSides[$1].at }
    if let first, farSides[first].at <= due {
      return farSides.remove(at: first).event
    }
    guard let event = pending, pendingAt <= due else { return .deadlineReached }
    pending = nil
    return event
  }

  private mutating func expect(_ answer: PortAnswer, of id: TransferID) {
    if case .at(let moment, let event) = answer { farSides.append((id, moment, event)) }
  }

  // Inlined, as below.
  @inline(__always)
  private mutating func expect(_ answer: PortAnswer, notBefore earliest: Duration = .zero) {
    switch answer {
    case .at(let moment, let event):
      pending = event
      pendingAt = max(moment, earliest)
    case .later:
      pending = nil
    }
  }

  // Inlined, an effect is examined in place; passed on, it would be copied first.
  @inline(__always)
  private mutating func perform(
    _ effect: CallEffect, at now: Duration, in surroundings: inout some CallSurroundings
  ) {
    switch effect {
    case .play(let announcement, let id):
      expect(surroundings.play(announcement, id, at: now))
    case .stopPlaying:
      pending = nil
      surroundings.stopPlaying(at: now)
    case .invoke(let request, let id):
      expect(surroundings.invoke(request, id, at: now), notBefore: now + Self.shortestReply)
    case .record(let id, let rules):
      expect(surroundings.record(id, rules, at: now))
    case .stopRecording(let id, let end):
      expect(surroundings.stopRecording(id, end, at: now))
    case .transfer(let target, let id):
      expect(surroundings.transfer(to: target, id, at: now), of: id)
    case .whisper(let announcement, let transfer, let id):
      whispering = transfer
      expect(surroundings.whisper(announcement, to: transfer, id, at: now))
    case .endTransfer(let id):
      farSides.removeAll { $0.id == id }
      if whispering == id { whispering = nil }
      surroundings.endTransfer(id, at: now)
    case .forward(let digit, let id):
      surroundings.forward(digit, id, at: now)
    case .hangUp(let cause):
      surroundings.ended(cause, at: now)
    case .note(let note):
      surroundings.note(note, at: now)
    }
  }
}
