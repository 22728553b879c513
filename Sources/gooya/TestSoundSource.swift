import Glibc
import Sound
import Telephony

/// Makes a test sound's samples, in one channel.
struct TestSoundSource {
  private enum Maker {
    case tone(ToneGenerator)
    case sweep(SineSweep)
    case samples([Int16])
    case noise(amplitude: Float)
  }

  private var maker: Maker
  /// Frames that are still to come; `nil` if the sound ends by itself.
  private var left: Int?

  /// - Parameters:
  ///   - level: in dBm0; a full-scale sine has +3.14.
  ///   - length: `nil` for the sound's own length.
  /// - Returns: `nil` if the sample rate is too low for it.
  init?(
    _ sound: TestSound, country: CallProgressTone.Country, sampleRate: Int, level: Double,
    length: Duration?
  ) {
    left = length.map { Int(($0 / .seconds(1) * Double(sampleRate)).rounded()) }
    switch sound {
    case .tone(let frequencies):
      let tone = Tone([Tone.Segment(frequencies, length: length)], repeats: false)
      guard let generator = ToneGenerator(tone, sampleRate: sampleRate, level: level) else {
        return nil
      }
      maker = .tone(generator)
    case .progress(let kind):
      guard let tone = CallProgressTone(kind, in: country)?.tone,
        let generator = ToneGenerator(tone, sampleRate: sampleRate, level: level)
      else { return nil }
      maker = .tone(generator)
    case .sweep:
      guard
        let sweep = SineSweep(
          from: 100, to: 0.45 * Double(sampleRate), length: length ?? .seconds(5),
          sampleRate: sampleRate, level: level)
      else { return nil }
      maker = .sweep(sweep)
    case .digits(let digits):
      guard sampleRate > 3300 else { return nil }
      maker = .samples(DTMFGenerator(sampleRate: sampleRate, level: level).samples(for: digits))
    case .noise:
      let sine = pow(10, (level - TestSound.fullScale) / 20)
      maker = .noise(amplitude: Float(sine * TestSound.noisePeak))
    }
  }

  /// The next samples, full scale being −1 to 1; none at the end.
  mutating func next(_ frames: Int) -> [Float] {
    let count = min(frames, left ?? frames)
    let samples: [Float]
    switch maker {
    case .tone(var generator):
      samples = generator.next(count)
      maker = .tone(generator)
    case .sweep(var sweep):
      samples = sweep.next(count)
      maker = .sweep(sweep)
    case .samples(let all):
      samples = all.prefix(count).map { Float($0) / 32768 }
      maker = .samples(Array(all.dropFirst(count)))
    case .noise(let amplitude):
      samples = (0..<count).map { _ in .random(in: -amplitude...amplitude) }
    }
    left = left.map { $0 - samples.count }
    return samples
  }
}
