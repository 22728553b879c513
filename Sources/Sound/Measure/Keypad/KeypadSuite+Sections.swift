import Glibc
import Telephony

extension KeypadSuite {
  /// One digit of each row and of each column.
  private static let diagonal: [DTMFDigit] = [.one, .five, .nine, .d]

  mutating func addSections() {
    for digit in DTMFDigit.allCases + DTMFDigit.allCases {
      press(digit, .digits, 0, .heard, then: 0.05)
    }
    addAnchor()
    addFrequencies()
    addTwists()
    addLevels()
    addTimes()
    addNoise()
    addDialTones()
    addVoices()
  }

  /// Three digits that are nowhere else, by which the parts are told apart when only the order of what
  /// was taken is known.
  private mutating func addAnchor() {
    pause(0.1)
    for digit in [DTMFDigit.star, .zero, .pound] { press(digit, .digits, 0, .heard) }
    pause(0.1)
  }

  /// Q.24: operation up to 1.5 %, none from 3.5 % on.
  private mutating func addFrequencies() {
    for percent in [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5] {
      let expectation: Expectation =
        percent <= 1.5 ? .heard : percent >= 3.5 ? .ignored : .either
      for sign in [1.0, -1] {
        for isLow in [true, false] {
          for digit in Self.diagonal {
            let off = sign * percent
            press(
              digit, .frequency, off, expectation, deviations: isLow ? (off, 0) : (0, off))
          }
        }
      }
      addAnchor()
    }
  }

  /// Q.24: the high tone from 8 dB weaker to 4 dB stronger.
  private mutating func addTwists() {
    for twist in [-12.0, -10, -8, -6, -4, -2, 2, 4, 6, 8] {
      for digit in Self.diagonal {
        press(
          digit, .twist, twist, -8...4 ~= twist ? .heard : .either,
          levels: (-10 - twist / 2, -10 + twist / 2))
      }
    }
    addAnchor()
  }

  /// Q.24: each tone down to -25 dBm0, none from -55 dBm0 on; two tones above -3 dBm0 don't fit.
  private mutating func addLevels() {
    for level in [-3.0, -6, -10, -15, -20, -25, -30, -35, -40, -45, -55, -60] {
      for digit in Self.diagonal {
        press(
          digit, .level, level, level >= -25 ? .heard : level <= -55 ? .ignored : .either,
          levels: (level, level))
      }
    }
    addAnchor()
  }

  /// Q.24: a digit sounds for 40 ms or more and not for 23 ms or less; pauses of 40 ms part two, breaks
  /// of 10 ms don't.
  private mutating func addTimes() {
    for length in [100.0, 70, 50, 45, 40, 35, 30, 25, 20, 15, 10] {
      for digit in Self.diagonal {
        press(
          digit, .duration, length, length >= 40 ? .heard : length <= 23 ? .ignored : .either,
          for: length / 1000, then: 0.1)
      }
    }
    addAnchor()
    for gap in [60.0, 50, 40, 35, 30, 25, 20] {
      for digit in Self.diagonal {
        press(digit, .pause, gap, .heard, for: 0.06, then: gap / 1000)
        press(digit, .pause, gap, gap >= 40 ? .heard : .either, for: 0.06, then: 0.12)
      }
    }
    addAnchor()
    for gap in [2.0, 5, 10] {
      for digit in Self.diagonal {
        press(digit, .interruption, gap, .heard, for: 0.07, then: gap / 1000)
        press(digit, .interruption, gap, .ignored, for: 0.07, then: 0.12)
      }
    }
    addAnchor()
  }

  /// The ratio of the power of both tones to that of noise from 0 to 4 kHz.
  private mutating func addNoise() {
    for ratio in [24.0, 20, 18, 15, 12, 9, 6] {
      let start = now
      for digit in Self.diagonal + Self.diagonal.reversed() {
        press(
          digit, .noise, ratio, ratio >= 18 ? .heard : .either, then: 0.08, levels: (-13, -13))
      }
      // Two tones of -13 dBm0 have -10 dBm0 together.
      mixNoise(level: -10 - ratio, since: start)
      addAnchor()
    }
  }

  /// E.180's precise dial tone, from 350 and 440 Hz, below each of the digit's tones.
  private mutating func addDialTones() {
    for ratio in [24.0, 18, 15, 12, 9, 6] {
      let start = now
      for digit in Self.diagonal + Self.diagonal.reversed() {
        press(digit, .dialTone, ratio, ratio >= 15 ? .heard : .either, then: 0.08)
      }
      mix([350, 440], level: -10 - ratio, since: start)
      addAnchor()
    }
  }

  /// Something like voices: harmonics of a gliding pitch, as two formants let them through.
  private mutating func addVoices() {
    let seconds = 20.0
    var voice: [Float] = []
    while voice.count < Self.count(seconds) {
      voice += vowel(of: 0.08 + 0.12 * (nextRandom() + 1))
      voice += [Float](repeating: 0, count: Self.count(0.02 * (nextRandom() + 1)))
    }
    stretch(.talkOff, seconds, of: Array(voice.prefix(Self.count(seconds))))
    // What is heard after it belongs to nothing.
    pause(0.2)
  }

  private mutating func vowel(of seconds: Double) -> [Float] {
    let pitch = 90 + 90 * (nextRandom() + 1)
    let glide = 60 * nextRandom()
    let formants = [500 + 250 * nextRandom(), 1500 + 700 * nextRandom()]
    let count = Self.count(seconds)
    var phase = 0.0
    return (0..<count).map { index in
      let part = Double(index) / Double(max(1, count))
      let fundamental = pitch + glide * part
      phase += fundamental / Double(Self.sampleRate)
      var sum = 0.0
      for harmonic in 1...Int(3400 / fundamental) {
        let frequency = Double(harmonic) * fundamental
        let gain = formants.reduce(0.02) { gain, formant in
          let distance = (frequency - formant) / 120
          return gain + 1 / (1 + distance * distance)
        }
        sum += gain * sin(2 * .pi * phase * Double(harmonic))
      }
      let edge = min(1, min(part, 1 - part) * 8)
      return Float(max(-0.9, min(0.9, 0.12 * edge * sum)))
    }
  }
}
