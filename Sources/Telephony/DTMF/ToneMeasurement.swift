/// Two tones fitted to a piece of sound by least squares, in windows of about 10 ms: slow changes
/// of level and phase do no harm.
struct ToneMeasurement {
  /// In Hz, corrected by how the phases turn from window to window.
  private(set) var frequencies: SIMD2<Float>
  /// The median window's power of each tone, in squared Int16 steps.
  private(set) var powers = SIMD2<Double>()
  /// The mean power of what the tones and DC don't explain; at least 1e-6.
  private(set) var residue = 1e-6

  /// - Parameter frequencies: known to a few percent.
  init(of sound: ArraySlice<Int16>, around frequencies: SIMD2<Float>) {
    let first = Self(of: sound, near: frequencies)
    self.init(of: sound, near: first.frequencies)
  }

  /// - Parameter frequencies: known to 1 %.
  init(of sound: ArraySlice<Int16>, near frequencies: SIMD2<Float>) {
    self.frequencies = frequencies
    let windows = max(2, sound.count / 80)
    let length = sound.count / windows
    guard length > Self.unknowns else { return }
    var powers: [[Double]] = [[], []]
    var before: [Phasor] = []
    var turned = [Phasor](repeating: Phasor(real: 0, imaginary: 0), count: 2)
    var energy = 0.0
    for start in stride(from: sound.startIndex, through: sound.endIndex - length, by: length) {
      let window = Self.fit(sound[start..<start + length], frequencies)
      energy += window.energy
      for tone in 0..<2 {
        let now = window.tones[tone]
        powers[tone].append((now.real * now.real + now.imaginary * now.imaginary) / 2)
        guard !before.isEmpty else { continue }
        let turn = now.times(mirrored: before[tone])
        turned[tone].real += turn.real
        turned[tone].imaginary += turn.imaginary
      }
      before = window.tones
    }
    for tone in 0..<2 {
      self.powers[tone] = powers[tone].sorted()[powers[tone].count / 2]
      self.frequencies[tone] += Float(turned[tone].angle / (2 * .pi) * 8_000 / Double(length))
    }
    // Some of it is in the fit: as many parts as there are unknowns.
    let parts = powers[0].count * (length - Self.unknowns)
    residue = max(residue, energy / Double(parts))
  }

  /// Cosine and sine of two tones, and DC.
  private static let unknowns = 5

  /// The tones' amplitudes with phases counted from the sound's first sample, and what is left.
  private static func fit(
    _ window: ArraySlice<Int16>, _ frequencies: SIMD2<Float>
  ) -> (tones: [Phasor], energy: Double) {
    let waves = window.indices.map { index in
      let low = Phasor(turns: Double(frequencies.x) * Double(index) / 8_000)
      let high = Phasor(turns: Double(frequencies.y) * Double(index) / 8_000)
      return [low.real, low.imaginary, high.real, high.imaginary, 1, Double(window[index])]
    }
    // The normal equations, the sound's products as the last column, solved by elimination.
    var rows = (0..<unknowns).map { row in
      (0...unknowns).map { column in waves.reduce(0) { $0 + $1[row] * $1[column] } }
    }
    for pivot in 0..<unknowns {
      for row in 0..<unknowns where row != pivot {
        let factor = rows[row][pivot] / rows[pivot][pivot]
        for column in pivot...unknowns { rows[row][column] -= factor * rows[pivot][column] }
      }
    }
    let solution = (0..<unknowns).map { rows[$0][unknowns] / rows[$0][$0] }
    let energy = waves.reduce(0) { sum, wave in
      let rest = wave[unknowns] - zip(solution, wave).reduce(0) { $0 + $1.0 * $1.1 }
      return sum + rest * rest
    }
    let tones = [
      Phasor(real: solution[0], imaginary: -solution[1]),
      Phasor(real: solution[2], imaginary: -solution[3]),
    ]
    return (tones, energy)
  }
}
