import CKissFFT
import Glibc

/// What a path makes of a single click, found by what it makes of an exponential sweep.
///
/// After Farina, "Simultaneous Measurement of Impulse Response and Distortion with a Swept-Sine
/// Technique" (AES 108, 2000): the captured sweep is divided by the played one. Since the
/// frequency rises exponentially, each harmonic that the path adds becomes a response of its own,
/// ahead of the linear one, so distortion doesn't spoil it.
package struct ImpulseResponse: Sendable {
  /// In Hz.
  package let sampleRate: Int
  /// The frequencies that it contains undiminished, in Hz.
  package let band: ClosedRange<Double>
  /// Full scale 1 at `direct` is a path with a gain of 0 dB and no limit to its band.
  package let samples: [Float]
  /// The magnitude of the analytic signal in the middle of the band, whose edges are so soft that a
  /// click is over after 4 ms but for −59 dB.
  let envelope: [Float]
  /// Where the sound comes that hasn't been reflected: the envelope's highest point.
  package let direct: Int
  /// The index of the moment at which the sound would come if the path had no delay.
  package let origin: Int

  /// How much of what comes before the undelayed sound is kept, in seconds.
  private static let lead = 0.05
  /// Where the sweep has less than this share of its strongest power, it isn't divided by; a sweep
  /// over nine octaves has 27 dB less at its end than at its beginning.
  private static let leastPower: Float = 1e-5
  /// Over which the envelope's band begins, in Hz.
  private static let middle = 150.0...900.0

  /// The delay of the direct sound, in seconds.
  package var delay: Double { Double(direct - origin) / Double(sampleRate) }

  /// - Parameters:
  ///   - played: the sweep.
  ///   - captured: from the moment on at which the sweep would come without delay, to the end of its
  ///     reverberation.
  ///   - band: the sweep's frequencies, in Hz.
  ///   - sampleRate: in Hz.
  /// - Returns: `nil` if nothing was captured.
  package init?(
    played: some Collection<Float>, captured: some Collection<Float>, band: ClosedRange<Double>,
    sampleRate: Int
  ) {
    guard captured.count > played.count / 2, !played.isEmpty else { return nil }
    let transform = FourierTransform(atLeast: played.count + captured.count)
    let sent = transform.spectrum(of: played)
    let heard = transform.spectrum(of: captured)
    let least = Self.leastPower * sent.reduce(0) { max($0, $1.r * $1.r + $1.i * $1.i) }
    let binWidth = Double(sampleRate) / Double(transform.length)
    func ratio(flat: ClosedRange<Double>, band: ClosedRange<Double>) -> [kiss_fft_cpx] {
      sent.indices.map { index in
        let (x, y) = (sent[index], heard[index])
        let gain = Self.taper(Double(index) * binWidth, flat: flat, band: band)
        let scale = Float(gain) / (x.r * x.r + x.i * x.i + least)
        return kiss_fft_cpx(
          r: (y.r * x.r + y.i * x.i) * scale, i: (y.i * x.r - y.r * x.i) * scale)
      }
    }
    let flat = band.lowerBound * 2.5...band.upperBound * 0.92
    let soft = ratio(
      flat: Self.middle.upperBound...band.upperBound * 0.6,
      band: Self.middle.lowerBound...band.upperBound)
    let real = transform.samples(of: soft)
    let imaginary = transform.samples(of: soft.map { kiss_fft_cpx(r: $0.i, i: -$0.r) })
    // What comes too early is at the end of what the transform gives.
    let lead = min(Int(Self.lead * Double(sampleRate)), played.count / 2)
    let length = min(captured.count, transform.length - lead)
    func ordered(_ values: [Float]) -> [Float] {
      Array(values.suffix(lead)) + values.prefix(length)
    }
    samples = ordered(transform.samples(of: ratio(flat: flat, band: band)))
    let envelope = zip(ordered(real), ordered(imaginary)).map {
      ($0 * $0 + $1 * $1).squareRoot()
    }
    self.envelope = envelope
    origin = lead
    self.band = flat
    self.sampleRate = sampleRate
    guard let direct = envelope.indices.max(by: { envelope[$0] < envelope[$1] }),
      envelope[direct] > 0
    else { return nil }
    self.direct = direct
  }

  /// 1 in the flat part of a band, 0 outside the band; soft between, so that an impulse hardly
  /// rings.
  private static func taper(
    _ frequency: Double, flat: ClosedRange<Double>, band: ClosedRange<Double>
  ) -> Double {
    guard frequency > band.lowerBound, frequency < band.upperBound else { return 0 }
    let part =
      frequency < flat.lowerBound
      ? (frequency - band.lowerBound) / (flat.lowerBound - band.lowerBound)
      : (band.upperBound - frequency) / (band.upperBound - flat.upperBound)
    return part >= 1 ? 1 : 0.5 - 0.5 * cos(.pi * part)
  }
}
