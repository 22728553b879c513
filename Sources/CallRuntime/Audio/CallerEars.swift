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
    echo.remember(expected.convert(heard))
  }

  /// The keys pressed by sound.
  mutating func hear(_ samples: [Float]) -> [Digit] {
    detector.detect(in: captured.convert(samples)).compactMap { detection in
      echo.contains(detection.digit) ? nil : Digit(rawValue: detection.digit.rawValue)
    }
  }
}
