import CallEngine
import Telephony

/// The tones of the keys that a caller presses, one after the other.
struct KeyTones {
  private var tones: [(start: Int, samples: [Float], isKept: Bool)] = []
  /// When another tone may start.
  private var free = 0
  private var known: [Digit: [Float]] = [:]

  /// Q.24 requires 40 ms each; a keypad's tones are longer, and apart.
  private static let toneLength = Duration.milliseconds(100)
  private static let gap = Duration.milliseconds(60)
  /// The level at which callers hear their own tones.
  private static let sidetone: Float = 0.4
  /// Keys queued beyond this many have no tone: people don't press so many at once.
  private static let mostWaiting = 32

  /// - Parameter isKept: whether the tone belongs to what the caller sends; otherwise only the
  ///   caller hears it.
  mutating func press(_ digit: Digit, at now: Duration, isKept: Bool = true) {
    guard tones.count < Self.mostWaiting else { return }
    let start = max(now.sampleIndex, free)
    let samples = samples(of: digit)
    tones.append((start, samples, isKept))
    free = start + samples.count + Self.gap.sampleIndex
  }

  /// Adds the tones to what the caller sends and, more quietly, to what the caller hears.
  mutating func mix(into frame: inout AudioFrame, from bufferStart: Int) {
    tones.removeAll { $0.start + $0.samples.count <= bufferStart }
    for (start, samples, isKept) in tones {
      let sounding =
        max(
          start, bufferStart)..<max(
          max(start, bufferStart), min(start + samples.count, bufferStart + AudioFrame.length))
      for place in sounding {
        let sample = samples[place - start]
        if isKept { frame.caller[place - bufferStart] += sample }
        frame.heard[place - bufferStart] += sample * Self.sidetone
      }
    }
  }

  private mutating func samples(of digit: Digit) -> [Float] {
    if let samples = known[digit] { return samples }
    guard let signal = DTMFDigit(rawValue: digit.rawValue) else { return [] }
    let generator = DTMFGenerator(
      sampleRate: AudioFrame.sampleRate, toneLength: Self.toneLength, gap: .zero)
    let samples = generator.samples(for: [signal]).map { Float($0) / 32768 }
    known[digit] = samples
    return samples
  }
}
