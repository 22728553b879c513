/// The sound of 20 ms of a call, both ways: the unit in which a call is played and recorded.
public struct AudioFrame: Sendable {
  /// The sample rate of all sound in a call, in Hz.
  public static let sampleRate = 16_000
  /// Samples in a frame.
  public static let length = 320
  public static let duration = Duration.milliseconds(20)

  /// What the caller sends: the microphone's sound and the tones of pressed keys; silence during
  /// sensitive entries and transfers.
  public internal(set) var caller: [Float]
  /// What the line sends.
  public internal(set) var line: [Float]
  /// What the caller hears: the line, and the tones of pressed keys.
  public internal(set) var heard: [Float]

  init() {
    caller = Self.silence
    line = Self.silence
    heard = Self.silence
  }

  /// Creates a frame with the line's part: the caller sends what was captured, and hears the line.
  mutating func take(_ captured: [Float]) {
    let known = captured.suffix(Self.length)
    // In place: frames are made without allocating memory.
    caller.withUnsafeMutableBufferPointer { caller in
      _ = caller.update(fromContentsOf: known)
      caller[known.count...].update(repeating: 0)
    }
    heard.withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: line) }
  }

  public static let silence = [Float](repeating: 0, count: length)
}

extension Duration {
  /// The duration of a number of samples.
  static func samples(_ count: Int) -> Duration {
    .nanoseconds(Int64(count) * (1_000_000_000 / Int64(AudioFrame.sampleRate)))
  }

  /// The sample, counted from the call's answer, that sounds at this time.
  var sampleIndex: Int {
    let perSample = 1_000_000_000 / Int64(AudioFrame.sampleRate)
    return Int((nanoseconds + perSample / 2) / perSample)
  }
}
