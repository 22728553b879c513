import CallEngine

/// The recording under way in a call: what was said, and where it is written.
struct CallerTape {
  private(set) var take: RecordingTake
  let tape: any RecordingTape
  private var detector = VoiceDetector()
  private var isCaptured = false

  /// A key's tone is a key only after it has sounded for this long.
  private static let toneOfKey = Duration.milliseconds(100)

  init(
    _ id: RecordingID, _ rules: RecordingRules, on tape: any RecordingTape, at now: Duration
  ) {
    self.tape = tape
    take = RecordingTake(id, rules, as: tape.stem, at: now)
  }

  /// The caller says something, for a time.
  ///
  /// - Returns: when the recording ends now.
  mutating func hear(_ speech: Range<Duration>, at now: Duration) -> PortAnswer {
    let before = take
    take.hear(speech)
    let written = tape.speak(upTo: take.length)
    if written >= take.length { return take.ending }
    take = before
    let part = max(.zero, written - before.length)
    take.hear(speech.lowerBound..<speech.lowerBound + part)
    return end(.full, at: now + part)
  }

  /// The caller's sound in the frame that begins now.
  ///
  /// - Parameter isHeld: whether the call can't go on meanwhile.
  /// - Returns: when the recording ends, if that has changed.
  mutating func hear(
    captured samples: [Float], whileHeld isHeld: Bool, at now: Duration
  ) -> PortAnswer? {
    isCaptured = true
    guard take.isOpen(at: now) else { return nil }
    let isVoiced = detector.isVoiced(samples)
    if isHeld {
      take.hold(for: AudioFrame.duration, isVoiced: isVoiced, at: now)
    } else if isVoiced {
      take.hear(now..<now + AudioFrame.duration)
    }
    guard take.length > .zero else { return nil }
    guard tape.write(samples) else { return end(.full, at: now) }
    return isVoiced ? take.ending : nil
  }

  /// Ends it.
  mutating func finish(_ end: Recording.End, at now: Duration) -> Recording {
    let isToned = isCaptured && end == .key
    let recording = take.end(end, at: isToned ? now - Self.toneOfKey : now)
    return settle(recording)
  }

  /// Keeps or drops what was written.
  ///
  /// - Returns: the recording; a failed one if it can't be kept.
  func settle(_ recording: Recording) -> Recording {
    guard take.keeps(recording) else {
      tape.discard()
      return recording
    }
    return tape.keep(recording) ? recording : Recording(tape.stem, length: .zero, end: .failed)
  }

  private mutating func end(_ end: Recording.End, at now: Duration) -> PortAnswer {
    take.ended(take.end(end, at: now), at: now)
  }
}
