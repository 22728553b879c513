import CKissFFT
import Glibc

/// A path's gain, phase and group delay over frequency, by its impulse response.
///
/// Each point is the mean over a part of an octave around it. The least group delay of the band is
/// taken away from phase and group delay, as ITU-T G.712 does for group-delay distortion: what is left
/// is what the path does to a sound's shape.
package struct TransferFunction: Hashable, Sendable {
  package struct Point: Hashable, Sendable {
    /// In Hz.
    package let frequency: Double
    /// In dB.
    package let gain: Double
    /// From −180 to 180 degrees; a delay is negative.
    package let phase: Double
    /// How much later than the least delayed frequency, in seconds.
    package let groupDelay: Double
  }

  /// From low frequencies to high ones, as far apart as one of them is wide.
  package let points: [Point]
  /// The least group delay, which the others are relative to, in seconds.
  package let leastDelay: Double

  /// How long the response is looked at before and after the direct sound, in seconds.
  private static let reach = (before: 0.05, after: 0.25)
  /// ITU-T G.712's band for the least group delay, in Hz.
  package static let middle = 500.0...2800.0
  /// Weaker frequencies' delays are noise's, in dB below the strongest.
  private static let usable = 30.0

  /// The widest difference of group delays in a band, in seconds.
  package func groupDelayDistortion(in band: ClosedRange<Double>) -> Double? {
    points.filter { band.contains($0.frequency) }.map(\.groupDelay).max()
  }

  /// - Parameter fraction: of an octave, that each point is the mean over: 3 for a third.
  /// - Returns: `nil` if there is no response in the band.
  package init?(of response: ImpulseResponse, octaveFraction fraction: Int = 12) {
    let rate = Double(response.sampleRate)
    let start = max(0, response.direct - Int(Self.reach.before * rate))
    let end = min(response.samples.count, response.direct + Int(Self.reach.after * rate))
    let part = response.samples[start..<end]
    // Fine enough for a twelfth of an octave at 100 Hz.
    let transform = FourierTransform(atLeast: max(part.count, response.sampleRate))
    let spectrum = transform.spectrum(of: part)
    // The spectrum of t·h(t) is the derivative of that of h(t).
    let direct = response.direct - start
    let slopes = transform.spectrum(
      of: part.enumerated().map { Float($0.offset - direct) / Float(rate) * $0.element })
    let binWidth = rate / Double(transform.length)
    let half = pow(2, 0.5 / Double(fraction))
    var bands: [Band] = []
    var frequency = response.band.lowerBound * half
    while frequency * half <= response.band.upperBound {
      let bins = Int((frequency / half / binWidth).rounded(.up))...Int(frequency * half / binWidth)
      bands.append(Band(frequency: frequency, bins: bins, of: spectrum, slopes))
      frequency *= half * half
    }
    let strongest = bands.map(\.gain).max() ?? -.infinity
    let heard = bands.filter { $0.gain > strongest - Self.usable }
    let reference = heard.filter { Self.middle.contains($0.frequency) }
    guard let least = (reference.isEmpty ? heard : reference).map(\.groupDelay).min() else {
      return nil
    }
    leastDelay = least + response.delay
    let shift = Double(direct) / rate + least
    points = bands.map { band in
      Point(
        frequency: band.frequency, gain: max(FrequencyResponse.lowestGain, band.gain),
        phase: band.phase(of: spectrum, withoutDelay: shift, binWidth: binWidth),
        groupDelay: band.groupDelay - least)
    }
  }

  /// A part of an octave of a spectrum.
  private struct Band {
    let frequency: Double
    let bins: ClosedRange<Int>
    /// In dB.
    let gain: Double
    /// Relative to the direct sound, in seconds.
    let groupDelay: Double

    init(
      frequency: Double, bins: ClosedRange<Int>, of spectrum: FourierTransform.Spectrum,
      _ slopes: FourierTransform.Spectrum
    ) {
      self.frequency = frequency
      self.bins = bins
      let power = bins.reduce(0) { $0 + spectrum[$1].power }
      let product = bins.reduce(0) { sum, bin in
        let (h, t) = (spectrum[bin], slopes[bin])
        return sum + Double(h.r) * Double(t.r) + Double(h.i) * Double(t.i)
      }
      gain = power > 0 ? 10 * log10(power / Double(bins.count)) : FrequencyResponse.lowestGain
      groupDelay = power > 0 ? product / power : 0
    }

    /// In degrees.
    func phase(
      of spectrum: FourierTransform.Spectrum, withoutDelay delay: Double, binWidth: Double
    ) -> Double {
      var (real, imaginary) = (0.0, 0.0)
      for bin in bins {
        let angle = 2 * .pi * Double(bin) * binWidth * delay
        let (c, s) = (cos(angle), sin(angle))
        let (r, i) = (Double(spectrum[bin].r), Double(spectrum[bin].i))
        real += r * c - i * s
        imaginary += r * s + i * c
      }
      return atan2(imaginary, real) * 180 / .pi
    }
  }
}
