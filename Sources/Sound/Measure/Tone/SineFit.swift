import Glibc

/// The sine that fits sound best, its frequency included: the four-parameter least-squares fit of
/// IEEE 1057 and 1241.
///
/// A fit needs no whole number of periods and no window, so what it leaves is what the sound has
/// beside the sine, down to the samples' own resolution.
struct SineFit: Hashable {
  /// In Hz.
  private(set) var frequency: Double
  /// Full scale is 1.
  var amplitude: Double { (cosine * cosine + sine * sine).squareRoot() }
  /// The constant part, full scale being 1.
  private(set) var offset = 0.0
  /// The parts in and out of phase in the middle of the sound.
  private var cosine = 0.0
  private var sine = 0.0
  private let sampleRate: Double

  /// The shortest sound that is fitted: this many periods.
  private static let fewestPeriods = 8.0

  /// - Parameters:
  ///   - nominal: the frequency to look near, in Hz; up to 5 % off.
  ///   - sampleRate: in Hz.
  /// - Returns: `nil` if there are less than eight periods.
  init?(_ sound: ArraySlice<Float>, near nominal: Double, sampleRate: Int) {
    guard nominal > 0, nominal < Double(sampleRate) / 2 else { return nil }
    self.sampleRate = Double(sampleRate)
    frequency = nominal
    // A longer stretch tells the frequency more finely, and needs to know it better beforehand.
    var length = Int(Self.fewestPeriods * self.sampleRate / nominal)
    guard sound.count >= length else { return nil }
    while true {
      let start = sound.startIndex + (sound.count - length) / 2
      let part = sound[start..<start + length]
      for _ in 0..<4 where !refine(to: part) { return nil }
      if length == sound.count { break }
      length = min(2 * length, sound.count)
    }
    guard abs(frequency / nominal - 1) < 0.1 else { return nil }
  }

  /// What the sound has beside the sine and the offset.
  func rest(of sound: ArraySlice<Float>) -> [Float] {
    var rest: [Float] = []
    rest.reserveCapacity(sound.count)
    forEachSample(of: sound) { sample, c, s, _ in
      rest.append(Float(sample - cosine * c - sine * s - offset))
    }
    return rest
  }

  /// One Gauss-Newton step of all four parameters.
  private mutating func refine(to sound: ArraySlice<Float>) -> Bool {
    var sums = [[Double]](repeating: [Double](repeating: 0, count: 5), count: 4)
    // Before the first step there is no sine whose frequency could be corrected.
    let isFirst = amplitude == 0
    let reach = Double(sound.count) / sampleRate
    let (a, b) = isFirst ? (0, 0) : (cosine / amplitude, sine / amplitude)
    forEachSample(of: sound) { sample, c, s, time in
      let columns = [c, s, 1, time / reach * (b * c - a * s), sample]
      for row in 0..<4 {
        for column in row..<5 { sums[row][column] += columns[row] * columns[column] }
      }
    }
    for row in 1..<4 { for column in 0..<row { sums[row][column] = sums[column][row] } }
    guard let solution = Self.solve(sums, unknowns: isFirst ? 3 : 4) else { return false }
    if !isFirst { frequency += solution[3] / (2 * .pi * reach * amplitude) }
    (cosine, sine, offset) = (solution[0], solution[1], solution[2])
    return frequency > 0 && frequency < sampleRate / 2
  }

  /// Gives each sample, the cosine and sine of the frequency there, and its time from the middle,
  /// in seconds.
  private func forEachSample(
    of sound: ArraySlice<Float>, _ body: (Double, Double, Double, Double) -> Void
  ) {
    let middle = Double(sound.count - 1) / 2
    let step = 2 * Double.pi * frequency / sampleRate
    var (c, s) = (cos(-middle * step), sin(-middle * step))
    let (turnC, turnS) = (cos(step), sin(step))
    for (index, sample) in sound.enumerated() {
      body(Double(sample), c, s, (Double(index) - middle) / sampleRate)
      (c, s) = (c * turnC - s * turnS, c * turnS + s * turnC)
    }
  }

  /// Solves linear equations by elimination; the last column is the right side.
  ///
  /// - Returns: `nil` if they don't determine the unknowns.
  private static func solve(_ equations: [[Double]], unknowns count: Int) -> [Double]? {
    var rows = equations.map { Array($0.prefix(count)) + [$0[$0.count - 1]] }
    for column in 0..<count {
      let pivot = (column..<count).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
      rows.swapAt(column, pivot)
      guard abs(rows[column][column]) > 1e-12 else { return nil }
      for row in 0..<count where row != column {
        let factor = rows[row][column] / rows[column][column]
        for place in column...count { rows[row][place] -= factor * rows[column][place] }
      }
    }
    return (0..<count).map { rows[$0][count] / rows[$0][$0] }
  }
}
