import CallEngine
import Telephony

/// Detects keys in a caller's sound, except those that the line sounds itself and that come back as
/// an echo.
struct CallerEars {
  private var captured = HalfRate()
  private var expected = HalfRate()
  private var detector = DTMFDetector()
  private var echo = EchoMemory()

  /// Remembers what the caller is about to hear, since the microphone may pick it up.
  mutating func expect(_ heard: [Float]) {
    expected.convert(heard) { echo.remember($0) }
  }

  /// The key whose tone sounds now.
  var sounding: Digit? { detector.sounding.flatMap { Digit(rawValue: $0.rawValue) } }

  /// The keys pressed by sound.
  mutating func hear(_ samples: [Float]) -> [Digit] {
    var keys: [Digit] = []
    captured.convert(samples) { samples in
      for detection in detector.detect(in: samples) where !echo.contains(detection.digit) {
        if let key = Digit(rawValue: detection.digit.rawValue) { keys.append(key) }
      }
    }
    return keys
  }
}
