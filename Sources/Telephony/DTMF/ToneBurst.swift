/// Two tones that begin and end within much weaker sound, whatever their length and level: what the
/// detector never examines, since it is too short or too weak.
struct ToneBurst {
  /// The samples through which they sound.
  let extent: Range<Int>
  let pair: TonePair
  let signal: DTMFSignal

  /// All of some sound, in order.
  ///
  /// - Parameters:
  ///   - sound: with silence after it.
  ///   - count: its samples without that silence.
  static func all(in sound: [Int16], of count: Int) -> [ToneBurst] {
    regions(in: sound).compactMap { ToneBurst(within: $0, of: sound, count: count) }
  }

  /// The energy of the sharpened sound of each slice, and of what is around a sample.
  private static func energy(_ sound: [Int16], from start: Int) -> Float {
    var energy: Float = 0
    for index in max(2, start)..<max(2, min(sound.count, start + ToneSlice.length)) {
      let sharp = Float(Int32(sound[index]) - Int32(sound[index - 2]))
      energy += sharp * sharp
    }
    return energy
  }

  /// Where the sound rises by 10 dB within 8 ms, up to where it is 10 dB weaker again.
  private static func regions(in sound: [Int16]) -> [Range<Int>] {
    let length = ToneSlice.length
    let energies = stride(from: 0, to: sound.count, by: length).map { energy(sound, from: $0) }
    var regions: [Range<Int>] = []
    var index = 0
    while index < energies.count {
      let before = index >= 2 ? energies[index - 2] : 0
      guard energies[index] >= leastEnergy, energies[index] >= 10 * before else {
        index += 1
        continue
      }
      var (end, highest) = (index, energies[index])
      while end < energies.count, energies[end] >= highest / 10 {
        highest = max(highest, energies[end])
        end += 1
      }
      regions.append(max(0, index - 1) * length..<min(sound.count, (end + 1) * length))
      index = end
    }
    return regions
  }

  /// Of a slice with two tones of -70 dBm0.
  private static let leastEnergy: Float = 3_000
  /// The least and the most samples: 8 ms, below which tones can't be told apart, and a minute.
  private static let lengths = 64...480_000
  /// Digits are longer than this.
  private static let short = 190
  /// The mean square of tones of which the weaker has -46 dBm0 and the other 20 dB more, and a little.
  private static let strong = 1e6
  /// The least share of the sound's power in the tones.
  private static let leastPurity = 0.95

  /// - Returns: `nil` if it isn't two tones near a digit's.
  private init?(within region: Range<Int>, of sound: [Int16], count: Int) {
    let half = ToneSlice.length / 2
    let around = region.map { Self.energy(sound, from: $0 - half) }
    // The onset is in the middle of the slice that has half of the energy.
    let usual = around.sorted()[around.count * 2 / 3]
    guard let first = around.firstIndex(where: { $0 >= usual / 2 }),
      let last = around.lastIndex(where: { $0 >= usual / 2 })
    else { return nil }
    extent = region.lowerBound + first..<region.lowerBound + last + 1
    guard Self.lengths.contains(extent.count) else { return nil }

    let margin = min(16, extent.count / 4)
    let middle = sound[extent.lowerBound + margin..<extent.upperBound - margin]
    // Most speech is neither short nor weak, and needs no more work.
    let power = middle.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(middle.count)
    if extent.count > Self.short, power > Self.strong { return nil }
    func strongest(of tones: [Double]) -> Int {
      let powers = tones.map { frequency in
        let sum = middle.prefix(800).enumerated().reduce(Phasor(real: 0, imaginary: 0)) {
          sum, next in
          let wave = Phasor(turns: frequency * Double(next.offset) / 8_000)
          return Phasor(
            real: sum.real + Double(next.element) * wave.real,
            imaginary: sum.imaginary + Double(next.element) * wave.imaginary)
        }
        return sum.real * sum.real + sum.imaginary * sum.imaginary
      }
      return powers.indices.max { powers[$0] < powers[$1] } ?? 0
    }
    pair = TonePair.all[4 * strongest(of: DTMFDigit.rows) + strongest(of: DTMFDigit.columns)]
    let measure = ToneMeasurement(of: middle, around: pair.frequencies)
    signal = DTMFSignal(measure, of: pair.digit, over: extent, of: count)
    let tones = measure.powers.sum()
    guard tones / (tones + measure.residue) > Self.leastPurity, abs(signal.twist) < 20,
      abs(signal.low.deviation) < 5, abs(signal.high.deviation) < 5
    else { return nil }
  }

  /// Why it isn't a digit; `nil` if only the detector can say.
  var refusal: DTMFRefusal? {
    if extent.count <= Self.short { return .tooShort }
    return min(signal.low.level, signal.high.level) < -46 ? .tooWeak : nil
  }
}
