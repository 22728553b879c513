/// The recording of a signal that is played round after round, cut into its rounds.
///
/// It keeps no more than the sound from the oldest unfinished round on, so a soak of days needs no
/// more memory than one of minutes. A round is found by when it was handed over for playback, not by
/// counting what was captured: so it doesn't matter how much was lost before.
package struct SoakTape {
  private let signal: LoopbackSignal
  private let period: Int
  /// Whether the capture device is paced by the system's clock, like a file.
  package var isPaced = false
  /// The devices' counts so far.
  package var underruns = 0
  package var overruns = 0

  /// A block of samples that passed between the program and a device, and when it left or entered the
  /// device.
  private struct Block {
    let frames: Range<Int>
    let time: Duration
    let inDevice: Duration
    let delay: Duration
  }

  private var playback: [Block] = []
  private var capture: [Block] = []
  private var sound: [Float] = []
  /// The position of the oldest captured sample that is kept.
  private var first = 0
  /// How much was captured when each unfinished round's first sample was handed over.
  private var starts: [Int] = []
  /// The round that is finished next.
  private var next = 0
  private var counted = (underruns: 0, overruns: 0)

  /// How much captured before a round was handed over belongs to it: the clocks' blocks are coarse.
  private static let before = 0.3
  /// How long a round's last sample, and the seam after it, may take around the loop, in seconds.
  private static let patience = 2.5

  /// - Parameter signal: a repeated one.
  package init(_ signal: LoopbackSignal) {
    guard let period = signal.period else { preconditionFailure("a soak's signal is repeated") }
    self.signal = signal
    self.period = period
  }

  private var captured: Int { first + sound.count }
  private var rate: Double { Double(signal.sampleRate) }

  /// The samples to play at a position since the beginning.
  ///
  /// - Parameter end: from where on there is silence.
  package func samples(_ frames: Range<Int>, until end: Int) -> [Float] {
    frames.map { $0 < end ? signal.samples[$0 % period] : 0 }
  }

  /// Notes what was handed over for playback.
  ///
  /// - Parameters:
  ///   - frames: their positions, after the last.
  ///   - time: when, since the beginning.
  ///   - delay: how long the last of them will wait in the device.
  package mutating func play(_ frames: Range<Int>, at time: Duration, delay: Duration) {
    guard !frames.isEmpty else { return }
    playback.append(Block(frames: frames, time: time, inDevice: time + delay, delay: delay))
    // The next round to begin.
    while (next + starts.count) * period < frames.upperBound {
      // A file delivers more at first than time has passed.
      let passed = Int(time / .seconds(1) * rate)
      starts.append(isPaced ? min(captured, passed) : captured)
    }
  }

  /// Notes what was captured.
  ///
  /// - Parameters:
  ///   - time: when it was read, since the beginning.
  ///   - delay: how long ago the device heard the last of it.
  package mutating func capture(_ samples: [Float], at time: Duration, delay: Duration) {
    guard !samples.isEmpty else { return }
    let frames = captured..<captured + samples.count
    capture.append(Block(frames: frames, time: time, inDevice: time - delay, delay: delay))
    sound += samples
  }

  /// The next round, if all of it was captured.
  package mutating func finishedRound() -> SoakRound? {
    guard starts.count > 1, captured >= starts[1] + Int(Self.patience * rate) else { return nil }
    return cut(until: starts[1] + Int(Self.patience * rate), isWhole: true)
  }

  /// What there is of a round whose end was never played; `nil` if there is hardly any.
  package mutating func unfinishedRound() -> SoakRound? {
    guard let start = starts.first, captured - start > 2 * signal.sampleRate else { return nil }
    return cut(until: captured, isWhole: false)
  }

  private mutating func cut(until end: Int, isWhole: Bool) -> SoakRound {
    let from = max(first, starts[0] - Int(Self.before * rate))
    var recording = LoopbackRecording(samples: Array(sound[from - first..<end - first]))
    let offset = next * period
    let played = playback.filter {
      $0.frames.upperBound > offset - period && $0.frames.lowerBound < offset + 2 * period
    }
    var sounded = SampleClock(.received)
    for block in played {
      let frames = block.frames.lowerBound - offset..<block.frames.upperBound - offset
      recording.played.note(frames, at: block.time)
      sounded.note(frames, at: block.inDevice)
    }
    let heard = capture.filter { $0.frames.upperBound > from && $0.frames.lowerBound < end }
    var pickedUp = SampleClock(.received)
    if isPaced {
      // Each sample counts at its own time.
      let time = Duration.seconds(Double(end) / rate)
      recording.captured.note(0..<end - from, at: time)
      pickedUp = recording.captured
    } else {
      for block in heard {
        let frames = block.frames.lowerBound - from..<block.frames.upperBound - from
        recording.captured.note(frames, at: block.time)
        pickedUp.note(frames, at: block.inDevice)
      }
    }
    recording.sounded = sounded
    recording.pickedUp = pickedUp
    recording.playbackDelay = played.map(\.delay).median
    recording.captureDelay = heard.map(\.delay).median
    recording.underruns = underruns - counted.underruns
    recording.overruns = overruns - counted.overruns
    counted = (underruns, overruns)
    let round = SoakRound(
      number: next, begins: .seconds(Double(offset) / rate),
      from: .seconds(Double(from) / rate), recording: recording, isWhole: isWhole)
    starts.removeFirst()
    next += 1
    trim()
    return round
  }

  /// Forgets what no unfinished round needs.
  private mutating func trim() {
    let needed = max(first, (starts.first ?? captured) - Int(Self.before * rate))
    sound.removeFirst(min(sound.count, needed - first))
    first = needed
    capture.removeAll { $0.frames.upperBound <= needed }
    playback.removeAll { $0.frames.upperBound <= (next - 1) * period }
  }
}

/// What came back of one round of a soak.
package struct SoakRound: Sendable {
  /// From 0.
  package let number: Int
  /// When it begins, in the time of what is played.
  package let begins: Duration
  /// Where its recording begins in all that was captured.
  package let from: Duration
  package let recording: LoopbackRecording
  /// Whether all of it was played and captured.
  package let isWhole: Bool
}
