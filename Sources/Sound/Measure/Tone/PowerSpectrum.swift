import CKissFFT
import Glibc

/// How the power of sound is spread over frequency: the mean over overlapping blocks (Welch's
/// method) with Hann windows, without the constant part.
struct PowerSpectrum {
  /// The distance of two bins, in Hz.
  let binWidth: Double
  /// The mean square in each bin, from 0 Hz on; full scale is 1.
  private let powers: [Double]

  /// - Parameter resolution: the length of a block, in seconds.
  init(of sound: ArraySlice<Float>, sampleRate: Int, resolution: Double = 0.5) {
    let length = max(1, min(sound.count, Int(resolution * Double(sampleRate))))
    let transform = FourierTransform(atLeast: length)
    binWidth = Double(sampleRate) / Double(transform.length)
    let window = Self.hann(length)
    let mean = sound.reduce(0) { $0 + Double($1) } / Double(max(1, sound.count))
    var sums = [Double](repeating: 0, count: transform.length / 2 + 1)
    var weight = 0.0
    let squares = window.reduce(0) { $0 + $1 * $1 }
    for start in stride(
      from: sound.startIndex, through: sound.endIndex - length, by: max(1, length / 2))
    {
      let block = (0..<length).map { Float((Double(sound[start + $0]) - mean) * window[$0]) }
      let spectrum = transform.spectrum(of: block)
      for index in sums.indices { sums[index] += spectrum[index].power }
      weight += squares
    }
    let scale = weight > 0 ? 2 / (weight * Double(transform.length)) : 0
    powers = sums.map { $0 * scale }
  }

  /// The mean square in a band of frequencies, in Hz.
  func power(in band: ClosedRange<Double>) -> Double {
    power(weightedBy: { frequency in
      // A bin reaches half its width to both sides.
      let (low, high) = (frequency - binWidth / 2, frequency + binWidth / 2)
      return max(0, min(high, band.upperBound) - max(low, band.lowerBound)) / binWidth
    })
  }

  /// The mean square with a weight for each frequency, in Hz.
  func power(weightedBy weight: (Double) -> Double) -> Double {
    powers.enumerated().reduce(0) { $0 + $1.element * weight(Double($1.offset) * binWidth) }
  }

  /// The frequency of the strongest bin in a band, in Hz.
  func peak(in band: ClosedRange<Double>) -> Double? {
    let inside = powers.indices.filter { band.contains(Double($0) * binWidth) }
    return inside.max { powers[$0] < powers[$1] }.map { Double($0) * binWidth }
  }

  static func hann(_ length: Int) -> [Double] {
    (0..<length).map { 0.5 - 0.5 * cos(2 * .pi * (Double($0) + 0.5) / Double(length)) }
  }
}

/// Measures single lines of a spectrum, at any frequency.
struct SpectralLines {
  private let samples: [Double]
  private let sampleRate: Double
  private let sumOfWindow: Double

  init(of sound: ArraySlice<Float>, sampleRate: Int) {
    let window = PowerSpectrum.hann(sound.count)
    let mean = sound.reduce(0) { $0 + Double($1) } / Double(max(1, sound.count))
    samples = zip(sound, window).map { (Double($0) - mean) * $1 }
    sumOfWindow = window.reduce(0, +)
    self.sampleRate = Double(sampleRate)
  }

  /// How far from a line another one, or a band's edge, doesn't disturb it, in Hz.
  var resolution: Double { 2 * sampleRate / Double(max(1, samples.count)) }

  /// The mean square of the sine at a frequency, in Hz.
  func power(at frequency: Double) -> Double {
    let step = 2 * Double.pi * frequency / sampleRate
    let (turnC, turnS) = (cos(step), sin(step))
    var (c, s) = (1.0, 0.0)
    var (real, imaginary) = (0.0, 0.0)
    for sample in samples {
      real += sample * c
      imaginary += sample * s
      (c, s) = (c * turnC - s * turnS, c * turnS + s * turnC)
    }
    guard sumOfWindow > 0 else { return 0 }
    return 2 * (real * real + imaginary * imaginary) / (sumOfWindow * sumOfWindow)
  }
}

extension Double {
  /// The level of a mean square, in dBFS: a full-scale sine's is ½ and has 0 dBFS (AES17).
  var levelOfPower: Double { Swift.max(LevelMeter.floor, 10 * log10(2 * self)) }
}
