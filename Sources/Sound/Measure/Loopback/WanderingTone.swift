import Glibc

/// A tone whose frequency moves continuously from one random value to the next.
///
/// Its envelope is constant, so that it stands far above the noise and a hole in it shows; its
/// autocorrelation is as sharp as its band allows. It is a function of time alone, so it is the
/// same at every sample rate and in every run.
struct WanderingTone {
  /// The telephone band's edges, in Hz.
  static let band = 300.0...3400.0
  /// The time from one frequency to the next, in seconds.
  private static let step = 0.005

  /// The phase at the beginning of each step, in turns; extended on demand.
  private var phases: [Double] = [0]
  /// After which it begins again, in seconds.
  private let period: Double

  /// - Parameters:
  ///   - duration: the length needed, in seconds.
  ///   - period: after which it begins again, in seconds.
  init(duration: Double, period: Double = .infinity) {
    self.period = period
    let steps = Int(duration / Self.step) + 2
    phases.reserveCapacity(steps + 1)
    var phase = 0.0
    for index in 0..<steps {
      phase += (Self.frequency(index) + Self.frequency(index + 1)) / 2 * Self.step
      phases.append(phase)
    }
  }

  /// From −1 to 1.
  ///
  /// - Parameter time: since the beginning, in seconds; from 0.
  func value(at time: Double) -> Double {
    let time = time < period ? time : time - period
    let index = min(Int(time / Self.step), phases.count - 1)
    let within = time - Double(index) * Self.step
    let (from, to) = (Self.frequency(index), Self.frequency(index + 1))
    let phase = phases[index] + within * (from + (to - from) * within / (2 * Self.step))
    return sin(2 * .pi * (phase - phase.rounded(.down)))
  }

  /// The frequency at the beginning of a step, in Hz: a hash of its number, by SplitMix64.
  private static func frequency(_ index: Int) -> Double {
    var hash = UInt64(truncatingIfNeeded: index + 1) &* 0x9e37_79b9_7f4a_7c15
    hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
    hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
    hash ^= hash >> 31
    let fraction = Double(hash >> 11) / Double(1 << 53)
    return band.lowerBound + (band.upperBound - band.lowerBound) * fraction
  }
}
