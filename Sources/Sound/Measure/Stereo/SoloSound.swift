import CKissFFT
import Glibc

/// What both channels heard while one of them played alone.
struct SoloSound {
  /// By channel heard: the tone's amplitude, full scale being 1.
  let tones: [Double]
  /// By channel heard: the power in each third of an octave of the sweep's response.
  let bands: [[Double]]
  /// The same from 300 to 3400 Hz.
  let powers: [Double]
  /// How alike the channels' sweeps are, from −1 to 1.
  let likeness: Double

  /// The middles of the thirds of an octave, in Hz.
  static func frequencies(at sampleRate: Int) -> [Double] {
    let range = LoopbackSignal.sweepBand(at: sampleRate)
    let (lowest, highest) = (2.5 * range.lowerBound, 0.92 * range.upperBound)
    let middles = (-10...13).map { 1000 * exp2(Double($0) / 3) }
    return middles.filter { $0 / halfStep > lowest && $0 * halfStep < highest }
  }

  private static let halfStep = exp2(1.0 / 6)
  /// How far the sound may come from where the marks say, in seconds.
  private static let slack = 0.25
  /// The response's part that counts, around the direct sound, in seconds.
  private static let reach = (before: 0.005, after: 0.05)

  /// - Parameters:
  ///   - heard: both channels.
  ///   - delay: where the part is heard by the marks, later than sent, in seconds.
  ///   - clocks: how many of the capture's seconds one of the playback's takes.
  /// - Returns: `nil` if too little was captured.
  init?(
    _ solo: LoopbackSignal.Solo, of signal: LoopbackSignal, in heard: [[Float]], delay: Double,
    clocks: Double
  ) {
    let rate = Double(signal.sampleRate)
    func part(_ range: Range<Double>, later: Double, of sound: [Float]) -> ArraySlice<Float> {
      let (start, end) = (range.lowerBound * clocks + later, range.upperBound * clocks + later)
      let first = max(0, min(sound.count, Int((start * rate).rounded())))
      return sound[first..<max(first, min(sound.count, Int((end * rate).rounded())))]
    }
    let sweep = signal.soloSweep()
    let band = LoopbackSignal.sweepBand(at: signal.sampleRate)
    let whole = solo.sweep.lowerBound..<solo.sweepTail.upperBound
    let responses = heard.map { sound in
      ImpulseResponse(
        played: sweep, captured: part(whole, later: delay - Self.slack, of: sound), band: band,
        sampleRate: signal.sampleRate)
    }
    // Its place is where the louder channel has it.
    let loudest = responses.compactMap(\.self).max { $0.peak < $1.peak }
    guard let loudest else {
      let tones = heard.map { part(solo.tone, later: delay, of: $0) }
      let length = solo.tone.upperBound - solo.tone.lowerBound
      let isCaptured = tones.contains { Double($0.count) > 0.9 * rate * length }
      if !isCaptured || tones.contains(where: { $0.contains { $0 != 0 } }) { return nil }
      self.tones = [0, 0]
      bands = heard.map { _ in Self.frequencies(at: signal.sampleRate).map { _ in 0 } }
      powers = [0, 0]
      likeness = 0
      return
    }
    let later = delay - Self.slack + loudest.delay
    let frequency = LoopbackSignal.toneFrequency / clocks
    let inner = solo.tone.lowerBound + 0.05..<solo.tone.upperBound - 0.05
    tones = heard.map { sound in
      part(inner, later: later, of: sound).amplitude(at: frequency / rate)
    }
    let window =
      max(0, loudest.direct - Int(Self.reach.before * rate))..<loudest.direct
      + Int(Self.reach.after * rate)
    let middles = Self.frequencies(at: signal.sampleRate)
    var (bands, powers): ([[Double]], [Double]) = ([], [])
    for response in responses {
      let spectrum = response.map { ResponseSpectrum($0, window) }
      bands.append(
        middles.map { middle in
          spectrum?.power(in: middle / Self.halfStep...middle * Self.halfStep) ?? 0
        })
      powers.append(spectrum?.power(in: FrequencyResponse.telephoneBand) ?? 0)
    }
    (self.bands, self.powers) = (bands, powers)
    likeness = Self.likeness(
      part(solo.sweep, later: later, of: heard[0]), part(solo.sweep, later: later, of: heard[1]))
  }

  private static func likeness(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Double {
    var (product, first, second) = (0.0, 0.0, 0.0)
    for (x, y) in zip(a, b) {
      product += Double(x) * Double(y)
      first += Double(x) * Double(x)
      second += Double(y) * Double(y)
    }
    return first > 0 && second > 0 ? product / (first * second).squareRoot() : 0
  }
}

extension ImpulseResponse {
  /// How strong the direct sound is.
  fileprivate var peak: Float { envelope[direct] }
}

/// The power of a stretch of an impulse response, without that of the noise there.
private struct ResponseSpectrum {
  private let spectrum: FourierTransform.Spectrum
  private let noise: FourierTransform.Spectrum
  private let binWidth: Double

  init(_ response: ImpulseResponse, _ window: Range<Int>) {
    let count = response.samples.count
    let transform = FourierTransform(atLeast: max(window.count, response.sampleRate / 4))
    let kept = window.clamped(to: 0..<count)
    spectrum = transform.spectrum(of: response.samples[kept])
    // After the sound, where a room hardly reverberates any more.
    let after = min(count - 1, kept.upperBound + response.sampleRate / 5)
    noise = transform.spectrum(
      of: response.samples[after..<min(count, after + kept.count)])
    binWidth = Double(response.sampleRate) / Double(transform.length)
  }

  /// The mean of the gain's square over a band, each octave counting as much as the other.
  func power(in band: ClosedRange<Double>) -> Double {
    let first = max(1, Int((band.lowerBound / binWidth).rounded(.up)))
    let last = min(spectrum.count - 1, Int(band.upperBound / binWidth))
    guard first <= last else { return 0 }
    var (sum, weights) = (0.0, 0.0)
    for bin in first...last {
      sum += (spectrum[bin].power - noise[bin].power) / Double(bin)
      weights += 1 / Double(bin)
    }
    return max(0, sum / weights)
  }
}

extension ArraySlice<Float> {
  /// The amplitude of a sine of a known frequency, in cycles a sample; by a Hann window.
  fileprivate func amplitude(at frequency: Double) -> Double {
    var (real, imaginary, weights) = (0.0, 0.0, 0.0)
    for (index, sample) in enumerated() {
      let weight = 0.5 - 0.5 * cos(2 * .pi * (Double(index) + 0.5) / Double(count))
      let angle = 2 * .pi * frequency * Double(index)
      real += weight * Double(sample) * cos(angle)
      imaginary += weight * Double(sample) * sin(angle)
      weights += weight
    }
    return weights > 0 ? 2 * (real * real + imaginary * imaginary).squareRoot() / weights : 0
  }
}
