public import CallEngine
import Speech

extension SimulatedCall {
  /// What one call meets: a voice, the line's services, and those who write along.
  struct Surroundings: CallSurroundings {
    private(set) var program: MenuProgram
    let parameters: CallParameters
    private(set) var player: AnnouncementPlayer
    private(set) var hangUpCause: HangUpCause?
    var transferTarget: String?
    var summary: CallSummary
    /// How many states the call has entered; those beyond `CallSummary.longestPath` aren't kept.
    private var statesEntered = 0
    private var hasBegun = false
    /// Why this side would end a transfer after the event that was answered last.
    private(set) var cut = TransferEnd.unanswered

    let services: any CallServices
    /// Where answers that come later are to go; `nil` in virtual time, where none do.
    let inbox: CallInbox.Address?
    /// How many services and far sides are still to be heard of, whether the call waits or not.
    var outstanding = 0
    /// The services that answer later, by the id of the request.
    private var askedOutside: [InvocationID: String] = [:]
    /// How long the state that was entered last waits for its service.
    private var fetchTimeout = BuiltIn.fetchTimeout
    /// When the last of the services that answer later has had its time.
    private(set) var awaitedUntil = Duration.zero
    private(set) var endedAt: Duration?
    /// The far sides of transfers under way.
    var legs: [TransferID: TransferLeg] = [:]
    /// The recording under way.
    var callerTape: CallerTape?
    /// The announcement that will be spoken as soon as the voice has its sound.
    private var unvoiced: (id: PlayID, announcement: Announcement)?
    /// Until when the caller speaks.
    var speaksUntil = Duration.zero
    private let observer: (any CallObserver)?
    let sound: LineSound?
    private var recorder = JournalRecorder()
    private var openKeys = OpenKeys()
    /// Whether what the caller pressed last may be kept.
    private(set) var keepsLastKey = true
    private let journal: ((Journal.Entry) -> Void)?
    let report: ((TranscriptEvent) -> Void)?

    init(
      program: MenuProgram, parameters: CallParameters, player: AnnouncementPlayer,
      services: any CallServices, inbox: CallInbox.Address?, observer: (any CallObserver)?,
      sound: LineSound?, journal: ((Journal.Entry) -> Void)?,
      report: ((TranscriptEvent) -> Void)?
    ) {
      self.program = program
      self.parameters = parameters
      self.player = player
      summary = CallSummary(language: program.languages[0])
      self.services = services
      self.inbox = inbox
      self.observer = observer
      self.sound = sound
      self.journal = journal
      self.report = report
    }

    /// Goes over to another script.
    mutating func adopt(_ program: MenuProgram, _ narrator: Narrator) {
      self.program = program
      player.narrator = narrator
    }

    /// The call has gone over to another script: what was typed ahead is dropped.
    mutating func dropKeys(at now: Duration) {
      openKeys.withholdAll()
      for key in openKeys.settle() { report?(TranscriptEvent(at: now, .settled(key))) }
    }

    /// Another machine takes the call over from its beginning and counts its keys anew.
    mutating func beginAnew(at now: Duration) {
      dropKeys(at: now)
      openKeys = OpenKeys()
      recorder = JournalRecorder()
    }

    func tell(_ note: ScriptNote, at now: Duration) {
      report?(TranscriptEvent(at: now, .script(note)))
    }

    /// Reports the prompts that have been spoken to their end by `now`.
    mutating func listen(until now: Duration) {
      guard let report else { return }
      player.advance(to: now, report: report)
    }

    mutating func met(_ event: CallEvent, at now: Duration, before machine: CallMachine) {
      switch event {
      case .answered:
        // A call that begins anew on another script has its record already.
        if !hasBegun { services.began(parameters, at: now) }
        hasBegun = true
      case .finishedPlaying:
        player.finish(at: now, report: report ?? { _ in })
      case .recordingEnded(_, let recording): recordingEnded(recording, in: machine, at: now)
      case .transferConnected(let id): connected(id, at: now)
      case .transferEnded(let id, let outcome):
        settleTransfer(id, outcome)
        endLeg(id, .outcome(outcome), at: now)
      case .digit, .withheldDigit, .deadlineReached, .serviceReturned, .hungUp:
        break
      }
    }

    mutating func answered(
      _ event: CallEvent, at now: Duration, with effects: [CallEffect], by machine: CallMachine
    ) {
      summary.language = machine.currentLanguage
      if machine.hasEnded { summary.results = machine.results }
      if let call = machine.program[machine.state].serviceCall { fetchTimeout = call.fetchTimeout }
      if case .hungUp = event {
        cut = .callerGone
      } else {
        cut = machine.hasEnded ? .tooLong : .unanswered
      }
      showKeys(event, at: now, effects, settled: machine.hasSettledKeys)
      if let journal {
        for entry in recorder.record(event, at: now, effects: effects, by: machine) {
          journal(entry)
        }
      }
    }

    /// Reports a key, and what has become of those before it. One that goes to a far side is nobody
    /// else's business.
    private mutating func showKeys(
      _ event: CallEvent, at now: Duration, _ effects: [CallEffect], settled: Bool
    ) {
      var isKey = true
      switch event {
      case .digit(let digit):
        if case .forward = effects.first {
          keepsLastKey = false
          return
        }
        openKeys.press(.digit(digit))
      case .withheldDigit: openKeys.press(.withheld)
      case .answered, .finishedPlaying, .deadlineReached, .serviceReturned, .recordingEnded,
        .transferConnected, .transferEnded, .hungUp:
        isKey = false
      }
      for case .note(.withheld(let keys, _)) in effects { openKeys.withhold(keys) }
      var keys = settled ? openKeys.settle() : []
      let key = settled && isKey ? keys.removeLast() : .open
      for key in keys { report?(TranscriptEvent(at: now, .settled(key))) }
      if isKey {
        report?(TranscriptEvent(at: now, .pressed(key)))
        keepsLastKey = key != .open && key != .withheld
      }
    }

    mutating func play(_ announcement: Announcement, _ id: PlayID, at now: Duration) -> PortAnswer {
      observer?.began(announcement)
      if let inbox, let voice = sound?.voice,
        !voice.hasSound(
          of: announcement.items.flatMap(player.narrator.utterances(for:)),
          otherwise: { inbox.deliver(voiced: id) })
      {
        unvoiced = (id, announcement)
        return .later
      }
      return speak(announcement, id, at: now)
    }

    mutating func speak(_ announcement: Announcement, _ id: PlayID, at now: Duration) -> PortAnswer
    {
      .at(player.play(announcement, at: now), .finishedPlaying(id))
    }

    /// Takes the announcement that waits for its sound, if it still does.
    mutating func takeUnvoiced(_ id: PlayID) -> Announcement? {
      guard let (waiting, announcement) = unvoiced, waiting == id else { return nil }
      unvoiced = nil
      return announcement
    }

    mutating func stopPlaying(at now: Duration) {
      unvoiced = nil
      player.stop(at: now, report: report ?? { _ in })
    }

    mutating func invoke(
      _ request: ServiceRequest, _ id: InvocationID, at now: Duration
    ) -> PortAnswer {
      switch services.invoke(request, at: now) {
      case .known(let answer):
        for message in answer.messages { deliver(message, at: now) }
        return .at(now + answer.delay, .serviceReturned(id, answer.reply))
      case .later(let work):
        guard let inbox else { fatalError(ServedRequest.refusal(of: request)) }
        outstanding += 1
        askedOutside[id] = request.service
        awaitedUntil = max(awaitedUntil, now + fetchTimeout)
        work(ServiceCompletion(id, to: inbox))
        return .later
      }
    }

    mutating func late(_ event: CallEvent, at now: Duration) {
      // That a far side has gone, which this side has left, says nothing new.
      if case .serviceReturned(let id, let reply) = event, let service = askedOutside[id] {
        services.late(reply, from: service, at: now)
      }
    }

    /// Something that was outstanding has come, whether the call still waits for it or not.
    mutating func received(_ event: CallEvent, _ messages: [CallMessage], at now: Duration) {
      switch event {
      case .serviceReturned, .transferEnded: outstanding -= 1
      case .answered, .digit, .withheldDigit, .finishedPlaying, .deadlineReached, .recordingEnded,
        .transferConnected, .hungUp:
        break
      }
      for message in messages { deliver(message, at: now) }
    }

    /// The state that was entered last.
    private(set) var here = StateID(index: 0)

    mutating func note(_ note: CallNote, at now: Duration) {
      observer?.noted(note)
      if case .entered(let entered) = note {
        here = entered
        let name = program[entered].name
        statesEntered += 1
        if statesEntered <= CallSummary.longestPath {
          summary.steps.append(CallStep(name, at: now))
        }
        report?(TranscriptEvent(at: now, .state(name)))
      } else if statesEntered == summary.steps.count, statesEntered > 0 {
        summary.steps[statesEntered - 1].take(note, of: program)
      }
    }

    mutating func ended(_ cause: HangUpCause, at now: Duration) {
      hangUpCause = cause
      unvoiced = nil
      endedAt = now
      transferTarget = nil
      summary.cause = cause
      sound?.end(cause, at: now)
      services.ended(summary, at: now)
      report?(TranscriptEvent(at: now, .hungUp(cause)))
    }

    mutating func receive(sms text: String, from number: String, at now: Duration) {
      for message in services.receive(sms: text, from: number, at: now) {
        deliver(message, at: now)
      }
    }

    mutating func deliver(_ message: CallMessage, at now: Duration) {
      if let journal {
        for entry in recorder.record(message, at: now) { journal(entry) }
      }
      report?(TranscriptEvent(at: now, .message(message)))
    }
  }
}

extension HangUpCause {
  /// The cause in words.
  public var explanation: String {
    switch self {
    case .caller: "the caller hung up"
    case .line: "the line hung up"
    case .maxDuration: "the call reached its longest duration"
    case .circle: "the script went in a circle without a word or a wait"
    }
  }
}
