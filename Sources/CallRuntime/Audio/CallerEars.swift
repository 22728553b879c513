import CallEngine
import Telephony

/// Hears the keys in a caller's sound, but not those that the line sounds itself and that come back
/// through the air or the telephone.
struct CallerEars {
  private var captured = HalfRate()
  private var expected = HalfRate()
  private var detector = DTMFDetector()
  private var echo = EchoMemory()

  /// Takes note of what the caller is about to hear, since his microphone may take it up.
  mutating func expect(_ heard: [Float]) {
    echo.remember(expected.convert(heard))
  }

  /// The keys that the caller has pressed by sound.
  mutating func hear(_ samples: [Float]) -> [Digit] {
    detector.detect(in: captured.convert(samples)).compactMap { detection in
      echo.contains(detection.digit) ? nil : Digit(rawValue: detection.digit.rawValue)
    }
  }
}
