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
    report(TranscriptEvent(at: now, .recording(name)))
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
    case .captured(let samples):
      return callerTape?.hear(captured: samples, at: now)
    }
  }

  mutating func stopRecording(
    _ id: RecordingID, _ end: Recording.End, at now: Duration
  ) -> PortAnswer {
    // In a call that is had again its journal has the end.
    guard let recording = callerTape?.finish(end, at: now) else { return .later }
    callerTape = nil
    // The machine is told no more.
    if end == .hangUp, recording.length > .zero {
      report(TranscriptEvent(at: now, .recorded(recording)))
    }
    return .at(now, .recordingEnded(id, recording))
  }

  mutating func recordingEnded(_ recording: Recording, in machine: CallMachine, at now: Duration) {
    guard machine.isRecording else { return }
    _ = callerTape?.settle(recording)
    callerTape = nil
    report(TranscriptEvent(at: now, .recorded(recording)))
  }

  /// The caller says something, whether it is recorded or not.
  func noteSpeech(_ length: Duration, at now: Duration) {
    report(TranscriptEvent(at: now, .spoke(length)))
  }
}
