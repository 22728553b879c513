import Glibc

/// Noise as a telephone's listener notices it: the power weighted by ITU-T O.41, table 1.
package enum Psophometer {
  /// The weight of each frequency, in Hz and dB; 800 Hz has 0 dB.
  private static let table: [(frequency: Double, weight: Double)] = [
    (16.66, -85), (50, -63), (100, -41), (200, -21), (300, -10.6), (400, -6.3), (500, -3.6),
    (600, -2), (700, -0.9), (800, 0), (900, 0.6), (1000, 1), (1200, 0), (1400, -0.9),
    (1600, -1.7), (1800, -2.4), (2000, -3), (2500, -4.2), (3000, -5.6), (3500, -8.5),
    (4000, -15), (4500, -25), (5000, -36), (6000, -43),
  ]

  /// The weight of a frequency, in dB: between the table's rows a straight line over the logarithm
  /// of the frequency, outside them −∞.
  package static func weight(at frequency: Double) -> Double {
    guard frequency >= table[0].frequency,
      let next = table.firstIndex(where: { $0.frequency >= frequency })
    else { return -.infinity }
    let (high, low) = (table[next], table[max(0, next - 1)])
    if high.frequency == frequency { return high.weight }
    let part = log(frequency / low.frequency) / log(high.frequency / low.frequency)
    return low.weight + part * (high.weight - low.weight)
  }

  /// The level of noise in dBm0p; a full-scale sine of 800 Hz has +3.14.
  package static func level(of sound: [Float], sampleRate: Int) -> Double {
    level(of: PowerSpectrum(of: sound[...], sampleRate: sampleRate, resolution: 0.25))
  }

  static func level(of spectrum: PowerSpectrum) -> Double {
    power(of: spectrum).levelOfPower + Double.fullScaleLevel
  }

  /// The weighted mean square.
  static func power(of spectrum: PowerSpectrum) -> Double {
    spectrum.power(weightedBy: { pow(10, weight(at: $0) / 10) })
  }
}

extension Double {
  /// The level of a full-scale sine, in dBm0, by ITU-T G.711 for A-law.
  package static let fullScaleLevel = 3.14
}
