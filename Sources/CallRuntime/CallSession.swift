public import CallEngine

/// One call as it runs: the only place where events meet the machine and effects are carried out.
///
/// The session has no clock. Whoever drives it, in real or virtual time, delivers what the caller
/// does, sleeps until `nextDue`, and then has the session deliver what is due.
public struct CallSession: Sendable {
  public private(set) var machine: CallMachine
  /// What comes by itself, beside the machine's deadline: it never waits for two things at once.
  private var pending: CallEvent?
  private var pendingAt = Duration.zero
  /// How long the far side of a transfer will talk.
  private var talking = Duration.zero

  /// No reply comes in no time: whatever is due at the moment of a request comes before it.
  private static let shortestReply = Duration.milliseconds(1)

  public init(_ machine: CallMachine) {
    self.machine = machine
  }

  /// When something happens next by itself, as time since the call began; `nil` if nothing does.
  public var nextDue: Duration? {
    if machine.hasEnded { return nil }
    guard let deadline = machine.deadline else { return pending == nil ? nil : pendingAt }
    return pending == nil ? deadline : .earlier(deadline, pendingAt)
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
    for effect in effects { perform(effect, at: now, in: &surroundings) }
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
    guard let event = pending, pendingAt <= due else { return .deadlineReached }
    pending = nil
    if case .transferConnected(let id) = event {
      expect(.transferEnded(id, .connected), at: pendingAt + talking)
    }
    return event
  }

  private mutating func expect(_ event: CallEvent, at moment: Duration) {
    pending = event
    pendingAt = moment
  }

  // Inlined, an effect is looked at where it is; passed on, it would be copied first.
  @inline(__always)
  private mutating func perform(
    _ effect: CallEffect, at now: Duration, in surroundings: inout some CallSurroundings
  ) {
    switch effect {
    case .play(let announcement, let id):
      expect(.finishedPlaying(id), at: surroundings.play(announcement, at: now))
    case .stopPlaying:
      pending = nil
      surroundings.stopPlaying(at: now)
    case .invoke(let request, let id):
      let answer = surroundings.invoke(request, at: now)
      let delay = max(answer.delay, Self.shortestReply)
      expect(.serviceReturned(id, answer.reply), at: now + delay)
    case .transfer(let target, let id):
      let course = surroundings.transfer(to: target, at: now)
      talking = course.talking
      let isAnswered = course.outcome == .connected
      expect(
        isAnswered ? .transferConnected(id) : .transferEnded(id, course.outcome),
        at: now + course.ringing)
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
