import Foundation
import Telephony
import Testing

@testable import Sound

/// The suite that tries receivers, and what it says of paths with known faults.
@Suite struct `A suite of keypad tones` {
  private static let suite = KeypadSuite()

  private static func report(_ change: ([Float]) -> [Float]) -> KeypadReport? {
    KeypadReport(
      of: suite,
      heard: change(suite.samples).map { Int16(max(-32768, min(32767, $0 * 32767))) })
  }

  private static func part(
    _ section: KeypadSuite.Section, of report: KeypadReport?
  ) throws -> KeypadReport.Part {
    try #require(report?.parts.first { $0.section == section })
  }

  @Test func `is passed by gooya's own receiver`() throws {
    let report = try #require(Self.report { $0 })
    for part in report.parts { #expect(part.outcome == .passed, "\(part)") }
    #expect(abs(try #require(report.gain)) < 0.1)
    #expect(abs(try #require(report.twist)) < 0.1)
    #expect(try #require(report.signalToNoise) > 50)
    #expect(abs(try #require(report.drift)) < 1)
  }

  @Test func `fits into 16 bits and is the same each time`() {
    #expect(Self.suite.samples.allSatisfy { abs($0) <= 1 })
    #expect(KeypadSuite().samples == Self.suite.samples)
    #expect(Self.suite.duration < .seconds(120))
    let sections = Set(Self.suite.probes.map(\.section))
    #expect(sections == Set(KeypadSuite.Section.allCases))
  }

  /// Each probe has the tones that it says: by projection, not by the detector.
  @Test func `holds the tones that its probes say`() throws {
    for probe in Self.suite.probes.filter({ $0.section == .level || $0.section == .digits }) {
      let digit = try #require(probe.digit)
      let level = probe.section == .level ? probe.value : -10
      let start = Int((probe.start * 8000).rounded())
      for frequency in [digit.lowFrequency, digit.highFrequency] {
        var (real, imaginary) = (0.0, 0.0)
        for index in 0..<400 {
          let angle = 2 * .pi * frequency * Double(index) / 8000
          real += Double(Self.suite.samples[start + index]) * cos(angle)
          imaginary += Double(Self.suite.samples[start + index]) * sin(angle)
        }
        let amplitude = (real * real + imaginary * imaginary).squareRoot() / 200
        #expect(abs(20 * log10(amplitude) + 3.14 - level) < 0.7, "\(probe)")
      }
    }
  }

  @Test func `is found late, louder, and by another clock`() throws {
    let report = try #require(
      Self.report { samples in
        // A clock that runs 250 ppm slower.
        let slower = AudioClip(samples: samples, sampleRate: 8000).resampled(to: 7998)?.samples
        return [Float](repeating: 0.001, count: 7777) + (slower ?? []).map { $0 / 2 }
      })
    #expect(abs(try #require(report.gain) + 6.02) < 0.1)
    #expect(abs(try #require(report.drift) + 250) < 15)
    #expect(try Self.part(.digits, of: report).outcome == .passed)
    #expect(try Self.part(.frequency, of: report).outcome == .passed)
  }

  @Test(arguments: [(20.0, 0.0), (0, 40)])
  func `is judged as far as the recording has it`(late: Double, early: Double) throws {
    let report = try #require(
      Self.report { Array($0.dropFirst(Int(late * 8000)).dropLast(Int(early * 8000))) })
    let missing = try #require(report.missing)
    #expect(abs(missing.beginning - late) < 0.01 && abs(missing.end - early) < 0.01)
    #expect(!report.isPassed && report.isPassedAsFarAsHeard, "\(report.parts)")
    #expect(report.drift == nil)
    let frequency = try Self.part(.frequency, of: report)
    let dialTones = try Self.part(.dialTone, of: report)
    #expect((frequency.unheard > 0) == (late > 0))
    #expect((dialTones.unheard == 48 && dialTones.required == 0) == (early > 0))
    #expect(frequency.outcome == (late > 0 ? .incomplete : .passed))
    let after: KeypadReport.Part.Outcome = early > 0 ? .notPresent : .passed
    #expect(dialTones.outcome == after)
    #expect(try Self.part(.talkOff, of: report).outcome == after)
    // What isn't there doesn't hide a fault of what is.
    let muted = try #require(
      Self.report {
        let there = $0.dropFirst(Int(late * 8000)).dropLast(Int(early * 8000))
        return there.enumerated().map { $0.offset / 800 % 20 == 7 ? 0 : $0.element }
      })
    #expect(!muted.isPassedAsFarAsHeard)
  }

  @Test func `says no better of a receiver for a recording that lacks probes`() throws {
    let probes = Self.suite.probes.filter { $0.section == .pause }
    let whole = try Self.part(.pause, of: Self.report { $0 })
    let lowest = try #require(whole.range).lowerBound
    for probe in [probes[9], probes[26], probes[40]] {
      let end = Int(probe.start * 8000)
      let part = try Self.part(.pause, of: Self.report { Array($0.prefix(end)) })
      #expect(part.unheard > 0 && part.outcome == .incomplete)
      let range = try #require(part.range)
      #expect(range.lowerBound >= lowest && range.lowerBound > probe.value, "\(range) \(probe)")
    }
    // Of a recording without the easiest, nobody knows whether they were taken.
    let start = Int(probes[9].start * 8000)
    #expect(try Self.part(.pause, of: Self.report { Array($0.dropFirst(start)) }).range == nil)
  }

  @Test func `isn't passed by its sweep alone`() throws {
    let report = try #require(Self.report { Array($0.prefix(6000)) })
    #expect(report.parts.allSatisfy { $0.outcome == .notPresent })
    #expect(!report.isPassed && !report.isPassedAsFarAsHeard)
  }

  @Test func `is whole without its last silence`() throws {
    let report = try #require(Self.report { $0.dropLast(2000) })
    #expect(report.isPassed && report.missing == nil)
  }

  @Test func `fails a path that mutes, is too quiet, or adds noise`() throws {
    let muted = Self.report { samples in
      samples.enumerated().map { $0.offset / 800 % 20 == 7 ? 0 : $0.element }
    }
    let digits = try Self.part(.digits, of: muted)
    #expect(digits.taken < digits.required && digits.outcome == .failed)
    let quiet = Self.report { samples in samples.map { $0 / 100 } }
    let level = try Self.part(.level, of: quiet)
    #expect(level.taken < level.required && level.missed.contains(-25))
    var noise = SeededNoise(seed: 5)
    let noisy = Self.report { samples in samples.map { $0 + Float(noise.next() * 0.25) } }
    #expect(try Self.part(.noise, of: noisy).outcome == .failed)
  }

  @Test func `tells another twist of the path`() throws {
    // A one-pole low pass: its gain at each frequency is known.
    let report = try #require(
      Self.report { samples in
        var last: Float = 0
        return samples.map { sample in
          last += 0.6 * (sample - last)
          return last
        }
      })
    func gain(_ frequency: Double) -> Double {
      let angle = 2 * .pi * frequency / 8000
      let (real, imaginary) = (1 - 0.4 * cos(angle), 0.4 * sin(angle))
      return 20 * log10(0.6 / (real * real + imaginary * imaginary).squareRoot())
    }
    let twists = DTMFDigit.allCases.map { gain($0.highFrequency) - gain($0.lowFrequency) }.sorted()
    #expect(abs(try #require(report.twist) - twists[8]) < 0.3)
  }

  @Test func `isn't found in other sound`() {
    #expect(Self.report { _ in [] } == nil)
    var noise = SeededNoise(seed: 9)
    #expect(Self.report { $0.map { _ in Float(noise.next() * 0.3) } } == nil)
  }

  @Test func `judges a receiver by the order of its digits`() throws {
    let sent = Self.suite.probes.filter { $0.expectation == .heard }.compactMap(\.digit)
    #expect(KeypadReport(of: Self.suite, received: sent).isPassed)
    var lost = sent
    lost.remove(at: 3)
    let report = KeypadReport(of: Self.suite, received: lost)
    #expect(!report.isPassed)
    let digits = try Self.part(.digits, of: report)
    #expect(digits.taken == digits.required - 1)
    // A receiver that takes more than it must, in every section, isn't shifted into another.
    let all = Self.suite.probes.filter { $0.expectation != .ignored }.compactMap(\.digit)
    #expect(KeypadReport(of: Self.suite, received: all).isPassed)
    let falsely = KeypadReport(of: Self.suite, received: sent + [.star, .star])
    #expect(try Self.part(.talkOff, of: falsely).falselyTaken == 2)
    #expect(!KeypadReport(of: Self.suite, received: []).isPassed)
  }
}
