import RandomInputs
import Telephony
import Testing

@Suite struct `DTMF detector` {
  private static let all = "1234567890*#ABCD".compactMap { DTMFDigit($0) }

  private func heard(_ make: (inout Recording) -> Void) -> String {
    var recording = Recording()
    recording.pause(50)
    make(&recording)
    recording.pause(60)
    return recording.digits
  }

  private func allHeard(gap: Double = 50, press: (inout Recording, DTMFDigit) -> Void) -> Bool {
    heard { recording in
      for digit in Self.all {
        press(&recording, digit)
        recording.pause(gap)
      }
    } == "1234567890*#ABCD"
  }

  @Test func `hears what the generator makes`() {
    var detector = DTMFDetector()
    let samples = DTMFGenerator().samples(for: Self.all)
    #expect(detector.detect(in: samples).map(\.digit) == Self.all)
  }

  @Test(arguments: [-40.0, -30, -20, -10, -3])
  func `hears every digit at any usual level`(level: Double) {
    #expect(allHeard { $0.press($1, level: level) })
  }

  @Test(arguments: [-8.0, -4, 2, 4])
  func `hears every digit with any allowed twist`(twist: Double) {
    #expect(allHeard { $0.press($1, twist: twist) })
  }

  @Test(arguments: [-0.015, 0, 0.015], [-0.015, 0, 0.015])
  func `hears every digit up to 1.5 % off`(low: Double, high: Double) {
    #expect(allHeard(gap: 40) { $0.press($1, for: 40, lowOff: low, highOff: high) })
  }

  @Test(arguments: [-0.035, 0, 0.035], [-0.035, 0, 0.035])
  func `refuses every digit 3.5 % off`(low: Double, high: Double) {
    guard low != 0 || high != 0 else { return }
    for digit in Self.all {
      #expect(heard { $0.press(digit, for: 100, lowOff: low, highOff: high) } == "")
    }
  }

  @Test(arguments: [25.0, 28, 32, 40, 100])
  func `hears tones of 25 ms and more wherever they begin`(length: Double) {
    for delay in stride(from: 0.0, to: 8, by: 0.625) {
      let digits = heard {
        $0.pause(delay)
        $0.press(.seven, for: length)
      }
      #expect(digits == "7", "delayed by \(delay) ms")
    }
  }

  @Test(arguments: [8.0, 15, 20, 22, 22.5])
  func `refuses tones under 23 ms wherever they begin`(length: Double) {
    for delay in stride(from: 0.0, to: 8, by: 0.625) {
      let digits = heard {
        $0.pause(delay)
        $0.press(.seven, for: length)
      }
      #expect(digits == "", "delayed by \(delay) ms")
    }
  }

  @Test func `decides within 40 ms of the onset`() {
    var worst = 0
    for delay in 0..<64 {
      var recording = Recording()
      recording.samples = [Double](repeating: 0, count: 400 + delay)
      recording.press(.nine, for: 60)
      recording.pause(40)
      var detector = DTMFDetector()
      let found = detector.detect(in: recording.pcm)
      #expect(found.map(\.digit) == [.nine])
      worst = max(worst, (found.first?.decidedAt ?? .max / 2) + 1 - (400 + delay))
    }
    #expect(worst <= 320)
  }

  @Test(arguments: [2.0, 5, 8, 10])
  func `bridges breaks of up to 10 ms`(length: Double) {
    for start in stride(from: 90.0, to: 98, by: 1.125) {
      let digits = heard {
        $0.press(.five, for: 120)
        $0.mute(from: start, for: length)
      }
      #expect(digits == "5", "broken at \(start) ms")
    }
  }

  @Test func `bridges a lost packet of 20 ms`() {
    for start in stride(from: 100.0, to: 110, by: 0.875) {
      let digits = heard {
        $0.press(.pound, for: 200)
        $0.mute(from: start, for: 20)
      }
      #expect(digits == "#", "lost at \(start) ms")
    }
  }

  @Test(arguments: [30.0, 40, 60], [-0.015, 0, 0.015])
  func `hears the same digit again after a gap, wherever that falls`(gap: Double, off: Double) {
    for delay in stride(from: 0.0, to: 8, by: 0.625) {
      let digits = heard { recording in
        recording.pause(delay)
        for _ in 0..<5 {
          recording.press(.star, for: 40, lowOff: off, highOff: -off)
          recording.pause(gap)
        }
      }
      #expect(digits == "*****", "delayed by \(delay) ms")
    }
  }

  @Test func `hears digits in noise, on a hum, on DC and on a dial tone`() {
    func disturbed(_ disturb: (inout Recording) -> Void) -> String {
      heard { recording in
        for digit in Self.all {
          recording.press(digit, for: 60)
          recording.pause(60)
        }
        disturb(&recording)
      }
    }
    func steady(_ frequencies: [Double], level: Double) -> String {
      disturbed { recording in
        var other = Recording()
        other.tones(frequencies, level: level, for: Double(recording.samples.count) / 8)
        for index in recording.samples.indices { recording.samples[index] += other.samples[index] }
      }
    }
    // Two tones of -10 dBm0 are -7 dBm0.
    #expect(disturbed { $0.addNoise(level: -22) } == "1234567890*#ABCD")
    #expect(disturbed { $0.samples = $0.samples.map { $0 + 4_000 } } == "1234567890*#ABCD")
    #expect(steady([50], level: -10) == "1234567890*#ABCD")
    #expect(steady([425], level: -14) == "1234567890*#ABCD")
    #expect(steady([350, 440], level: -14) == "1234567890*#ABCD")
  }

  @Test(arguments: [
    [770.0], [1_336], [697, 852], [1_209, 1_477], [770, 1_336, 852], [770, 1_336, 1_633],
    [770, 1_336, 2_500], [425], [350, 440], [950, 1_400, 1_800], [1_000, 2_000], [2_100],
  ])
  func `refuses other tones`(frequencies: [Double]) {
    #expect(heard { $0.tones(frequencies, for: 200) } == "")
  }

  @Test(arguments: [-16.0, 11])
  func `refuses too much twist`(twist: Double) {
    #expect(heard { $0.press(.five, for: 100, twist: twist) } == "")
  }

  @Test func `refuses what is too weak, gliding or buried in noise`() {
    #expect(heard { $0.press(.five, for: 100, level: -52) } == "")
    // One tone glides by 0.15 % a millisecond, and is right in the middle.
    #expect(heard { $0.press(.five, for: 100, lowGlide: 0.0015) } == "")
    #expect(heard { $0.press(.five, for: 100, lowGlide: 0) } == "5")
    let buried = heard {
      $0.press(.five, for: 200)
      $0.addNoise(level: -5)
    }
    #expect(buried == "")
  }

  @Test func `hears nothing in extremes, and lives`() {
    func heard(_ samples: [Int16]) -> [DTMFDetector.Detection] {
      var detector = DTMFDetector()
      return detector.detect(in: samples)
    }
    #expect(heard([]).isEmpty)
    #expect(heard([Int16](repeating: 0, count: 8_000)).isEmpty)
    #expect(heard([Int16](repeating: .min, count: 8_000)).isEmpty)
    #expect(heard([Int16](repeating: .max, count: 8_000)).isEmpty)
    for period in 1...20 {
      #expect(heard((0..<8_000).map { $0 / period % 2 == 0 ? .min : .max }).isEmpty)
    }
    var random = SeededGenerator(seed: 5)
    #expect(
      heard((0..<80_000).map { _ in Int16.random(in: .min ... .max, using: &random) }).isEmpty)
  }

  @Test(arguments: [1, 2, 3, 7, 63, 64, 65, 160, 1_000])
  func `hears the same whatever the chunks`(size: Int) {
    var recording = Recording()
    for digit in Self.all {
      recording.press(digit, for: 45)
      recording.pause(41.625)
    }
    recording.addNoise(level: -30)
    let samples = recording.pcm
    var whole = DTMFDetector()
    let expected = whole.detect(in: samples)
    #expect(expected.map(\.digit) == Self.all)
    var detector = DTMFDetector()
    var found: [DTMFDetector.Detection] = []
    for start in stride(from: 0, to: samples.count, by: size) {
      found += detector.detect(in: samples[start..<min(start + size, samples.count)])
      found += detector.detect(in: [])
    }
    #expect(found == expected)
    // Not every sequence lies in one piece of memory.
    var another = DTMFDetector()
    #expect(another.detect(in: samples.lazy.map { $0 }) == expected)
  }

  @Test func `goes its own way as a copy`() {
    let samples = DTMFGenerator().samples(for: [.one, .two])
    var first = DTMFDetector()
    #expect(first.detect(in: samples[..<100]).isEmpty)
    var second = first
    #expect(second.detect(in: [Int16](repeating: 0, count: 4_000)).isEmpty)
    #expect(first.detect(in: samples[100...]).map(\.digit) == [.one, .two])
  }
}
