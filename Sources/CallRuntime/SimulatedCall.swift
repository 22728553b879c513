public import CallEngine
public import Speech

/// One call with all that surrounds it: what a terminal, a list of keys or a scenario drives.
///
/// Times are since the answer. The caller's deeds come after `advance(to:)` of the same moment.
public final class SimulatedCall {
  private var session: CallSession
  private var surroundings: Surroundings
  private let inbox: CallInbox.Address?
  private let sound: LineSound?
  /// `nil` unless the script is watched.
  var watch: ScriptWatch?

  /// - Parameters:
  ///   - services: the side of the line that knows its business.
  ///   - inbox: where answers that come later are delivered; whoever drives the call wakes for it. A
  ///     call in virtual time has none, and traps on a service that answers later.
  ///   - observer: is told where the call goes.
  ///   - sound: what makes the line heard; without it the words take an estimated time.
  ///   - changes: is asked now and then whether the script has changed; see `ScriptChange`.
  ///   - journal: is given each line of the journal as soon as it may be written.
  ///   - report: is given each line of the transcript as it happens; of a key whose fate is open,
  ///     what may be shown comes later (`TranscriptEvent.Content.settled`). Without it no words are
  ///     made, unless they are heard: `playback` stays `nil`.
  public init(
    program: MenuProgram, parameters: CallParameters, narrator: Narrator,
    services: any CallServices, inbox: CallInbox.Address? = nil,
    observer: (any CallObserver)? = nil, sound: LineSound? = nil,
    changes: (() -> ScriptChange?)? = nil,
    journal: ((Journal.Entry) -> Void)? = nil, report: ((TranscriptEvent) -> Void)?
  ) {
    var machine = CallMachine(program: program, parameters: parameters)
    machine.tracesExits = true
    session = CallSession(machine)
    watch = changes.map(ScriptWatch.init)
    self.inbox = inbox
    self.sound = sound
    surroundings = Surroundings(
      program: program, parameters: parameters,
      player: AnnouncementPlayer(
        narrator: narrator, sound: sound, makesWords: report != nil || sound != nil),
      services: services,
      inbox: inbox, observer: observer, sound: sound, journal: journal, report: report)
  }

  public var machine: CallMachine { session.machine }

  public var hasEnded: Bool { session.machine.hasEnded }

  /// How the call ended; `nil` while it goes on.
  public var hangUpCause: HangUpCause? { surroundings.hangUpCause }

  /// When the call ended; `nil` while it goes on.
  public var endedAt: Duration? { surroundings.endedAt }

  /// What is worth keeping of the call, once it is over.
  public var summary: CallSummary { surroundings.summary }

  /// What is being spoken, by the line itself.
  public var playback: Playback? { surroundings.player.playback }

  /// The spoken part of the prompt under way, by the line or the far side.
  public func wordsUnderWay(at now: Duration) -> String {
    surroundings.farLine?.line.wordsUnderWay(at: now) ?? playback?.wordsUnderWay(at: now) ?? ""
  }

  /// When the next word will have been spoken.
  public func nextWord(after now: Duration) -> Duration? {
    surroundings.farLine?.line.nextWord(after: now) ?? playback?.nextWord(after: now)
  }

  /// The number that the caller is put through to.
  public var transferTarget: String? { surroundings.transferTarget }

  /// When something happens next by itself: something in the call, or the end of a prompt.
  public var nextDue: Duration? {
    guard let due = dueByItself else { return nil }
    return min(due, surroundings.player.nextPromptEnd ?? due, watch?.nextLook ?? due)
  }

  /// When something happens next in the call, or in the line that the caller was put through to.
  private var dueByItself: Duration? {
    guard let farDue = surroundings.farLine?.line.nextDue else { return session.nextDue }
    return min(session.nextDue ?? farDue, farDue)
  }

  /// Whether a service or a far side is still to be heard of, even after the call's end.
  public var awaitsOutside: Bool { surroundings.outstanding > 0 }

  /// How long after the call's end the last service that hasn't replied has had its time.
  var longestLateReply: Duration {
    surroundings.endedAt.map { max(.zero, surroundings.awaitedUntil - $0) } ?? .zero
  }

  /// Waits, once the call is over, for services that have not replied yet, so that their replies are
  /// recorded: each has its `fetch_timeout`, as it has during a call.
  ///
  /// - Parameter isAbandoned: whether the driver is called away; it waits no longer.
  public func awaitLateReplies(
    on clock: inout some CallClock, isAbandoned: () -> Bool = { false }
  ) {
    guard let endedAt = surroundings.endedAt else { return }
    let start = clock.now
    let until = surroundings.awaitedUntil
    while awaitsOutside, clock.now - start < until - endedAt, !isAbandoned() {
      clock.sleep(until: start + (until - endedAt))
      advance(to: endedAt + (clock.now - start))
    }
  }

  /// Makes the call into sound; it must have been made with one.
  ///
  /// - Parameters:
  ///   - listens: whether DTMF in the caller's captured sound presses keys.
  ///   - hasVoice: whether a recording hears the caller's sound, even if it presses no keys.
  ///   - busy: how long the tone is heard after the line has hung up.
  ///   - record: is given each frame in order, some 200 ms late and without what must not be kept.
  ///     Without it, in a call that doesn't listen, keys that are pressed have no tones.
  public func audio(
    listens: Bool = false, hasVoice: Bool = false, busy: Duration = AudioCall.usualBusy,
    record: ((AudioFrame) -> Void)? = nil
  ) -> AudioCall {
    guard let sound else { preconditionFailure("a call made without a sound can't be heard") }
    return AudioCall(
      self, sound: sound, listens: listens, hasVoice: hasVoice, busy: busy, record: record)
  }

  // These are asked for in every frame: what they need is read in place, without a copy.

  /// Whether what the caller does now is nobody else's business: a sensitive entry (K13), keys that
  /// may become part of one, a transfer.
  var isPrivate: Bool {
    session.machine.collectsSensitively || !session.machine.hasSettledKeys
      || session.machine.isPutThrough
  }

  var isBridged: Bool { session.machine.isBridged }

  var isRecording: Bool { session.machine.isRecording }

  public func answer() {
    session.deliver(.answered, at: .zero, in: &surroundings)
  }

  /// Lets everything happen that is due by `now`, and what has come from outside until then.
  public func advance(to now: Duration) {
    while let due = dueByItself, due <= now {
      surroundings.listen(until: due)
      if session.nextDue == due {
        session.deliverDue(at: due, in: &surroundings)
      } else if let end = surroundings.advanceFarLine(to: due) {
        session.complete(end, at: due, in: &surroundings)
      }
    }
    surroundings.listen(until: now)
    if let end = surroundings.advanceFarLine(to: now) {
      session.complete(end, at: now, in: &surroundings)
    }
    takeOutside(at: now)
    if let look = watch?.nextLook, look <= now, !hasEnded { takeChange(at: now) }
  }

  private func takeOutside(at now: Duration) {
    guard let inbox else { return }
    for completion in inbox.take() {
      switch completion {
      case .event(let event, let messages):
        surroundings.received(event, messages, at: now)
        session.complete(event, at: now, in: &surroundings)
      case .voiced(let id):
        guard let announcement = surroundings.takeUnvoiced(id) else { continue }
        session.speak(announcement, id, at: now, in: &surroundings)
      }
    }
    // What comes for a far line that has gone would wait forever.
    if surroundings.farLine == nil { inbox.discardFarther() }
  }

  // MARK: Another script

  /// - Throws: `MoveObstacle`; then nothing has changed.
  func move(
    to program: MenuProgram, _ narrator: Narrator, at now: Duration
  ) throws(MoveObstacle) {
    let before = surroundings
    surroundings.adopt(program, narrator)
    do throws(MoveObstacle) {
      try session.move(to: program, at: now, in: &surroundings)
    } catch {
      surroundings = before
      throw error
    }
    surroundings.dropKeys(at: now)
  }

  /// Begins the call anew on another program, as if it had just been answered.
  func begin(anewOn program: MenuProgram, _ narrator: Narrator, at now: Duration) {
    surroundings.stopPlaying(at: now)
    surroundings.beginAnew(at: now)
    surroundings.adopt(program, narrator)
    var machine = CallMachine(program: program, parameters: surroundings.parameters)
    machine.tracesExits = true
    session = CallSession(machine)
    session.deliver(.answered, at: now, in: &surroundings)
  }

  /// Says something of the script in the transcript.
  func tell(_ note: ScriptNote, at now: Duration) {
    surroundings.tell(note, at: now)
  }

  // MARK: The caller

  /// Presses a key; after the call's end nothing happens.
  ///
  /// - Returns: whether its tone may be kept: it isn't part of a sensitive entry nor can come to be,
  ///   and doesn't go to a far side.
  @discardableResult
  public func press(_ digit: Digit, at now: Duration) -> Bool {
    if hasEnded { return false }
    session.deliver(.digit(digit), at: now, in: &surroundings)
    return surroundings.keepsLastKey
  }

  public func hangUp(at now: Duration) {
    session.deliver(.hungUp, at: now, in: &surroundings)
  }

  /// Says something, which a recording hears.
  ///
  /// - Parameter length: how long it takes.
  /// - Returns: when the caller has said it: a beep is waited for.
  @discardableResult
  public func speak(for length: Duration, at now: Duration) -> Duration {
    if hasEnded { return now }
    surroundings.noteSpeech(length, at: now)
    // Where nothing is recorded, it is only said.
    surroundings.speaksUntil = max(surroundings.speaksUntil, now + length)
    session.hear(.lasting(length), at: now, in: &surroundings)
    return surroundings.speaksUntil
  }

  /// Takes a frame of the caller's sound, which a recording hears.
  ///
  /// - Parameter isHeld: whether it is of a time in which the call couldn't go on.
  func hear(captured samples: [Float], whileHeld isHeld: Bool, at now: Duration) {
    guard session.machine.isRecording else { return }
    session.hear(.captured(samples, whileHeld: isHeld), at: now, in: &surroundings)
  }

  /// Has an SMS come in to the line's services, in the call or after it.
  public func receive(sms text: String, from number: String, at now: Duration) {
    surroundings.receive(sms: text, from: number, at: now)
  }

  /// Gives the call an event from a journal, in which everything that happened is written.
  public func replay(_ entry: Journal.Entry) {
    surroundings.listen(until: entry.at)
    switch entry.content {
    case .event(let event): session.deliver(event, at: entry.at, in: &surroundings)
    case .message(let message): surroundings.deliver(message, at: entry.at)
    case .sound: break
    }
  }
}
