import CallEngine

/// Watches a call for what must hold whatever happens in it: that only one thing plays and only
/// what plays is stopped, that ids are new, that deadlines are in order, that the end is the end.
struct CallWatch {
  private let maxDuration: Duration
  private var hangUpBy: Duration?
  private(set) var playing: PlayID?
  private(set) var invocation: InvocationID?
  private(set) var recording: RecordingID?
  /// The far sides that ring or have answered.
  private(set) var transfers: [TransferID] = []
  var transfer: TransferID? { transfers.first }
  private(set) var isConnected = false
  /// Whether the recording was told to end.
  private var isToldToStop = false
  private var lastID = 0
  private var hasEnded = false
  /// What was wrong first.
  private(set) var violation: String?

  init(of program: MenuProgram) {
    maxDuration = program.maxDuration
  }

  /// Gives the machine an event, and checks what it makes of it.
  mutating func deliver(
    _ event: CallEvent, to machine: inout CallMachine, at now: Duration
  ) -> [CallEffect] {
    switch event {
    case .answered: if hangUpBy == nil && !hasEnded { hangUpBy = now + maxDuration }
    case .finishedPlaying(let id): if id == playing { playing = nil }
    case .serviceReturned(let id, _): if id == invocation { invocation = nil }
    case .recordingEnded(let id, _): if id == recording { recording = nil }
    case .transferConnected(let id): if transfers.contains(id) { isConnected = true }
    case .transferEnded(let id, _): if transfers.contains(id) { endTransfer(id) }
    case .digit, .withheldDigit, .deadlineReached, .hungUp: break
    }
    let effects = machine.handle(event, at: now)
    for effect in effects { check(effect) }
    if event == .hungUp { hasEnded = true }
    check(hasEnded == machine.hasEnded, "it ends when it or the caller hangs up, and only then")
    checkDeadline(of: machine, after: event, at: now)
    return effects
  }

  private mutating func check(_ effect: CallEffect) {
    check(!hasEnded, "no effects after the end")
    switch effect {
    case .play(let announcement, let id):
      check(playing == nil, "one announcement at a time")
      check(!announcement.items.isEmpty, "no announcement of nothing")
      checkIsNew(id.number)
      playing = id
    case .stopPlaying:
      check(playing != nil, "only what plays is stopped")
      playing = nil
    case .invoke(_, let id):
      checkIsNew(id.number)
      invocation = id
    case .record(let id, _):
      // The end of the last one may not have been heard of in time.
      check(recording == nil || isToldToStop, "one recording at a time")
      check(playing == nil, "the line is silent while it records")
      checkIsNew(id.number)
      recording = id
      isToldToStop = false
    case .stopRecording(let id, let end):
      check(id == recording && !isToldToStop, "only the recording under way is ended, once")
      isToldToStop = true
      if end == .hangUp { recording = nil }
    case .transfer(let target, let id):
      check(!isConnected && !target.isEmpty, "no transfer while one is connected, and to somewhere")
      checkIsNew(id.number)
      transfers.append(id)
    case .endTransfer(let id):
      check(transfers.contains(id), "only a transfer under way is ended")
      endTransfer(id)
    case .whisper(let announcement, let transfer, let id):
      check(isConnected && transfers == [transfer], "only one who has answered is spoken to")
      check(playing == nil && !announcement.items.isEmpty, "nothing plays while somebody is told")
      checkIsNew(id.number)
      playing = id
    case .forward(_, let id):
      check(transfers == [id] && isConnected, "keys are forwarded only when connected")
    case .hangUp:
      check(playing == nil && transfers.isEmpty, "nothing goes on after the line hangs up")
      hasEnded = true
    case .note: break
    }
  }

  private mutating func checkDeadline(
    of machine: CallMachine, after event: CallEvent, at now: Duration
  ) {
    guard let hangUpBy, !hasEnded else {
      return check(machine.deadline == nil, "no deadline before the answer and after the end")
    }
    guard let deadline = machine.deadline else { return check(false, "a call has a deadline") }
    check(deadline <= hangUpBy, "no deadline after max_duration")
    check(event != .deadlineReached || deadline >= now, "a deadline reached is a deadline no more")
  }

  private mutating func checkIsNew(_ id: Int) {
    check(id > lastID, "ids are new")
    lastID = id
  }

  private mutating func endTransfer(_ id: TransferID) {
    transfers.removeAll { $0 == id }
    if transfers.isEmpty { isConnected = false }
  }

  private mutating func check(_ holds: Bool, _ rule: StaticString) {
    if !holds && violation == nil { violation = "\(rule)" }
  }
}
