public import CallEngine

/// One recording of a caller as it is made: when it began and how much was said.
public struct RecordingTake: Sendable {
  private let id: RecordingID
  private let rules: RecordingRules
  private let stem: String
  /// When the beep is over.
  private let opensAt: Duration
  /// From the first word to the last so far; `nil` if nothing has been said.
  private var words: Range<Duration>?
  /// What was said besides while the call stood still.
  private var held = Duration.zero
  /// How long nothing has been said since then while the call stood still.
  private var quiet = Duration.zero

  /// - Parameter stem: identifies the recording.
  public init(_ id: RecordingID, _ rules: RecordingRules, as stem: String, at now: Duration) {
    self.id = id
    self.rules = rules
    self.stem = stem
    opensAt = now + rules.beep
  }

  /// How much has been said so far.
  public var length: Duration { (words.map { $0.upperBound - $0.lowerBound } ?? .zero) + held }

  /// Takes what the caller says; what comes before the end of the beep is lost.
  public mutating func hear(_ speech: Range<Duration>) {
    let start = max(speech.lowerBound, opensAt)
    guard start < speech.upperBound else { return }
    words =
      min(words?.lowerBound ?? start, start)..<max(words?.upperBound ?? start, speech.upperBound)
    endQuiet()
  }

  /// Takes what the caller does while the call stands still.
  mutating func hold(for length: Duration, isVoiced: Bool, at now: Duration) {
    if isVoiced {
      words = words ?? now..<now
      endQuiet()
      held += length
    } else if words != nil {
      quiet += length
    }
  }

  /// A pause in what is said belongs to it once more is said.
  private mutating func endQuiet() {
    held += quiet
    quiet = .zero
  }

  /// Whether a moment is after the beep.
  public func isOpen(at now: Duration) -> Bool { now >= opensAt }

  /// When a caller who speaks from a moment on begins: nobody speaks into the beep.
  public func beginning(from now: Duration) -> Duration { max(now, opensAt) }

  /// When it ends by itself if the caller says nothing more.
  public var ending: PortAnswer {
    .at(
      (words?.upperBound ?? opensAt) + rules.silence,
      .recordingEnded(id, Recording(stem, length: length, end: .silence)))
  }

  /// Whether a recording of its length isn't empty.
  public func keeps(_ recording: Recording) -> Bool { rules.keeps(recording.length) }

  /// The recording, ended at a moment: what the caller would have said after it is cut off.
  public mutating func end(_ end: Recording.End, at now: Duration) -> Recording {
    if let words {
      self.words = words.lowerBound < now ? words.lowerBound..<min(words.upperBound, now) : nil
    }
    return Recording(stem, length: length, end: end)
  }

  /// The recording's end, as the machine is told.
  public func ended(_ recording: Recording, at now: Duration) -> PortAnswer {
    .at(now, .recordingEnded(id, recording))
  }
}

/// What callers say where nobody hears it, as in load runs: speech has a length and no sound.
public struct UnheardCaller: Sendable {
  private var take: RecordingTake?
  private var speaksUntil = Duration.zero

  public init() {}

  public mutating func record(
    _ id: RecordingID, _ rules: RecordingRules, at now: Duration
  ) -> PortAnswer {
    var take = RecordingTake(id, rules, as: "recording", at: now)
    take.hear(now..<max(now, speaksUntil))
    self.take = take
    return take.ending
  }

  public mutating func stopRecording(
    _ id: RecordingID, _ end: Recording.End, at now: Duration
  ) -> PortAnswer {
    guard var take else {
      return .at(now, .recordingEnded(id, Recording("recording", length: .zero, end: .failed)))
    }
    self.take = nil
    return take.ended(take.end(end, at: now), at: now)
  }

  public mutating func heard(_ speech: CallerSpeech, at now: Duration) -> PortAnswer? {
    guard case .lasting(let length) = speech else { return nil }
    let start = take?.beginning(from: now) ?? now
    speaksUntil = max(speaksUntil, start + length)
    take?.hear(start..<speaksUntil)
    return take?.ending
  }
}
