import Foundation
import RandomInputs
import Telephony
import Testing

@Suite struct `DTMF analysis` {
  private func analysed(_ make: (inout Recording) -> Void) -> DTMFAnalysis {
    var recording = Recording()
    recording.pause(50)
    make(&recording)
    recording.pause(60)
    return DTMFAnalysis(of: recording.pcm)
  }

  @Test(arguments: [40.0, 65, 300], [(-24.0, -8.0, 0.015), (-10, 0, 0), (-6, 4, -0.015)])
  func `measures each digit`(length: Double, how: (level: Double, twist: Double, off: Double)) {
    let digits = "1590*#AD".compactMap { DTMFDigit($0) }
    let analysis = analysed { recording in
      for digit in digits {
        recording.press(
          digit, for: length, level: how.level, twist: how.twist, lowOff: how.off, highOff: -how.off
        )
        recording.pause(60)
      }
    }
    #expect(analysis.digits.map(\.digit) == digits)
    #expect(analysis.nearMisses.isEmpty)
    for (index, found) in analysis.digits.enumerated() {
      let signal = found.signal
      let onset = 50 + Double(index) * (length + 60)
      #expect(abs(Double(signal.onset) / 8 - onset) < 2)
      #expect(abs(Double(signal.length ?? 0) / 8 - length) < 3)
      #expect(abs(signal.low.level - (how.level - how.twist / 2)) < 0.05)
      #expect(abs(signal.high.level - (how.level + how.twist / 2)) < 0.05)
      #expect(abs(signal.twist - how.twist) < 0.05)
      #expect(abs(signal.low.deviation - how.off * 100) < 0.02)
      #expect(abs(signal.high.deviation + how.off * 100) < 0.02)
      #expect(abs(signal.low.frequency / (found.digit.lowFrequency * (1 + how.off)) - 1) < 2e-4)
      #expect(signal.snr > 60)
    }
  }

  @Test(arguments: [10.0, 20, 30])
  func `measures the noise under a digit`(snr: Double) throws {
    let analysis = analysed {
      $0.press(.six, for: 400, level: -13)
      // Two tones of -13 dBm0 are -10 dBm0.
      $0.addNoise(level: -10 - snr)
    }
    let found = try #require(analysis.digits.first)
    #expect(abs(found.signal.snr - snr) < 0.6)
    #expect(abs(found.signal.low.level + 13) < 0.3)
  }

  @Test func `tells the same digits at the same moments as the detector`() {
    var recording = Recording()
    for digit in DTMFDigit.allCases {
      recording.press(digit, for: 50)
      recording.pause(45)
    }
    recording.addNoise(level: -30)
    var detector = DTMFDetector()
    let detections = detector.detect(in: recording.pcm)
    let digits = DTMFAnalysis(of: recording.pcm).digits
    #expect(digits.map(\.digit) == detections.map(\.digit))
    #expect(digits.map(\.decidedAt) == detections.map(\.decidedAt))
  }

  @Test func `gives a digit no length if the sound ends before it`() throws {
    var recording = Recording()
    recording.press(.five, for: 100)
    let found = try #require(DTMFAnalysis(of: recording.pcm).digits.first)
    #expect(found.signal.onset == 0)
    #expect(found.signal.length == nil)
  }

  @Test func `counts a bridged break to the digit's length`() throws {
    let analysis = analysed {
      $0.press(.five, for: 120)
      $0.mute(from: 95, for: 8)
      $0.pause(40)
      $0.press(.five, for: 60)
    }
    let lengths = analysis.digits.map { Double($0.signal.length ?? 0) / 8 }
    try #require(lengths.count == 2)
    #expect(abs(lengths[0] - 120) < 2 && abs(lengths[1] - 60) < 2)
  }

  /// A near miss on its own, and the rule that it breaks.
  private static let misses: [(DTMFRefusal, @Sendable (inout Recording) -> Void)] = [
    (.tooShort, { $0.press(.eight, for: 21) }),
    (.tooShort, { $0.press(.eight, for: 15) }),
    (.tooShort, { $0.press(.eight, for: 12, level: -30, twist: 2) }),
    (.tooWeak, { $0.press(.eight, for: 80, level: -50) }),
    (.tooWeak, { $0.press(.eight, for: 45, level: -58, twist: -3) }),
    (.offFrequency, { $0.press(.eight, for: 100, lowOff: 0.035) }),
    (.offFrequency, { $0.press(.eight, for: 100, highOff: -0.035) }),
    (.twisted, { $0.press(.eight, for: 100, twist: 13) }),
    (.twisted, { $0.press(.eight, for: 100, twist: -16) }),
    (.tooWeak, { $0.press(.eight, for: 100, level: -47, twist: 4) }),
    (.unsteady, { $0.press(.eight, for: 100, lowGlide: 0.0012) }),
    (.notAlone, { $0.tones([852, 1_336, 600], for: 100) }),
  ]

  @Test(arguments: misses.indices)
  func `tells why a near miss was refused`(index: Int) throws {
    let (refusal, make) = Self.misses[index]
    let analysis = analysed(make)
    #expect(analysis.digits.isEmpty)
    let miss = try #require(analysis.nearMisses.first)
    #expect(analysis.nearMisses.count == 1)
    #expect(miss.digit == .eight)
    #expect(miss.refusal == refusal)
    #expect(abs(miss.signal.onset - 400) < 24)
  }

  @Test func `measures what a near miss has too much of`() throws {
    let off = try #require(analysed { $0.press(.two, for: 100, lowOff: 0.04) }.nearMisses.first)
    #expect(abs(off.signal.low.deviation - 4) < 0.05)
    let twisted = try #require(analysed { $0.press(.two, for: 100, twist: 14) }.nearMisses.first)
    #expect(abs(twisted.signal.twist - 14) < 0.1)
  }

  @Test func `measures what was too short or too weak to be examined`() throws {
    let short = try #require(analysed { $0.press(.two, for: 15, level: -12) }.nearMisses.first)
    #expect(abs(Double(short.signal.length ?? 0) / 8 - 15) < 3)
    #expect(abs(short.signal.low.level + 12) < 0.5 && abs(short.signal.onset - 400) < 16)
    let weak = try #require(analysed { $0.press(.two, for: 90, level: -52) }.nearMisses.first)
    #expect(abs(Double(weak.signal.length ?? 0) / 8 - 90) < 3)
    #expect(abs(weak.signal.low.level + 52) < 0.3 && abs(weak.signal.high.level + 52) < 0.3)
    #expect(abs(weak.signal.low.deviation) < 0.1)
  }

  @Test func `finds nothing in silence and noise, and lives`() {
    for samples in [[], [5], [Int16](repeating: .min, count: 3_000)] {
      #expect(DTMFAnalysis(of: samples) == DTMFAnalysis(of: []))
    }
    var random = SeededGenerator(seed: 6)
    let noise = (0..<40_000).map { _ in Int16.random(in: -20_000...20_000, using: &random) }
    #expect(DTMFAnalysis(of: noise).digits.isEmpty)
  }
}
