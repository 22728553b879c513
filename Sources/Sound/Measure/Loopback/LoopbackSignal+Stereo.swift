import Glibc
import Telephony

extension LoopbackSignal {
  /// What is sent on one channel alone, in seconds since the signal's beginning.
  struct Solo {
    /// The 1020 Hz tone.
    let tone: Range<Double>
    let sweep: Range<Double>
    /// Silence after the sweep, in which a room reverberates.
    let sweepTail: Range<Double>
    /// On both channels, so that the delay is known after it.
    let track: Range<Double>

    fileprivate static let lengths = (tone: 0.5, sweep: 1.1, tail: 0.4, track: 0.2)
    /// Before the tone and between it and the sweep.
    fileprivate static let pause = 0.1
    fileprivate static let length =
      2 * pause + lengths.tone + lengths.sweep + lengths.tail + lengths.track

    fileprivate init(from start: Double) {
      let (tone, sweep) = (start + Self.pause, start + 2 * Self.pause + Self.lengths.tone)
      self.tone = tone..<tone + Self.lengths.tone
      self.sweep = sweep..<sweep + Self.lengths.sweep
      sweepTail = self.sweep.upperBound..<self.sweep.upperBound + Self.lengths.tail
      track = sweepTail.upperBound..<sweepTail.upperBound + Self.lengths.track
    }
  }

  /// How much longer than `duration` a signal of two channels is: each channel's own part.
  package static let soloDuration = Duration.seconds(5)
  /// How long all of it is, each channel's own part included.
  package var playingTime: Duration { channels == 2 ? duration + Self.soloDuration : duration }

  /// Silence after the last channel's own part, in seconds.
  private static let rest = soloDuration / .seconds(1) - 2 * Solo.length

  /// The parts of the left and of the right channel alone; they come after what both have.
  var solos: [Solo] {
    let start = Double(samples.count) / Double(sampleRate)
    return [Solo(from: start), Solo(from: start + Solo.length)]
  }

  /// The sweep of a channel's own part.
  func soloSweep() -> [Float] {
    let band = Self.sweepBand(at: sampleRate)
    var sweep = SineSweep(
      from: band.lowerBound, to: band.upperBound, length: .seconds(Solo.lengths.sweep),
      sampleRate: sampleRate, level: Self.level)
    return sweep?.next(.max) ?? []
  }

  /// What is played: the samples, or with two channels the samples on both and then each channel's
  /// own part.
  package var clip: AudioClip {
    guard channels == 2 else { return AudioClip(samples: samples, sampleRate: sampleRate) }
    let rate = Double(sampleRate)
    let frames = samples.count + Int((Self.soloDuration / .seconds(1) * rate).rounded())
    var sound = [Float](repeating: 0, count: 2 * frames)
    for (index, sample) in samples.enumerated() {
      sound[2 * index] = sample
      sound[2 * index + 1] = sample
    }
    for channel in 0..<2 {
      var shares: [Float] = [0, 0]
      shares[channel] = 1
      for (index, sample) in alone(shares).enumerated() {
        sound[2 * (samples.count + index) + channel] = sample
      }
    }
    return AudioClip(samples: sound, channels: 2, sampleRate: sampleRate)
  }

  /// The signal that one channel hears of what is played on both: the samples, and after them its
  /// shares of what is on each alone.
  func heard(_ shares: [Float]) -> LoopbackSignal {
    var signal = self
    signal.samples += alone(shares)
    signal.tracks += solos.map(\.track)
    signal.channels = 1
    return signal
  }

  /// The channels' own parts, each in its share, and the tracks after them.
  private func alone(_ shares: [Float]) -> [Float] {
    let rate = Double(sampleRate)
    let first = samples.count
    var sound = [Float](
      repeating: 0, count: Int((Self.soloDuration / .seconds(1) * rate).rounded()))
    let sweep = soloSweep()
    for (solo, share) in zip(solos, shares) {
      let start = Int((solo.tone.lowerBound * rate).rounded()) - first
      for index in 0..<Int((Solo.lengths.tone * rate).rounded()) {
        let time = Double(index) / rate
        let fade = Self.fade(time, before: Solo.lengths.tone)
        sound[start + index] =
          share * Float(Self.amplitude * fade * sin(2 * .pi * Self.toneFrequency * time))
      }
      let rising = Int((solo.sweep.lowerBound * rate).rounded()) - first
      for (index, sample) in sweep.enumerated() { sound[rising + index] = share * sample }
      let (begin, end) = (solo.track.lowerBound * rate, solo.track.upperBound * rate)
      for index in Int(begin.rounded(.up))..<Int(end.rounded(.up)) {
        let time = Double(index) / rate
        let fade = Self.fade(time - solo.track.lowerBound, before: Solo.lengths.track)
        sound[index - first] = Float(Self.amplitude * fade * track.value(at: time))
      }
    }
    return sound
  }

  /// Fades in and out for 5 ms to avoid clicks.
  private static func fade(_ time: Double, before end: Double) -> Double {
    let edge = min(time, end - time) / 0.005
    return edge < 1 ? 0.5 - 0.5 * cos(.pi * max(0, edge)) : 1
  }

  /// - Parameter channels: 1 or 2; with 2, each one's own part makes it 5 s longer.
  package init(sampleRate: Int, length: Duration, channels: Int) {
    precondition((1...2).contains(channels), "a loop has one channel or two")
    self.init(sampleRate: sampleRate, length: length)
    self.channels = channels
  }

  /// The same signal for two channels.
  package var inStereo: LoopbackSignal {
    var signal = self
    signal.channels = 2
    return signal
  }

  /// The signal that a sound of two channels is, or `nil` if it is another sound.
  package init?(matchingStereo clip: AudioClip) {
    guard clip.channels == 2 else { return nil }
    let solos = Int((Self.soloDuration / .seconds(1) * Double(clip.sampleRate)).rounded())
    let left = clip.channel(0).samples
    guard left.count > solos,
      let signal = LoopbackSignal(
        matching: Array(left.dropLast(solos)), sampleRate: clip.sampleRate)
    else { return nil }
    let sent = signal.inStereo.clip.samples
    guard sent.count == clip.samples.count,
      zip(sent, clip.samples).allSatisfy({ abs($0 - $1) < 1e-3 })
    else { return nil }
    self = signal.inStereo
  }
}

extension AudioClip {
  /// One of the channels, from 0 on.
  package func channel(_ index: Int) -> AudioClip {
    AudioClip(
      samples: stride(from: index, to: frameCount * channels, by: channels).map { samples[$0] },
      sampleRate: sampleRate)
  }
}
