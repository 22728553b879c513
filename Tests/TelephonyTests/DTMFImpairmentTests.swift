import Foundation
import Telephony
import Testing

/// What lines, codecs and networks do to digits.
@Suite struct `DTMF through impairments` {
  private static let all = "1234567890*#ABCD".compactMap { DTMFDigit($0) }

  private func heard(_ make: (inout Recording) -> Void) -> String {
    var recording = Recording()
    recording.pause(50)
    make(&recording)
    recording.pause(60)
    return recording.digits
  }

  /// All digits, dialled quickly, with another sound over them.
  private func allHeard(over other: (Double) -> Double) -> String {
    heard { recording in
      for digit in Self.all {
        recording.press(digit, for: 80)
        recording.pause(60)
      }
      for index in recording.samples.indices {
        recording.samples[index] += other(Double(index) / 8_000)
      }
    }
  }

  private func amplitude(_ level: Double) -> Double { 32_767 * pow(10, (level - 3.14) / 20) }

  @Test(arguments: [
    ("gsm", "8#6B4A57D192*03C"), ("amr-7.4", "18DA*05623#BC479"), ("opus-8", "C93#876401BA*5D2"),
    ("opus-8-twisted", "C6302894*#1A5BD7"),
  ])
  func `hears each digit of 60 ms once through codecs`(name: String, digits: String) throws {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/dtmf/\(name)", withExtension: "wav"))
    let bytes = try Data(contentsOf: url).dropFirst(44)
    let samples = bytes.withUnsafeBytes { raw in
      (0..<raw.count / 2).map {
        Int16(littleEndian: raw.loadUnaligned(fromByteOffset: 2 * $0, as: Int16.self))
      }
    }
    var detector = DTMFDetector()
    #expect(String(detector.detect(in: samples).map(\.digit.character)) == digits)
  }

  @Test func `hears a digit once though one of its packets is repeated`() {
    for digit in Self.all {
      for lost in 1..<4 {
        let digits = heard { recording in
          let start = recording.samples.count
          recording.press(digit, for: 100)
          for index in start + 160 * lost..<start + 160 * (lost + 1) {
            recording.samples[index] = recording.samples[index - 160]
          }
        }
        #expect(digits == String(digit.character), "packet \(lost)")
      }
    }
  }

  @Test func `hears a digit once though only 20 ms of it are left between two lost packets`() {
    for digit in Self.all {
      let digits = heard { recording in
        recording.press(digit, for: 160)
        recording.mute(from: 100, for: 20)
        recording.mute(from: 140, for: 20)
      }
      #expect(digits == String(digit.character))
    }
  }

  @Test func `hears a digit once though two of its packets are repeated`() {
    for digit in Self.all {
      let digits = heard { recording in
        let start = recording.samples.count
        recording.press(digit, for: 76)
        for index in start + 216..<start + 448 where (index - start + 104) / 160 % 2 == 0 {
          recording.samples[index] = recording.samples[index - 160]
        }
      }
      #expect(digits == String(digit.character))
    }
  }

  /// A voice's harmonics swell, a generator's tones begin at once.
  @Test(arguments: DTMFDigit.allCases)
  func `takes no tones for a digit that swell and are a little off`(digit: DTMFDigit) {
    let digits = heard { recording in
      recording.press(digit, for: 50, twist: -6, lowOff: 0.0057, highOff: -0.0057)
      let start = recording.samples.count - Recording.count(50)
      for index in 0..<Recording.count(30) {
        recording.samples[start + index] *= pow(0.2, 1 - Double(index) / 240)
      }
    }
    #expect(digits.isEmpty)
  }

  @Test func `hears a digit once though its level falls in the middle`() {
    for drop in [0.4, 0.35, 0.3] {
      let digits = heard { recording in
        recording.press(.seven, for: 160)
        for index in recording.samples.count - 640..<recording.samples.count {
          recording.samples[index] *= drop
        }
      }
      #expect(digits == "7", "falls to \(drop)")
    }
  }

  @Test(arguments: [[425.0], [450], [350, 440]])
  func `hears digits on a dial tone as loud as they are`(frequencies: [Double]) {
    // Together as loud as both tones of the pair, of -10 dBm0 each.
    let peak = amplitude(frequencies.count == 1 ? -7 : -10)
    let digits = allHeard { time in
      frequencies.reduce(0) { $0 + peak * sin(2 * .pi * $1 * time) }
    }
    #expect(digits == "1234567890*#ABCD")
  }

  @Test func `hears digits over a voice 10 dB below`() {
    // Twenty harmonics of a gliding pitch; their formants are at 500 and 1 500 Hz.
    let digits = allHeard { time in
      let turns = 120 * time - 4 * cos(2 * .pi * time)
      return (1...20).reduce(0) { sum, harmonic in
        let frequency = 130 * Double(harmonic)
        let formants =
          1 / (1 + pow((frequency - 500) / 150, 2)) + 0.5 / (1 + pow((frequency - 1_500) / 200, 2))
        return sum + amplitude(-20) * formants * sin(2 * .pi * Double(harmonic) * turns)
      }
    }
    #expect(digits == "1234567890*#ABCD")
  }

  @Test(arguments: [60.0, 120, 200], [-8.0, -15])
  func `takes no echo for a press`(delay: Double, level: Double) {
    let digits = heard { recording in
      let start = recording.samples.count
      recording.press(.nine, for: 70)
      let sound = recording.samples[start...]
      recording.pause(delay)
      for (index, sample) in sound.enumerated() {
        recording.samples[start + Recording.count(delay) + index] +=
          sample * pow(10, level / 20)
      }
    }
    #expect(digits == "9")
  }

  @Test func `hears a key pressed again a little more softly`() {
    let digits = heard { recording in
      recording.press(.nine, for: 70, level: -8)
      recording.pause(60)
      recording.press(.nine, for: 70, level: -13)
    }
    #expect(digits == "99")
  }

  @Test func `hears digits cut by 12 dB`() {
    let limit = amplitude(-15)
    let digits = heard { recording in
      for digit in Self.all {
        recording.press(digit, for: 60, level: -3)
        recording.pause(60)
      }
      recording.samples = recording.samples.map { min(max($0, -limit), limit) }
    }
    #expect(digits == "1234567890*#ABCD")
  }

  @Test(arguments: [-12.4, -11.5, 8, 11])
  func `limits the twist to 12 dB down and 9 dB up`(twist: Double) {
    for digit in Self.all {
      let digits = heard { $0.press(digit, for: 80, level: -16, twist: twist) }
      let isHeard = twist > -12 && twist < 9
      #expect(digits == (isHeard ? String(digit.character) : ""))
    }
  }
}
