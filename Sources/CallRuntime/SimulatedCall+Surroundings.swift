public import CallEngine
import Speech

extension SimulatedCall {
  /// What one call meets: a voice, the line's services, and those who write along.
  struct Surroundings: CallSurroundings {
    private(set) var program: MenuProgram
    let parameters: CallParameters
    private(set) var player: AnnouncementPlayer
    private(set) var hangUpCause: HangUpCause?
    private(set) var transferTarget: String?
    private var summary: CallSummary
    private var hasBegun = false
    /// Why this side would end a transfer after the event that was answered last.
    private var cut = TransferCut.unanswered

    private let services: any CallServices
    private let observer: (any CallObserver)?
    private let sound: LineSound?
    private var recorder = JournalRecorder()
    private var openKeys = OpenKeys()
    /// Whether what the caller pressed last may be kept.
    private(set) var keepsLastKey = true
    private let journal: (Journal.Entry) -> Void
    private let report: (TranscriptEvent) -> Void

    init(
      program: MenuProgram, parameters: CallParameters, player: AnnouncementPlayer,
      services: any CallServices, observer: (any CallObserver)?, sound: LineSound?,
      journal: @escaping (Journal.Entry) -> Void,
      report: @escaping (TranscriptEvent) -> Void
    ) {
      self.program = program
      self.parameters = parameters
      self.player = player
      summary = CallSummary(language: program.languages[0])
      self.services = services
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
      for label in openKeys.settle() { report(TranscriptEvent(at: now, .settled, text: label)) }
    }

    /// Another machine takes the call over from its beginning and counts its keys anew.
    mutating func beginAnew(at now: Duration) {
      dropKeys(at: now)
      openKeys = OpenKeys()
      recorder = JournalRecorder()
    }

    func tell(_ text: String, at now: Duration) {
      report(TranscriptEvent(at: now, .script, text: text))
    }

    /// Reports the prompts that have been spoken to their end by `now`.
    mutating func listen(until now: Duration) {
      player.advance(to: now, report: report)
    }

    mutating func met(_ event: CallEvent, at now: Duration, before machine: CallMachine) {
      switch event {
      case .answered:
        // A call that begins anew on another script has its record already.
        if !hasBegun { services.began(parameters, at: now) }
        hasBegun = true
      case .finishedPlaying:
        player.finish(at: now, report: report)
      case .transferConnected:
        sound?.stop(at: now)
        summary.transfer?.outcome = .connected
        let target = transferTarget ?? ""
        report(
          TranscriptEvent(at: now, .transferConnected, text: "\(target) answers", to: target))
      case .transferEnded(_, let outcome):
        endTransfer(outcome.rawValue, text: outcome.explanation(of: transferTarget ?? ""), at: now)
        summary.transfer?.outcome = outcome
      case .digit, .withheldDigit, .deadlineReached, .serviceReturned, .hungUp:
        break
      }
    }

    mutating func answered(
      _ event: CallEvent, at now: Duration, with effects: [CallEffect], by machine: CallMachine
    ) {
      summary.language = machine.currentLanguage
      if case .hungUp = event {
        cut = .callerGone
      } else {
        cut = machine.hasEnded ? .tooLong : .unanswered
      }
      showKeys(event, at: now, effects, settled: machine.hasSettledKeys)
      for entry in recorder.record(event, at: now, effects: effects, by: machine) {
        journal(entry)
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
        openKeys.press(String(digit.character))
      case .withheldDigit: openKeys.press(TranscriptEvent.withheldKey)
      case .answered, .finishedPlaying, .deadlineReached, .serviceReturned, .transferConnected,
        .transferEnded, .hungUp:
        isKey = false
      }
      for case .note(.withheld(let keys, _)) in effects { openKeys.withhold(keys) }
      var labels = settled ? openKeys.settle() : []
      let label = settled && isKey ? labels.removeLast() : TranscriptEvent.openKey
      for label in labels { report(TranscriptEvent(at: now, .settled, text: label)) }
      if isKey {
        report(TranscriptEvent(at: now, .pressed, text: label))
        keepsLastKey = label != TranscriptEvent.openKey && label != TranscriptEvent.withheldKey
      }
    }

    mutating func play(_ announcement: Announcement, at now: Duration) -> Duration {
      observer?.began(announcement)
      return player.play(announcement, at: now)
    }

    mutating func stopPlaying(at now: Duration) {
      player.stop(at: now, report: report)
    }

    mutating func invoke(_ request: ServiceRequest, at now: Duration) -> ServiceAnswer {
      let served = services.invoke(request, at: now)
      for message in served.messages { deliver(message, at: now) }
      return served.answer
    }

    mutating func transfer(to target: String, at now: Duration) -> TransferCourse {
      transferTarget = target
      summary.transfer = CallSummary.Transfer(target: target, outcome: .noAnswer)
      let course = services.transfer(to: target, at: now)
      sound?.begin(course, at: now)
      report(TranscriptEvent(at: now, .transfer, to: target))
      return course
    }

    mutating func endTransfer(at now: Duration) {
      endTransfer(cut.id, text: cut.explanation(of: transferTarget ?? ""), at: now)
    }

    private mutating func endTransfer(_ id: String, text: String, at now: Duration) {
      sound?.stop(at: now)
      report(TranscriptEvent(at: now, .transferEnded, id: id, text: text, to: transferTarget))
      transferTarget = nil
    }

    mutating func note(_ note: CallNote, at now: Duration) {
      observer?.noted(note)
      if case .entered(let entered) = note {
        let name = program[entered].name
        if summary.path.count < CallSummary.longestPath { summary.path.append(name) }
        report(TranscriptEvent(at: now, .state, id: name))
      }
    }

    mutating func ended(_ cause: HangUpCause, at now: Duration) {
      hangUpCause = cause
      transferTarget = nil
      summary.cause = cause
      sound?.end(cause, at: now)
      services.ended(summary, at: now)
      report(TranscriptEvent(at: now, .hungUp, id: cause.rawValue, text: cause.explanation))
    }

    mutating func receive(sms text: String, from number: String, at now: Duration) {
      for message in services.receive(sms: text, from: number, at: now) {
        deliver(message, at: now)
      }
    }

    mutating func deliver(_ message: CallMessage, at now: Duration) {
      for entry in recorder.record(message, at: now) { journal(entry) }
      let text = message.subject.map { "\($0)\n\(message.text)" } ?? message.text
      report(
        TranscriptEvent(
          at: now, message.medium == .sms ? .sms : .email, id: message.from, text: text,
          to: message.to))
    }
  }
}

/// Why this side ends a transfer.
private enum TransferCut {
  case callerGone
  case tooLong
  /// Nobody answered within `connect_timeout`.
  case unanswered

  /// As the transcript has it: what nobody answers ends as if the network had said so.
  var id: String { self == .unanswered ? TransferOutcome.noAnswer.rawValue : "ended" }

  func explanation(of target: String) -> String {
    switch self {
    case .callerGone: "the transfer to \(target) is ended: the caller has hung up"
    case .tooLong: "the transfer to \(target) is ended: the call reached its longest duration"
    case .unanswered: "\(target) doesn't answer in time"
    }
  }
}

extension TransferOutcome {
  /// How a transfer ended, in words.
  fileprivate func explanation(of target: String) -> String {
    switch self {
    case .connected: "\(target) has hung up"
    case .busy: "\(target) is busy"
    case .noAnswer: "\(target) doesn't answer"
    case .failed: "\(target) can't be reached"
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
