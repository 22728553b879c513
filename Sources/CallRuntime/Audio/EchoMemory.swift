import Glibc
import Telephony

/// The last moments of a line's sound, to tell its echo from a caller's keys.
///
/// The line's sound need not have been a detectable digit: it is enough that both tones stood out,
/// because a room or a telephone changes what comes back.
struct EchoMemory {
  /// The sound at 8 kHz, the oldest at `next`.
  private var samples: [Int16]
  private var next = 0

  private static let sampleRate = 8000.0
  /// The longest time from making a frame until its echo is a detected digit: the buffers of two
  /// devices and their server, the path through the air, and the length of a digit.
  private static let reach = Duration.milliseconds(700)
  /// 16 ms every 5 ms, and three in a row: 26 ms, which the shortest digit fills.
  private static let window = 128
  private static let step = 40
  private static let leastRun = 3
  /// The share of a window's energy that the two tones need; pure tones 1.5 % off have 0.75.
  private static let share = 0.5
  /// The share that the weaker tone needs.
  private static let leastShare = 0.06
  /// The mean square below which a window is silent: −60 dBm0.
  private static let silence = 500.0

  init() {
    samples = Array(repeating: 0, count: Int(Self.reach / .seconds(1) * Self.sampleRate))
  }

  /// - Parameter heard: no more than is remembered.
  mutating func remember(_ heard: UnsafeBufferPointer<Int16>) {
    samples.withUnsafeMutableBufferPointer { samples in
      let first = min(heard.count, samples.count - next)
      _ = samples[next...].update(fromContentsOf: heard[..<first])
      _ = samples.update(fromContentsOf: heard[first...])
      next = (next + heard.count) % samples.count
    }
  }

  /// Whether both tones of a digit stood out in what was heard.
  func contains(_ digit: DTMFDigit) -> Bool {
    let ordered = Array(samples[next...] + samples[..<next])
    var run = 0
    for start in stride(from: 0, through: ordered.count - Self.window, by: Self.step) {
      let stands = Self.stands(out: digit, in: ordered[start..<start + Self.window])
      run = stands ? run + 1 : 0
      if run == Self.leastRun { return true }
    }
    return false
  }

  private static func stands(out digit: DTMFDigit, in window: ArraySlice<Int16>) -> Bool {
    let energy = window.reduce(0) { $0 + Double($1) * Double($1) }
    guard energy > silence * Double(window.count) else { return false }
    let low = share(of: digit.lowFrequency, in: window, energy: energy)
    let high = share(of: digit.highFrequency, in: window, energy: energy)
    return low + high >= share && min(low, high) >= leastShare
  }

  /// The share of a window's energy at a frequency.
  private static func share(
    of frequency: Double, in window: ArraySlice<Int16>, energy: Double
  ) -> Double {
    let turn = 2 * Double.pi * frequency / sampleRate
    var (real, imaginary) = (0.0, 0.0)
    for (place, sample) in window.enumerated() {
      real += Double(sample) * cos(turn * Double(place))
      imaginary += Double(sample) * sin(turn * Double(place))
    }
    return 2 * (real * real + imaginary * imaginary) / (Double(window.count) * energy)
  }
}
