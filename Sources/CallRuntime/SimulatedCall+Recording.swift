import CallEngine

/// Recordings of the caller.
extension SimulatedCall.Surroundings {
  mutating func record(
    _ id: RecordingID, _ rules: RecordingRules, at now: Duration
  ) -> PortAnswer {
    let state = program[here]
    var name = ""
    if case .recording(let variable) = state.subject {
      name = program.variableNames[variable.index]
    }
    guard let tape = services.tape(for: name, in: state.name, at: now) else {
      return .at(now, .recordingEnded(id, Recording(name, length: .zero, end: .failed)))
    }
    report?(TranscriptEvent(at: now, .recording(name)))
    if rules.beeps { sound?.beep(for: rules.beep, at: now) }
    var recording = CallerTape(id, rules, on: tape, at: now)
    let ending =
      speaksUntil > now ? recording.hear(now..<speaksUntil, at: now) : recording.take.ending
    callerTape = recording
    return ending
  }

  mutating func heard(_ speech: CallerSpeech, at now: Duration) -> PortAnswer? {
    switch speech {
    case .lasting(let length):
      let start = callerTape?.take.beginning(from: now) ?? now
      speaksUntil = max(speaksUntil, start + length)
      return callerTape?.hear(start..<speaksUntil, at: now)
    case .captured(let samples, let isHeld):
      return callerTape?.hear(captured: samples, whileHeld: isHeld, at: now)
    }
  }

  mutating func stopRecording(
    _ id: RecordingID, _ end: Recording.End, at now: Duration
  ) -> PortAnswer {
    // In a call that is had again its journal has the end.
    guard var tape = callerTape else { return .later }
    let recording = tape.finish(end, at: now)
    callerTape = nil
    // The machine is told no more.
    if end == .hangUp, recording.length > .zero {
      report?(TranscriptEvent(at: now, .recorded(recording)))
      if tape.take.keeps(recording) { addResult(recording) }
    }
    return .at(now, .recordingEnded(id, recording))
  }

  /// Makes what was said until the end of the call the value of its name among the results.
  private mutating func addResult(_ recording: Recording) {
    guard case .recording(let variable) = program[here].subject,
      program.results.contains(variable)
    else { return }
    let result = NamedValue(program.variableNames[variable.index], recording.name)
    summary.results.removeAll { $0.name == result.name }
    summary.results.append(result)
  }

  mutating func recordingEnded(_ recording: Recording, in machine: CallMachine, at now: Duration) {
    guard machine.isRecording else { return }
    _ = callerTape?.settle(recording)
    callerTape = nil
    report?(TranscriptEvent(at: now, .recorded(recording)))
  }

  /// The caller says something, whether it is recorded or not.
  func noteSpeech(_ length: Duration, at now: Duration) {
    report?(TranscriptEvent(at: now, .spoke(length)))
  }
}
