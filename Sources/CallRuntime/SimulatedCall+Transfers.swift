import CallEngine
import Speech

/// A far side of a transfer under way.
struct TransferLeg {
  let target: String
  /// Its place among the call's transfers.
  let place: Int
  /// How long it will talk, if nobody is really rung.
  var talking = Duration.zero
  var farSide: (any FarSide)?
  /// The line of ours that will answer.
  var answering: AnsweringLine?
  /// The line of ours that has answered.
  var farLine: FarLine?
}

/// Transfers.
extension SimulatedCall.Surroundings {
  mutating func transfer(to target: String, _ id: TransferID, at now: Duration) -> PortAnswer {
    transferTarget = target
    var leg = TransferLeg(target: target, place: summary.transferOutcomes.count)
    summary.transferOutcomes.append(.noAnswer)
    report?(TranscriptEvent(at: now, .transfer(to: target)))
    defer { legs[id] = leg }
    guard let farSide = services.farSide(target, at: now) else {
      let course = services.transfer(to: target, at: now)
      if course.outcome == .connected {
        leg.answering = services.line(answering: target, in: summary.language, at: now)
      }
      leg.talking = course.talking
      if !hasMusic { sound?.begin(course, at: now) }
      return course.beginning(id, at: now)
    }
    guard let inbox else {
      preconditionFailure(
        "a far side is really rung, which virtual time can't wait for; "
          + "drive the call in real time with a CallInbox")
    }
    leg.farSide = farSide
    outstanding += 1
    if !hasMusic { sound?.beginRinging(at: now) }
    farSide.ring(reporting: FarSideReport(id, to: inbox))
    return .later
  }

  mutating func connected(_ id: TransferID, at now: Duration) {
    sound?.stop(at: now)
    settleTransfer(id, .connected)
    if let leg = legs[id] { transferTarget = leg.target }
    report?(TranscriptEvent(at: now, .transferConnected(to: transferTarget ?? "")))
  }

  mutating func whisper(
    _ announcement: Announcement, to transfer: TransferID, _ id: PlayID, at now: Duration
  ) -> PortAnswer {
    let said = announcement.items.flatMap { player.narrator.utterances(for: $0) }
    report?(
      TranscriptEvent(
        at: now, .whispered(Utterance.text(of: said), to: legs[transfer]?.target ?? "")))
    return .at(now + Utterance.duration(of: said), .finishedPlaying(id))
  }

  mutating func bridged(_ id: TransferID, at now: Duration) -> PortAnswer {
    guard let leg = legs[id], leg.farSide == nil else { return .later }
    if let line = leg.answering {
      legs[id]?.farLine = FarLine(
        line, to: leg.target, at: now, inbox: inbox?.ofFarLine, sound: sound, report: report)
      return .later
    }
    return .at(now + leg.talking, .transferEnded(id, .connected))
  }

  mutating func forward(_ digit: Digit, _ id: TransferID, at now: Duration) {
    legs[id]?.farSide?.forward(digit)
    legs[id]?.farLine?.press(digit, at: now)
  }

  mutating func endTransfer(_ id: TransferID, at now: Duration) {
    legs[id]?.farSide?.hangUp()
    legs[id]?.farLine?.hangUp(at: now)
    endLeg(id, legs.count > 1 && cut == .unanswered ? .answeredElsewhere : cut, at: now)
  }

  /// - Parameter end: how it ended.
  mutating func endLeg(_ id: TransferID, _ end: TransferEnd, at now: Duration) {
    // A journal can have the end of a transfer without its beginning.
    let target = legs.removeValue(forKey: id)?.target ?? transferTarget
    if !hasMusic || legs.isEmpty { sound?.stop(at: now) }
    report?(TranscriptEvent(at: now, .transferEnded(end, to: target)))
    if legs.isEmpty || target == transferTarget { transferTarget = legs.first?.value.target }
  }

  mutating func settleTransfer(_ id: TransferID, _ outcome: TransferOutcome) {
    if let place = legs[id]?.place { summary.transferOutcomes[place] = outcome }
  }

  /// The line of ours that the caller talks to.
  var farLine: (id: TransferID, line: FarLine)? {
    if legs.isEmpty { return nil }
    return legs.lazy.compactMap { id, leg in leg.farLine.map { (id, $0) } }.first
  }

  /// Lets everything happen at the far side that is due by `now`.
  ///
  /// - Returns: the end of the transfer, if the far side has hung up.
  mutating func advanceFarLine(to now: Duration) -> CallEvent? {
    guard let (id, line) = farLine else { return nil }
    line.advance(to: now)
    guard line.hasEnded else { return nil }
    legs[id]?.farLine = nil
    return .transferEnded(id, .connected)
  }

  /// Whether the caller hears something else than ringing.
  private var hasMusic: Bool {
    if case .transfer(let transfer) = program[here].kind { transfer.music != nil } else { false }
  }
}
