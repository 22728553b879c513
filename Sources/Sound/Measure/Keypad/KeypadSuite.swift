import Glibc
package import Telephony

/// A sound that tries a receiver of DTMF, in the kinds of the test tapes of Mitel (CM7291) and
/// Bellcore, with the limits of ITU-T Q.24 (Table A-1, AT&T's column): every probe is a tone pair that
/// a receiver must take, must not take, or may, so that its own limits show.
///
/// Between two sweeps, by which it is found in what a path made of it.
package struct KeypadSuite: Sendable {
  /// What is tried.
  package enum Section: String, CaseIterable, Sendable {
    /// All sixteen, 50 ms each and 50 ms apart.
    case digits
    /// One tone or the other off its frequency, in percent.
    case frequency
    /// How much louder the high tone is, in dB.
    case twist
    /// The level of each tone, in dBm0.
    case level
    /// How long a digit sounds, in ms.
    case duration
    /// The same digit again after a pause, in ms.
    case pause
    /// A digit with a break in it, in ms, which is still one.
    case interruption
    /// White noise below the tones, in dB.
    case noise
    /// A dial tone below the digits, in dB.
    case dialTone = "dial_tone"
    /// What isn't keyed at all: something like voices, for so many seconds.
    case talkOff = "talk_off"
  }

  package enum Expectation: Hashable, Sendable {
    case heard
    case ignored
    case either
  }

  /// A tone pair, or a stretch in which there is none to be heard.
  package struct Probe: Hashable, Sendable {
    package let section: Section
    /// `nil` where there is nothing to be heard.
    package let digit: DTMFDigit?
    package let expectation: Expectation
    /// What is tried, in the section's unit.
    package let value: Double
    /// When it begins, in s.
    package let start: Double
  }

  /// In Hz.
  package static let sampleRate = 8000
  package private(set) var probes: [Probe] = []
  /// Mono, full scale being −1 to 1.
  package private(set) var samples: [Float] = []
  private var random = SeededNoise(seed: 1)

  package init() {
    pause(0.3)
    samples += Self.marker
    pause(0.4)
    addSections()
    pause(0.4)
    endMarkerStart = samples.count
    samples += Self.marker.reversed()
    pause(0.3)
  }

  /// The sample at which the second sweep begins.
  private(set) var endMarkerStart = 0
  /// The sample at which the first sweep begins.
  static let markerStart = 2400

  package var duration: Duration {
    .milliseconds(samples.count * 1000 / Self.sampleRate)
  }

  /// A sweep of 0.4 s through the telephone's band, and backwards at the end.
  static let marker: [Float] = {
    let count = 3200
    return (0..<count).map { index in
      let time = Double(index) / 8000
      let turns = 400 * time + (3200 - 400) * time * time / (2 * 0.4)
      let edge = min(1, Double(min(index, count - 1 - index)) / 160)
      return Float(0.3 * edge * sin(2 * .pi * turns))
    }
  }()

  // MARK: Making sound

  var now: Double { Double(samples.count) / Double(Self.sampleRate) }

  mutating func pause(_ seconds: Double) {
    samples += [Float](repeating: 0, count: Self.count(seconds))
  }

  /// Adds a digit as a probe.
  ///
  /// - Parameters:
  ///   - levels: of the low and the high tone, in dBm0.
  ///   - deviations: of the low and the high tone, in percent.
  mutating func press(
    _ digit: DTMFDigit, _ section: Section, _ value: Double, _ expectation: Expectation,
    for seconds: Double = 0.05, then gap: Double = 0.06,
    levels: (low: Double, high: Double) = (-10, -10),
    deviations: (low: Double, high: Double) = (0, 0)
  ) {
    probes.append(
      Probe(section: section, digit: digit, expectation: expectation, value: value, start: now))
    let low = (digit.lowFrequency * (1 + deviations.low / 100), Self.amplitude(levels.low))
    let high = (digit.highFrequency * (1 + deviations.high / 100), Self.amplitude(levels.high))
    samples += (0..<Self.count(seconds)).map { index in
      let time = Double(index) / Double(Self.sampleRate)
      return Float(
        low.1 * sin(2 * .pi * low.0 * time)
          + high.1 * sin(2 * .pi * high.0 * time))
    }
    pause(gap)
  }

  /// Adds a stretch in which nothing must be heard.
  mutating func stretch(_ section: Section, _ value: Double, of sound: [Float]) {
    probes.append(
      Probe(section: section, digit: nil, expectation: .ignored, value: value, start: now))
    samples += sound
  }

  /// Mixes tones into what has been added since a moment.
  mutating func mix(_ frequencies: [Double], level: Double, since start: Double) {
    let amplitude = Self.amplitude(level)
    for index in Self.count(start)..<samples.count {
      let time = Double(index) / Double(Self.sampleRate)
      for frequency in frequencies {
        samples[index] += Float(amplitude * sin(2 * .pi * frequency * time))
      }
    }
  }

  /// Mixes white noise into what has been added since a moment.
  ///
  /// - Parameter level: its power, in dBm0.
  mutating func mixNoise(level: Double, since start: Double) {
    // Uniform noise of this amplitude has a third of its square as power, a sine half.
    let amplitude = Self.amplitude(level) * 1.5.squareRoot()
    for index in Self.count(start)..<samples.count {
      samples[index] += Float(amplitude * random.next())
    }
  }

  mutating func nextRandom() -> Double { random.next() }

  static func count(_ seconds: Double) -> Int {
    Int((seconds * Double(sampleRate)).rounded())
  }

  /// The amplitude of a tone, full scale being 1.
  static func amplitude(_ level: Double) -> Double { (level - 3.14).amplitude }
}

/// Noise that is the same each time: a linear congruential generator.
struct SeededNoise: Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// From −1 to 1.
  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / Double(1 << 52) - 1
  }
}
