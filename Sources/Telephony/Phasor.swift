/// A complex number: a sinusoid's amplitude and phase. The target imports no mathematics library,
/// so sine, cosine and decibels are computed here, exact to about 1e-15.
struct Phasor: Hashable, Sendable {
  var real: Double
  var imaginary: Double
}

extension Phasor {
  /// The point on the unit circle at `turns` full circles from 1.
  init(turns: Double) {
    // Within a sixteenth of a circle the series converge in a few terms; quarter turns bring any
    // angle there.
    let quarters = (turns * 4).rounded()
    let angle = (turns - quarters / 4) * 2 * .pi
    let square = angle * angle
    var cosine = 1.0
    var sine = 1.0
    for step in stride(from: 9.0, through: 1, by: -1) {
      cosine = 1 - cosine * square / ((2 * step - 1) * (2 * step))
      sine = 1 - sine * square / ((2 * step) * (2 * step + 1))
    }
    sine *= angle
    switch quarters.truncatingRemainder(dividingBy: 4) {
    case 0: (real, imaginary) = (cosine, sine)
    case 1, -3: (real, imaginary) = (-sine, cosine)
    case 2, -2: (real, imaginary) = (-cosine, -sine)
    default: (real, imaginary) = (sine, -cosine)
    }
  }

  /// The product of two phasors: their phases added.
  func times(_ other: Phasor) -> Phasor {
    var product = self
    product.real = real * other.real - imaginary * other.imaginary
    product.imaginary = real * other.imaginary + imaginary * other.real
    return product
  }

  /// The product with another's mirror image: their phases subtracted.
  func times(mirrored other: Phasor) -> Phasor {
    var mirrored = other
    mirrored.imaginary = -other.imaginary
    return times(mirrored)
  }

  /// The phase in radians, from -π to π; 0 for zero.
  var angle: Double {
    // Half of an angle has the tangent y / (r + x); three halvings bring any to where the arc
    // tangent's series converges in a few terms.
    var (x, y) = (real, imaginary)
    for _ in 0..<3 { x += (x * x + y * y).squareRoot() }
    guard x > 0 else { return imaginary == 0 && real >= 0 ? 0 : .pi }
    let tangent = y / x
    var series = 0.0
    for step in stride(from: 25.0, through: 1, by: -2) {
      series = 1 / step - tangent * tangent * series
    }
    return 8 * tangent * series
  }
}

extension Double {
  /// The amplitude, in Int16 steps, of a sine at a level in dBm0. Full scale is +3.14 dBm0 (ITU-T
  /// G.711, µ-law).
  static func amplitude(dBm0 level: Double) -> Double {
    32_767 * gain(decibels: level - 3.14)
  }

  /// The amplitude factor for a number of decibels; 0 if it isn't a number.
  static func gain(decibels: Double) -> Double {
    guard !decibels.isNaN else { return 0 }
    // exp(x) = exp(x / 1024) ^ 1024: the series of a small number converges quickly.
    let exponent = Swift.min(Swift.max(decibels, -400), 400) / 20 * 2.302_585_092_994_046 / 1_024
    var gain = 1.0
    for step in stride(from: 8.0, through: 1, by: -1) { gain = 1 + gain * exponent / step }
    for _ in 0..<10 { gain *= gain }
    return gain
  }

  /// The decibels of a ratio of powers; -400 if it is 0 or less.
  static func decibels(power ratio: Double) -> Double {
    guard ratio > 1e-40 else { return -400 }
    // ln x = 2 artanh((x - 1) / (x + 1)), which converges quickly for a significand.
    let root = ratio.significand / 2.0.squareRoot()
    let tangent = (root - 1) / (root + 1)
    var series = 0.0
    for step in stride(from: 21.0, through: 1, by: -2) {
      series = 1 / step + tangent * tangent * series
    }
    let logarithm = 2 * tangent * series + (Double(ratio.exponent) + 0.5) * 0.693_147_180_559_945_3
    return logarithm * 10 / 2.302_585_092_994_046
  }
}
