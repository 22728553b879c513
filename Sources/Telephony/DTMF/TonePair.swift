/// A digit's two tones, and how to find their amplitudes in a slice.
struct TonePair: Sendable {
  let row: Int
  let column: Int
  /// Their frequencies, in Hz.
  let frequencies: SIMD2<Float>
  /// The squared gain that sharpening has at each of them.
  let gain: SIMD2<Float>
  /// How far each rotates from slice to slice.
  let turn: TonePhasors
  /// The inverses of the tones' products with each other in a slice, by columns; cosines and sines
  /// don't mix, since phases are counted from the slice's middle.
  private let cosineInverse: SIMD4<Float>
  private let sineInverse: SIMD4<Float>

  /// All sixteen, row by row.
  static let all = (0..<16).map { TonePair(row: $0 / 4, column: $0 % 4) }

  private init(row: Int, column: Int) {
    self.row = row
    self.column = column
    let low = DTMFDigit.rows[row] / 8_000
    let high = DTMFDigit.columns[column] / 8_000
    frequencies = SIMD2(Float(DTMFDigit.rows[row]), Float(DTMFDigit.columns[column]))
    let gains = SIMD2(2 * Phasor(turns: low).imaginary, 2 * Phasor(turns: high).imaginary)
    gain = SIMD2(gains * gains)
    let lowTurn = Phasor(turns: low * Double(ToneSlice.length))
    let highTurn = Phasor(turns: high * Double(ToneSlice.length))
    turn = TonePhasors(
      real: SIMD2(Float(lowTurn.real), Float(highTurn.real)),
      imaginary: SIMD2(Float(lowTurn.imaginary), Float(highTurn.imaginary)))
    cosineInverse = Self.inverse {
      SIMD2(Phasor(turns: low * $0).real, Phasor(turns: high * $0).real)
    }
    sineInverse = Self.inverse {
      SIMD2(Phasor(turns: low * $0).imaginary, Phasor(turns: high * $0).imaginary)
    }
  }

  /// The index in `all` of the pair whose tones are nearest to two frequencies.
  static func nearest(to frequencies: SIMD2<Float>) -> Int {
    func index(_ nominal: [Double], _ frequency: Float) -> Int {
      // The limits are half way between neighbours.
      zip(nominal, nominal.dropFirst()).count { Float($0 + $1) < 2 * frequency }
    }
    return 4 * index(DTMFDigit.rows, frequencies.x) + index(DTMFDigit.columns, frequencies.y)
  }

  /// The digit.
  var digit: DTMFDigit { DTMFDigit(row: row, column: column) }

  /// The least-squares amplitudes of the two tones with these products in a slice.
  @inline(__always)
  func amplitudes(cosine: SIMD2<Float>, sine: SIMD2<Float>) -> TonePhasors {
    let real = cosineInverse.lowHalf * cosine.x + cosineInverse.highHalf * cosine.y
    let imaginary = -(sineInverse.lowHalf * sine.x + sineInverse.highHalf * sine.y)
    let energies = real * cosine - imaginary * sine
    return TonePhasors(real: real, imaginary: imaginary, energy: energies.x + energies.y)
  }

  private static func inverse(of waves: (Double) -> SIMD2<Double>) -> SIMD4<Float> {
    var squares = SIMD2<Double>()
    var product = 0.0
    for step in 0..<ToneSlice.length / 2 {
      let wave = waves(Double(step) + 0.5)
      squares += 2 * wave * wave
      product += 2 * wave.x * wave.y
    }
    let determinant = squares.x * squares.y - product * product
    return SIMD4(SIMD4(squares.y, -product, -product, squares.x) / determinant)
  }
}
