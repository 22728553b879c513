/// Transfers (K11).
extension CallMachine {
  /// Puts the caller through, and discards what was typed ahead (K1).
  mutating func begin(_ transfer: Transfer, at now: Duration) -> StateID? {
    flushTypeAhead(meantForFarSide: true)
    var dialling = Dialling(
      next: 0, deadline: now, announcesAt: transfer.announcing.map { now + $0.every })
    guard dial(&dialling, at: now) else { return exit(ofTransfer: dialling.tally.outcome) }
    dialling.begin(playing: transfer.music.flatMap { play($0) }, at: now)
    phase = .transferring(dialling)
    return nil
  }

  /// Rings the next target, or all of them; those without a value can't be reached.
  ///
  /// - Returns: whether any rings.
  private mutating func dial(_ dialling: inout Dialling, at now: Duration) -> Bool {
    let transfer = currentTransfer
    while dialling.next < transfer.targets.count,
      transfer.ring == .all || dialling.ringing.isEmpty
    {
      let target = value(of: transfer.targets[dialling.next])?.text ?? ""
      dialling.next += 1
      if target.isEmpty {
        dialling.tally.count(.failed)
        continue
      }
      let id = TransferID(nextID())
      emit(.transfer(to: target, id))
      dialling.ringing.append(id)
    }
    dialling.deadline = now + transfer.connectTimeout
    return !dialling.ringing.isEmpty
  }

  /// One that rang has ended without an answer.
  mutating func unreached(
    _ id: TransferID, _ outcome: TransferOutcome, _ dialling: Dialling, at now: Duration
  ) -> StateID? {
    var dialling = dialling
    // A far side that hangs up at once has answered.
    if outcome == .connected {
      for other in dialling.ringing.all where other != id { emit(.endTransfer(other)) }
      return giveUpDialling(dialling, .connected)
    }
    dialling.ringing.remove(id)
    dialling.tally.count(outcome)
    return goOnDialling(dialling, at: now)
  }

  /// Nobody has answered in time, or an announcement is due.
  mutating func waitedForAnswer(_ dialling: Dialling, at now: Duration) -> StateID? {
    var dialling = dialling
    guard now >= dialling.deadline else {
      announce(dialling, at: now)
      return nil
    }
    for id in dialling.ringing.all {
      emit(.endTransfer(id))
      dialling.tally.count(.noAnswer)
    }
    dialling.ringing.removeAll()
    return goOnDialling(dialling, at: now)
  }

  private mutating func goOnDialling(_ dialling: Dialling, at now: Duration) -> StateID? {
    var dialling = dialling
    guard !dialling.ringing.isEmpty || dial(&dialling, at: now) else {
      return giveUpDialling(dialling, dialling.tally.outcome)
    }
    phase = .transferring(dialling)
    return nil
  }

  private mutating func giveUpDialling(
    _ dialling: Dialling, _ outcome: TransferOutcome
  ) -> StateID? {
    if dialling.playing != nil { emit(.stopPlaying) }
    return exit(ofTransfer: outcome)
  }

  /// One has answered: the others are ended, and it is told who comes.
  mutating func connect(_ id: TransferID, of dialling: Dialling) {
    if dialling.playing != nil { emit(.stopPlaying) }
    for other in dialling.ringing.all where other != id { emit(.endTransfer(other)) }
    guard let whisper = currentTransfer.whisper else { return bridge(id) }
    let announcement = Announcement(
      whisper, in: language, SpokenValues(values: values), times: 1)
    guard announcement.count > 0 else { return bridge(id) }
    let playing = PlayID(nextID())
    emit(.whisper(announcement, id, playing))
    phase = .whispering(id, playing)
  }

  /// The two talk.
  mutating func bridge(_ id: TransferID) {
    flushTypeAhead(meantForFarSide: true)
    phase = .bridged(id)
  }

  // MARK: - What the caller hears meanwhile

  /// The music has come to its end, or an announcement has: the music begins again. Music that took
  /// no time doesn't, since it would never stop beginning.
  mutating func entertain(_ dialling: Dialling, at now: Duration) {
    var dialling = dialling
    let transfer = currentTransfer
    if dialling.isAnnouncing {
      dialling.isAnnouncing = false
      dialling.announcesAt = transfer.announcing.map { now + $0.every }
    } else if dialling.hasPlayedNothing(at: now) {
      dialling.begin(playing: nil, at: now)
      phase = .transferring(dialling)
      return
    }
    dialling.begin(playing: transfer.music.flatMap { play($0) }, at: now)
    phase = .transferring(dialling)
  }

  private mutating func announce(_ dialling: Dialling, at now: Duration) {
    var dialling = dialling
    if dialling.playing != nil { emit(.stopPlaying) }
    dialling.announcesAt = nil
    dialling.begin(playing: currentTransfer.announcing.flatMap { play($0.prompts) }, at: now)
    dialling.isAnnouncing = dialling.playing != nil
    // Where there is nothing to say, nothing is said any more.
    if !dialling.isAnnouncing {
      dialling.begin(playing: currentTransfer.music.flatMap { play($0) }, at: now)
    }
    phase = .transferring(dialling)
  }

  mutating func exit(ofTransfer outcome: TransferOutcome) -> StateID? {
    leave(by: .outcome(outcome.rawValue), to: currentTransfer.exit(outcome))
  }

  private var currentTransfer: Transfer {
    guard case .transfer(let transfer) = program[state].kind else {
      preconditionFailure("state \(program[state].name) is no transfer, but the call is \(phase)")
    }
    return transfer
  }
}
