/// The complex amplitudes of a low and a high tone, in that order, and what they explain of a
/// slice.
struct TonePhasors: Sendable {
  var real = SIMD2<Float>()
  var imaginary = SIMD2<Float>()
  /// The energy that they explain in their slice.
  var energy: Float = 0

  /// The squares of the two amplitudes.
  @inline(__always)
  var squares: SIMD2<Float> { real * real + imaginary * imaginary }

  /// The phases of two unit phasors in radians, exact to 0.001 within a third of a circle around
  /// zero.
  var angles: SIMD2<Float> {
    // Half the angle has the tangent s / (1 + c); a quarter of it is small enough for the arc
    // tangent's series.
    let halves = imaginary / pointwiseMax(1 + real, SIMD2(repeating: 1e-6))
    let roots = (1 + halves * halves).squareRoot()
    let quarters = halves / (1 + roots)
    let squares = quarters * quarters
    let fifth: SIMD2<Float> = squares * (1 / 5 - squares / 7)
    let third: SIMD2<Float> = squares * (1 / 3 - fifth)
    return 4 * quarters * (1 - third)
  }

  /// Both rotated forward by the phases of two others.
  @inline(__always)
  func turned(by other: Self) -> Self {
    Self(
      real: real * other.real - imaginary * other.imaginary,
      imaginary: imaginary * other.real + real * other.imaginary)
  }

  /// Both rotated back by the phases of two others.
  @inline(__always)
  func turned(backBy other: Self) -> Self {
    Self(
      real: real * other.real + imaginary * other.imaginary,
      imaginary: imaginary * other.real - real * other.imaginary)
  }

  /// Whether one of the tones turns in a unit step much more or less than in these before: the
  /// difference's cosine is less than `limit`.
  @inline(__always)
  func differs(from step: Self, by limit: Float) -> Bool {
    any(real * step.real + imaginary * step.imaginary .< limit * squares.squareRoot())
  }

  /// The same phases with amplitude 1; 0 stays 0.
  @inline(__always)
  var unit: Self { scaled(by: 1 / pointwiseMax(squares, SIMD2(repeating: 1e-30)).squareRoot()) }

  @inline(__always)
  func scaled(by factor: SIMD2<Float>) -> Self {
    Self(real: real * factor, imaginary: imaginary * factor)
  }

  @inline(__always)
  static func += (sum: inout Self, other: Self) {
    sum.real += other.real
    sum.imaginary += other.imaginary
  }
}
