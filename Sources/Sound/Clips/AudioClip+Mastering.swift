import Foundation

/// Why a sound can't become a clip.
package enum ClipFault: Error, Hashable, Sendable, CustomStringConvertible {
  case silent
  case clipped(percent: Int)
  /// Its peaks are too far above its speech for the common level.
  case uneven
  case tooShort(Duration)
  case tooLong(Duration)
  case wrongRate(Int)

  package var description: String {
    switch self {
    case .silent: "holds no audible speech"
    case .clipped(let percent):
      "is clipped: \(percent) % of its samples are at the maximum level; record it with less gain"
    case .uneven: "has peaks far above its speech; remove knocks and clicks"
    case .tooShort(let length):
      "holds \(length.inSeconds) s of sound, which is too short for a clip"
    case .tooLong(let length): "lasts \(length.inSeconds) s, which is too long for a clip"
    case .wrongRate(let rate): "is sampled at \(rate) Hz, which can't be resampled"
    }
  }
}

extension AudioClip {
  /// The sound as a clip: mono, 16 kHz, without DC offset or outer silence, at the common level,
  /// with soft edges.
  package func mastered() throws(ClipFault) -> AudioClip {
    var clip = voice
    if SpeechLevel(of: clip).active < ClipStandard.silence { throw .silent }
    if let percent = percentOnTop { throw .clipped(percent: percent) }
    guard let resampled = clip.resampled(to: ClipStandard.sampleRate) else {
      throw .wrongRate(sampleRate)
    }
    clip = resampled
    clip.removeOffset()
    guard let trimmed = clip.trimmed else { throw .silent }
    clip = trimmed
    // The trimmed silence no longer counts towards the level.
    clip.removeOffset()
    if clip.duration < ClipStandard.lengths.lowerBound { throw .tooShort(clip.duration) }
    if clip.duration > ClipStandard.lengths.upperBound { throw .tooLong(clip.duration) }
    clip.level()
    clip.fadeEdges()
    guard abs(SpeechLevel(of: clip).active - ClipStandard.level) <= ClipStandard.levelTolerance
    else {
      throw .uneven
    }
    return clip
  }

  /// All channels mixed to one, or the loudest where they cancel each other, as in antiphase.
  private var voice: AudioClip {
    let mixed = mono
    if channels == 1 { return mixed }
    let single = (0..<channels).map { channel in
      AudioClip(
        samples: stride(from: channel, to: samples.count, by: channels).map { samples[$0] },
        sampleRate: sampleRate)
    }
    let levels = single.map { SpeechLevel(of: $0).active }
    guard let loudest = levels.indices.max(by: { levels[$0] < levels[$1] }),
      SpeechLevel(of: mixed).active < levels[loudest] - Self.cancelling
    else { return mixed }
    return single[loudest]
  }

  /// A mix that is weaker than a channel by more than this many dB has lost sound: one voice on one
  /// of two channels loses 6 dB.
  private static let cancelling = 10.0

  /// The percentage of samples in runs at the maximum level, if there are so many that the sound is
  /// spoilt.
  private var percentOnTop: Int? {
    let top = samples.reduce(0) { Swift.max($0, abs($1)) }
    guard top > 0 else { return nil }
    var onTop = 0
    for channel in 0..<channels {
      var run = 0
      for index in stride(from: channel, to: samples.count + channels, by: channels) {
        if index < samples.count, abs(samples[index]) >= top * 0.9995 {
          run += 1
        } else {
          if run >= 4 { onTop += run }
          run = 0
        }
      }
    }
    let percent = 100 * onTop / samples.count
    return percent >= 5 ? percent : nil
  }

  private mutating func removeOffset() {
    let offset = Float(SpeechLevel(of: self).offset)
    for index in samples.indices { samples[index] -= offset }
  }

  /// The clip from its first sound to its last, with a little silence; `nil` if it is silent.
  private var trimmed: AudioClip? {
    let level = SpeechLevel(of: self).active
    guard level > ClipStandard.silence else { return nil }
    let step = Duration.milliseconds(5)
    let powers = powers(every: step)
    // A recording's noise doesn't count as sound, as long as the speech stands out from it.
    let noise = sqrt(powers.sorted()[powers.count / 20]).decibels
    let threshold = Swift.min(Swift.max(level - 40, noise + 8), level - 20).amplitude
    let heard = { (power: Double) in power >= threshold * threshold }
    guard let first = powers.firstIndex(where: heard), let last = powers.lastIndex(where: heard)
    else { return nil }
    let length = sampleRate / 200
    let start = first * length - frames(in: ClipStandard.silenceBefore)
    let end = (last + 1) * length + frames(in: ClipStandard.silenceAfter)
    return AudioClip(
      samples: Array(samples[Swift.max(start, 0)..<Swift.min(end, samples.count)]),
      sampleRate: sampleRate)
  }

  private func frames(in duration: Duration) -> Int {
    Int((duration / .seconds(1) * Double(sampleRate)).rounded())
  }

  /// Brings the speech to the common level. Peaks above the ceiling are turned down smoothly, which
  /// lowers the level a little, so it is raised again a few times.
  private mutating func level() {
    for _ in 0..<4 {
      let gain = Float((ClipStandard.level - SpeechLevel(of: self).active).amplitude)
      for index in samples.indices { samples[index] *= gain }
      guard limitPeaks() else { return }
    }
  }

  /// - Returns: whether any peak was too high.
  private mutating func limitPeaks() -> Bool {
    let ceiling = Float(ClipStandard.ceiling.amplitude)
    // The waveform between two samples can exceed both.
    let factor = 4
    guard let fine = resampled(to: sampleRate * factor, quality: .fast) else { return false }
    var gains = samples.indices.map { index in
      let around =
        Swift.max(
          0, (index - 1) * factor)...Swift.min(
          (index + 1) * factor, fine.samples.count - 1)
      let height = fine.samples[around].reduce(abs(samples[index])) { Swift.max($0, abs($1)) }
      return height > ceiling ? ceiling / height : 1
    }
    guard gains.contains(where: { $0 < 1 }) else { return false }
    let reach = frames(in: .milliseconds(4))
    gains = gains.windows(reach) { $0.reduce(1, Swift.min) }
    gains = gains.windows(reach) { $0.reduce(0, +) / Float($0.count) }
    for index in samples.indices { samples[index] *= gains[index] }
    return true
  }

  private mutating func fadeEdges() {
    let length = Swift.min(frames(in: ClipStandard.fade), samples.count / 2)
    for step in 0..<length {
      let gain = Float(0.5 - 0.5 * cos(.pi * Double(step) / Double(length)))
      samples[step] *= gain
      samples[samples.count - 1 - step] *= gain
    }
  }
}

extension [Float] {
  /// Combines the elements up to `reach` before and after each.
  fileprivate func windows(_ reach: Int, _ combine: (ArraySlice<Float>) -> Float) -> [Float] {
    indices.map { combine(self[Swift.max(0, $0 - reach)...Swift.min(count - 1, $0 + reach)]) }
  }
}

extension Duration {
  /// Seconds with two decimals.
  var inSeconds: String { String(format: "%.2f", self / .seconds(1)) }
}
