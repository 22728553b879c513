/// What one channel captured of a signal, with the delay as the signal's tracks tell it.
struct FollowedPath {
  /// As it is heard by this channel.
  var signal: LoopbackSignal
  let recording: LoopbackRecording
  /// The captured samples.
  let sound: [Float]
  /// The same at 8 kHz, for decoding digits.
  let narrow: [Float]
  let tracker: PathTracker
  let blocks: [PathTracker.Block]
  let timeline: PathTimeline
  /// Where another channel plays alone, of which only a little is heard here, in seconds.
  var leaking: [Range<Double>] = []

  /// - Parameters:
  ///   - signal: of one channel.
  ///   - recording: of one channel.
  init(_ signal: LoopbackSignal, _ recording: LoopbackRecording) {
    self.signal = signal
    self.recording = recording
    // A NaN would spread through every sum.
    sound = recording.samples.map { $0.isFinite ? max(-4, min(4, $0)) : 0 }
    narrow = signal.telephoneRate(sound)
    tracker = PathTracker(signal: signal, sound: signal.filtered(narrow))
    blocks = tracker.blocks()
    timeline = PathTimeline(blocks)
  }

  var isHeard: Bool { !timeline.segments.isEmpty }
  /// Whether the path inverts the polarity.
  var isInverted: Bool { isHeard && tracker.polarity < 0 }
}

extension LoopbackSignal {
  /// A sound of the signal's rate at 8 kHz, for decoding digits and following tracks.
  func telephoneRate(_ sound: [Float]) -> [Float] {
    let clip = AudioClip(samples: sound, sampleRate: sampleRate)
    return clip.resampled(to: Int(PathTracker.sampleRate))?.samples ?? []
  }

  /// What tracks are followed in: nothing else than the telephone band.
  func filtered(_ narrow: [Float]) -> [Float] {
    narrow.limited(to: 180...3700, sampleRate: PathTracker.sampleRate)
  }
}
