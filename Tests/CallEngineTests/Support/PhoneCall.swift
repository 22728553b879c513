import CallEngine

/// A call as a test has it: the caller, the far ends and the clock in one hand. Everything returns
/// the transcript of the machine's effects.
struct PhoneCall {
  private(set) var machine: CallMachine
  private(set) var now = Duration.zero
  private(set) var events: [Journal.Entry] = []
  private(set) var effects: [[CallEffect]] = []
  /// What a driver would have written of the call.
  private(set) var journal: Journal
  private var recorder = JournalRecorder()
  private var playing: PlayID?
  private var invocation: InvocationID?
  private var recording: RecordingID?
  private var transfer: TransferID?
  /// The transfers, in the order in which they began.
  private var transfers: [TransferID] = []

  /// A call that isn't answered yet.
  init(
    ringing program: MenuProgram, line: String = "02155500001", language: Language? = nil
  ) {
    let parameters = CallParameters(line: line, numberDialled: "1234", language: language)
    machine = CallMachine(program: program, parameters: parameters)
    journal = Journal(digest: program.digest, parameters: parameters)
  }

  /// A call just answered, at 0 s.
  init(_ program: MenuProgram, line: String = "02155500001", language: Language? = nil) {
    self.init(ringing: program, line: line, language: language)
    answer()
  }

  @discardableResult
  mutating func answer() -> [String] { handle(.answered) }

  /// Presses keys one after the other, all at the same moment.
  @discardableResult
  mutating func press(_ keys: String) -> [String] {
    keys.flatMap { handle(.digit(Digit($0)!)) }
  }

  /// The announcement that plays, or played last, ends.
  @discardableResult
  mutating func finishPlaying() -> [String] { handle(.finishedPlaying(playing!)) }

  /// Time passes, and the machine is woken whenever it wants to be.
  @discardableResult
  mutating func wait(_ time: Duration) -> [String] {
    let end = now + time
    var transcript: [String] = []
    while let deadline = machine.deadline, deadline <= end {
      now = max(now, deadline)
      transcript += handle(.deadlineReached)
    }
    now = end
    return transcript
  }

  /// The service invoked last answers.
  @discardableResult
  mutating func reply(
    _ outcome: String, _ output: KeyValuePairs<String, String> = [:]
  ) -> [String] {
    handle(
      .serviceReturned(
        invocation!,
        ServiceReply(outcome: outcome, output: output.map { NamedValue($0.key, $0.value) })))
  }

  /// The recording begun last ends.
  @discardableResult
  mutating func endRecording(_ length: Duration, _ end: Recording.End = .silence) -> [String] {
    handle(.recordingEnded(recording!, Recording("take", length: length, end: end)))
  }

  /// One of the transfers begun is answered or ends, by its number from 0.
  @discardableResult
  mutating func connectTransfer(_ number: Int) -> [String] {
    handle(.transferConnected(transfers[number]))
  }

  @discardableResult
  mutating func endTransfer(_ number: Int, _ outcome: TransferOutcome) -> [String] {
    handle(.transferEnded(transfers[number], outcome))
  }

  @discardableResult
  mutating func connectTransfer() -> [String] { handle(.transferConnected(transfer!)) }

  @discardableResult
  mutating func endTransfer(_ outcome: TransferOutcome) -> [String] {
    handle(.transferEnded(transfer!, outcome))
  }

  @discardableResult
  mutating func hangUp() -> [String] { handle(.hungUp) }

  @discardableResult
  mutating func handle(_ event: CallEvent) -> [String] {
    let new = machine.handle(event, at: now)
    events.append(.init(at: now, event: event))
    effects.append(new)
    let entries = recorder.record(event, at: now, effects: new, by: machine)
    journal = Journal(
      digest: journal.digest, parameters: journal.parameters, entries: journal.entries + entries)
    for effect in new {
      switch effect {
      case .play(_, let id): playing = id
      case .invoke(_, let id): invocation = id
      case .record(let id, _): recording = id
      case .transfer(_, let id):
        transfer = id
        transfers.append(id)
      case .whisper(_, _, let id): playing = id
      case .stopPlaying, .stopRecording, .endTransfer, .forward, .hangUp, .note: break
      }
    }
    return new.map { $0.transcript(in: machine.program) }
  }

  /// The value of a name, by its name.
  func value(_ name: String) -> String? {
    machine.program.variableNames.firstIndex(of: name)
      .flatMap { machine.value(of: VariableID(index: $0))?.text }
  }

  /// The keys that can be read in the journal.
  var journalledKeys: String {
    String(
      journal.entries.compactMap { entry in
        if case .digit(let digit) = entry.event { digit.character } else { nil }
      })
  }
}
