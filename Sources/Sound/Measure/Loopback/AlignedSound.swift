import Glibc

/// What was captured, on the clock of what was played: interpolated along a line of the delay.
struct AlignedSound {
  /// A delay that grows evenly with time.
  struct Line {
    /// In seconds.
    var delay: Double
    /// Where it is that, in seconds of the signal.
    let played: Double
    /// By how much it grows per second, in seconds.
    let slope: Double

    func delay(at time: Double) -> Double { delay + slope * (time - played) }
  }

  private let sound: [Float]
  private let offset: Float
  private let sampleRate: Double
  /// Windowed sincs for 256 places between two samples, and the next sample.
  private let kernels: [Float]

  private static let reach = 16
  private static let steps = 256

  /// - Parameter offset: a constant in the captured sound, which is removed.
  init(_ sound: [Float], offset: Float, sampleRate: Int) {
    self.sound = sound
    self.offset = offset
    self.sampleRate = Double(sampleRate)
    var kernels: [Float] = []
    for step in 0...Self.steps {
      for tap in 1 - Self.reach...Self.reach {
        let distance = Double(tap) - Double(step) / Double(Self.steps)
        let angle = Double.pi * distance
        let sinc = abs(distance) < 1e-9 ? 1 : sin(angle) / angle
        kernels.append(Float(sinc * (0.5 + 0.5 * cos(angle / Double(Self.reach)))))
      }
    }
    self.kernels = kernels
  }

  /// The samples heard for those played; 0 where nothing was captured.
  func samples(_ range: Range<Int>, along line: Line) -> [Float] {
    let taps = 2 * Self.reach
    let step = 1 + line.slope
    var place =
      Double(range.lowerBound) + line.delay(at: Double(range.lowerBound) / sampleRate) * sampleRate
    return [Float](unsafeUninitializedCapacity: range.count) { aligned, count in
      count = range.count
      sound.withUnsafeBufferPointer { sound in
        kernels.withUnsafeBufferPointer { kernels in
          for index in 0..<range.count {
            let whole = Int(place.rounded(.down))
            let phase = (place - Double(whole)) * Double(Self.steps)
            let first = min(Int(phase), Self.steps - 1)
            let share = Float(phase - Double(first))
            place += step
            let start = whole + 1 - Self.reach
            guard start >= 0, start + taps <= sound.count else {
              aligned[index] = 0
              continue
            }
            let kernel = first * taps
            var (sum, next): (Float, Float) = (0, 0)
            for tap in 0..<taps {
              let sample = sound[start + tap] - offset
              sum += sample * kernels[kernel + tap]
              next += sample * kernels[kernel + taps + tap]
            }
            aligned[index] = sum + share * (next - sum)
          }
        }
      }
    }
  }
}
