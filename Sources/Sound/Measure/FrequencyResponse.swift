import CKissFFT
import Glibc

/// A path's gain at each frequency.
package struct FrequencyResponse: Hashable, Sendable {
  /// The response in a twelfth of an octave.
  package struct Point: Hashable, Sendable {
    /// The middle of the band, in Hz.
    package let frequency: Double
    /// How much louder it was captured than played, in dB.
    package let gain: Double

    package init(frequency: Double, gain: Double) {
      self.frequency = frequency
      self.gain = gain
    }
  }

  /// From low frequencies to high ones.
  package let points: [Point]

  package init(points: [Point]) { self.points = points }

  /// ITU-T G.712's telephone band, in Hz.
  package static let telephoneBand = 300.0...3400.0
  /// The part of it with a voice's first formants and the digits' tones, in Hz.
  package static let voiceBand = 500.0...2500.0
  /// The least gain reported, in dB: below it there is only noise.
  static let lowestGain = -120.0

  /// The gain at 1 kHz, the reference for the others, in dB.
  package var middleGain: Double {
    let nearest = points.min { abs($0.frequency - 1000) < abs($1.frequency - 1000) }
    return nearest?.gain ?? 0
  }

  /// A point's gain beside that at 1 kHz, in dB: what every text and picture shows.
  package func relativeGain(of point: Point) -> Double { point.gain - middleGain }

  /// The points without those of some bands, which were spoilt.
  func without(_ bands: [ClosedRange<Double>]) -> FrequencyResponse {
    FrequencyResponse(
      points: points.filter { point in !bands.contains { $0.contains(point.frequency) } })
  }

  /// The least and the greatest gain in a band, in dB relative to 1 kHz.
  package func spread(in band: ClosedRange<Double>) -> ClosedRange<Double> {
    let gains = points.filter { band.contains($0.frequency) }.map(relativeGain)
    guard let least = gains.min(), let greatest = gains.max() else { return 0...0 }
    return least...greatest
  }

  /// From the weakest to the strongest frequency of the voice band, in dB.
  package var voiceBandSpread: Double {
    let spread = spread(in: Self.voiceBand)
    return spread.upperBound - spread.lowerBound
  }

  /// The frequencies, outwards from 1 kHz, at which the gain first falls 6 dB below that at 1 kHz,
  /// in Hz; the measured band's ends if it doesn't.
  package var passband: ClosedRange<Double> {
    guard let first = points.first, let last = points.last else { return 0...0 }
    let limit = middleGain - 6
    let low = points.last { $0.frequency < 1000 && $0.gain < limit }?.frequency ?? first.frequency
    let high = points.first { $0.frequency > 1000 && $0.gain < limit }?.frequency ?? last.frequency
    return low...high
  }

  /// Compares a sweep as captured with the sweep as played.
  ///
  /// - Parameters:
  ///   - noise: captured silence, whose power is subtracted.
  ///   - band: the sweep's frequencies, in Hz.
  init(
    played: some Collection<Float>, captured: some Collection<Float>,
    noise: some Collection<Float>, sampleRate: Int, band: ClosedRange<Double>
  ) {
    let transform = FourierTransform(atLeast: max(played.count, captured.count, noise.count))
    let sent = transform.spectrum(of: played)
    let heard = transform.spectrum(of: captured)
    let floor = transform.spectrum(of: noise)
    let noiseScale = noise.isEmpty ? 0 : Double(captured.count) / Double(noise.count)
    let binWidth = Double(sampleRate) / Double(transform.length)

    var points: [Point] = []
    let halfStep = pow(2, 1.0 / 24)
    var frequency = band.lowerBound * halfStep
    while frequency * halfStep < band.upperBound {
      let first = Int((frequency / halfStep / binWidth).rounded(.up))
      let last = min(Int(frequency * halfStep / binWidth), sent.count - 1)
      if first <= last {
        let bins = first...last
        let power = { (spectrum: FourierTransform.Spectrum) in
          bins.reduce(0) { $0 + spectrum[$1].power }
        }
        let (input, output) = (power(sent), power(heard))
        let left = max(output - noiseScale * power(floor), output * 0.01)
        let gain = input > 0 && left > 0 ? 10 * log10(left / input) : Self.lowestGain
        points.append(Point(frequency: frequency, gain: max(gain, Self.lowestGain)))
      }
      frequency *= halfStep * halfStep
    }
    self.points = points
  }
}
