public import CallEngine

/// One call as it runs: the only place where events meet the machine and effects are carried out.
///
/// The session has no clock. Whoever drives it, in real or virtual time, delivers what the caller
/// does, sleeps until `nextDue`, and then has the session deliver what is due.
public struct CallSession: Sendable {
  public private(set) var machine: CallMachine
  private var pending: Pending?

  /// No reply comes in no time: whatever is due at the moment of a request comes before it.
  private static let shortestReply = Duration.milliseconds(1)

  /// What the call waits for beside its caller: the machine never waits for two things at once.
  private enum Pending: Sendable {
    case speech(PlayID, endsAt: Duration)
    case reply(InvocationID, ServiceReply, comesAt: Duration)
    case farEnd(TransferID, TransferCourse, answersAt: Duration)
    case talk(TransferID, endsAt: Duration)

    var at: Duration {
      switch self {
      case .speech(_, let at), .reply(_, _, let at), .farEnd(_, _, let at), .talk(_, let at): at
      }
    }
  }

  public init(_ machine: CallMachine) {
    self.machine = machine
  }

  /// When something happens next by itself, as time since the call began; `nil` if nothing does.
  public var nextDue: Duration? {
    if machine.hasEnded { return nil }
    guard let pending else { return machine.deadline }
    let at = pending.at
    return min(machine.deadline ?? at, at)
  }

  /// Delivers the one thing that is due next, at its own moment.
  ///
  /// - Parameter due: `nextDue`.
  public mutating func deliverDue(at due: Duration, in surroundings: inout some CallSurroundings) {
    deliver(takeDue(at: due), at: due, in: &surroundings)
  }

  /// Gives the machine an event and carries out what it answers.
  ///
  /// - Parameter now: not before anything that is due; `deliverDue(at:in:)` comes first.
  public mutating func deliver(
    _ event: CallEvent, at now: Duration, in surroundings: inout some CallSurroundings
  ) {
    if machine.hasEnded { return }
    surroundings.met(event, at: now, before: machine)
    let effects = machine.handle(event, at: now)
    surroundings.answered(event, at: now, with: effects, by: machine)
    for place in effects.indices {
      // Most effects are notes, which needn't be copied.
      if case .note(let note) = effects[place] {
        surroundings.note(note, at: now)
      } else {
        perform(effects[place], at: now, in: &surroundings)
      }
    }
    if case .hungUp = event { surroundings.ended(.caller, at: now) }
  }

  /// Has the call go on in another program; see `CallMachine.move(to:at:)`.
  ///
  /// - Throws: `MoveObstacle`; then nothing has changed.
  mutating func move(
    to program: MenuProgram, at now: Duration, in surroundings: inout some CallSurroundings
  ) throws(MoveObstacle) {
    for effect in try machine.move(to: program, at: now) {
      perform(effect, at: now, in: &surroundings)
    }
  }

  /// Takes what falls due at a moment; a completion comes before a deadline at the same moment.
  private mutating func takeDue(at due: Duration) -> CallEvent {
    guard let pending, pending.at <= due else { return .deadlineReached }
    self.pending = nil
    switch pending {
    case .speech(let id, _): return .finishedPlaying(id)
    case .reply(let id, let reply, _): return .serviceReturned(id, reply)
    case .farEnd(let id, let course, let answersAt):
      guard course.outcome == .connected else { return .transferEnded(id, course.outcome) }
      self.pending = .talk(id, endsAt: answersAt + course.talking)
      return .transferConnected(id)
    case .talk(let id, _): return .transferEnded(id, .connected)
    }
  }

  private mutating func perform(
    _ effect: CallEffect, at now: Duration, in surroundings: inout some CallSurroundings
  ) {
    switch effect {
    case .play(let announcement, let id):
      pending = .speech(id, endsAt: surroundings.play(announcement, at: now))
    case .stopPlaying:
      pending = nil
      surroundings.stopPlaying(at: now)
    case .invoke(let request, let id):
      let answer = surroundings.invoke(request, at: now)
      let delay = max(answer.delay, Self.shortestReply)
      pending = .reply(id, answer.reply, comesAt: now + delay)
    case .transfer(let target, let id):
      let course = surroundings.transfer(to: target, at: now)
      pending = .farEnd(id, course, answersAt: now + course.ringing)
    case .endTransfer:
      pending = nil
      surroundings.endTransfer(at: now)
    case .forward:
      break  // the stub at the far side has no ears
    case .hangUp(let cause):
      surroundings.ended(cause, at: now)
    case .note(let note):
      surroundings.note(note, at: now)
    }
  }
}
