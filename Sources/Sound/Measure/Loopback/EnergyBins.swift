/// The energy of sound in each millisecond of a stretch: as played, as heard, as expected, and of
/// the difference between the last two.
struct EnergyBins {
  /// The mean squares over some bins.
  struct Window {
    let sent: Double
    let heard: Double
    let expected: Double
    let rest: Double
  }

  /// In seconds.
  static let width = 0.001
  /// The usual number of bins examined together: 5 ms, shorter than any device's period.
  static let window = 5

  private let start: Double
  /// Running totals of squares, and of samples.
  private var sent = [0.0]
  private var heard = [0.0]
  private var expected = [0.0]
  private var rest = [0.0]
  private var samples = [0]

  /// - Parameter start: in seconds of the signal.
  init(start: Double) { self.start = start }

  var count: Int { heard.count - 1 }

  /// The bin of a time in seconds of the signal, and the other way round.
  func index(of time: Double) -> Int { Int(((time - start) / Self.width).rounded()) }
  func time(of index: Int) -> Double { start + Double(index) * Self.width }

  /// Adds sound of whole milliseconds.
  mutating func append(
    sent: ArraySlice<Float>, heard: ArraySlice<Float>, expected: ArraySlice<Float>, rate: Double
  ) {
    let bins = Int((Double(heard.count) / rate / Self.width + 1e-6).rounded(.down))
    var index = 0
    for bin in 0..<bins {
      let end = min(heard.count, Int((Double(bin + 1) * Self.width * rate).rounded()))
      samples.append(samples[samples.count - 1] + end - index)
      let range = index..<end
      self.sent.append((self.sent.last ?? 0) + sent.energy(range))
      self.heard.append((self.heard.last ?? 0) + heard.energy(range))
      self.expected.append((self.expected.last ?? 0) + expected.energy(range))
      rest.append((rest.last ?? 0) + heard.energy(range, without: expected))
      index = end
    }
  }

  /// The mean squares of some bins.
  func window(at index: Int, count: Int = window) -> Window {
    let end = index + count
    let number = Double(max(1, samples[end] - samples[index]))
    return Window(
      sent: max(0, sent[end] - sent[index]) / number,
      heard: max(0, heard[end] - heard[index]) / number,
      expected: max(0, expected[end] - expected[index]) / number,
      rest: max(0, rest[end] - rest[index]) / number)
  }

  /// The times, in seconds of the signal, over which all windows meet a condition.
  ///
  /// - Parameter least: the shortest run wanted, in bins.
  func runs(ofAtLeast least: Int, where isMet: (Window) -> Bool) -> [Range<Double>] {
    let length = Self.window
    var runs: [Range<Double>] = []
    var index = 0
    while index + length <= count {
      guard isMet(window(at: index, count: length)) else {
        index += 1
        continue
      }
      let first = index
      while index + length <= count, isMet(window(at: index, count: length)) { index += 1 }
      let end = index + length - 1
      guard end - first >= least else { continue }
      runs.append(start + Double(first) * Self.width..<start + Double(end) * Self.width)
    }
    return runs
  }

  /// The times in a part in which the sound falls by 17 dB or more within 10 ms, until it rises so.
  ///
  /// - Parameter least: the energy that it must have before and after.
  func gaps(in part: Range<Double>, least: Double) -> [Range<Double>] {
    let reach = 2 * Self.window
    let first = max(reach, Int((part.lowerBound - start) / Self.width) + reach)
    let last = min(count - Self.window, Int((part.upperBound - start) / Self.width)) - reach
    guard first < last else { return [] }
    let share = 0.02
    var gaps: [Range<Double>] = []
    var index = first
    while index < last {
      let before = window(at: index - reach).heard
      guard before > least, window(at: index).heard < share * before else {
        index += 1
        continue
      }
      // To the lowest place nearby, and from there on to the rise.
      while index < last, window(at: index + 1).heard < window(at: index).heard / 2 { index += 1 }
      let limit = max(before * share, 2 * window(at: index).heard)
      let fallen = index
      while index < last, window(at: index).heard < limit { index += 1 }
      let after = window(at: min(index + reach, count - Self.window)).heard
      if index < last, after > least, window(at: index - 1).heard < share * after {
        gaps.append(
          start + Double(fallen) * Self.width..<start + Double(index + Self.window - 1) * Self.width
        )
      }
    }
    return gaps
  }

  /// The middle one of the windows in which the signal isn't silent, by the energy expected.
  var usual: Double {
    let energies = loudWindows.map(\.expected)
    return energies.isEmpty ? 0 : energies.sorted()[energies.count / 2]
  }

  /// The share of the expected energy by which what was heard differs in nine of ten windows.
  func usualRest(above noise: Double) -> Double {
    let least = max(6 * noise, usual / 50, 1e-9)
    let shares = loudWindows.compactMap { window -> Double? in
      // A hole says nothing of how exact the model is, however much of the signal it takes.
      guard window.expected > least, window.heard > max(2 * noise, 0.01 * window.expected) else {
        return nil
      }
      return max(0, window.rest - noise) / window.expected
    }
    return shares.isEmpty ? 0 : shares.sorted()[shares.count * 9 / 10]
  }

  private var loudWindows: [Window] {
    stride(from: 0, to: count - Self.window, by: Self.window).map { window(at: $0) }
      .filter(\.isLoud)
  }
}

extension EnergyBins.Window {
  /// Whether the signal itself isn't silent: within 10 dB of its usual level.
  var isLoud: Bool { sent > 0.05 * LoopbackSignal.amplitude * LoopbackSignal.amplitude }
}

extension ArraySlice<Float> {
  /// - Parameter range: counted from the slice's beginning.
  fileprivate func energy(_ range: Range<Int>) -> Double {
    withUnsafeBufferPointer { samples in
      var sum = 0.0
      for index in range where index < samples.count {
        sum += Double(samples[index]) * Double(samples[index])
      }
      return sum
    }
  }

  fileprivate func energy(_ range: Range<Int>, without other: ArraySlice<Float>) -> Double {
    withUnsafeBufferPointer { samples in
      other.withUnsafeBufferPointer { other in
        var sum = 0.0
        for index in range where index < samples.count && index < other.count {
          let difference = Double(samples[index] - other[index])
          sum += difference * difference
        }
        return sum
      }
    }
  }
}
