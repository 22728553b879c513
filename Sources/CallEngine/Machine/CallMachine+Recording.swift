/// Recordings of the caller (K14).
extension CallMachine {
  /// How long the end of a recording may take once it is told to end.
  private static let endingTimeout = Duration.seconds(10)

  mutating func begin(_ record: Record, at now: Duration) -> StateID? {
    if record.bargeIn && !buffer.isEmpty { return startRecording(at: now) }
    guard let id = play(record.prompts) else { return startRecording(at: now) }
    phase = .speaking(id, .recordPrompt)
    return nil
  }

  /// Starts recording. Keys pressed before are dropped: none of them ends what hasn't begun.
  mutating func startRecording(at now: Duration) -> StateID? {
    flushTypeAhead()
    let rules = currentRecord.rules
    let id = RecordingID(nextID())
    emit(.record(id, rules))
    phase = .recording(id, deadline: now + rules.beep + rules.longest, isEnding: false)
    return nil
  }

  mutating func endRecording(_ id: RecordingID, _ end: Recording.End, at now: Duration) {
    emit(.stopRecording(id, end))
    phase = .recording(id, deadline: now + Self.endingTimeout, isEnding: true)
  }

  /// Takes the terminator; any other key is dropped.
  mutating func takeKeyWhileRecording(
    _ id: RecordingID, isEnding: Bool, at now: Duration
  ) -> StateID? {
    let terminator = currentRecord.terminator
    guard !isEnding, let terminator, buffer.isNext(terminator) else {
      flushTypeAhead()
      return nil
    }
    _ = buffer.take()
    overshoot = .none
    endRecording(id, .key, at: now)
    return nil
  }

  /// Sets the recording's name, or unsets it where nothing is kept, and takes the exit.
  ///
  /// - Parameter recording: `nil` if its end is not to be heard of.
  mutating func outcome(of recording: Recording?) -> StateID? {
    let record = currentRecord
    if let recording, recording.end != .failed, record.rules.keeps(recording.length) {
      values[record.variable] = .text(recording.name)
      return leave(by: .outcome(Outcomes.recorded), to: record.recorded)
    }
    values[record.variable] = nil
    if recording?.end ?? .failed == .failed, let failed = record.failed {
      return leave(by: .outcome(Outcomes.failed), to: failed)
    }
    return leave(by: .outcome(Outcomes.empty), to: record.empty)
  }

  private var currentRecord: Record {
    guard case .record(let record) = program[state].kind else {
      preconditionFailure("state \(program[state].name) records nothing, but the call is \(phase)")
    }
    return record
  }
}
