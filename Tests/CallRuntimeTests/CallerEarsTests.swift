import CallEngine
import CallRuntime
import Foundation
import Speech
import Telephony
import Testing

/// Keys that come as sound, and the line's own sound that comes back.
@Suite struct `The ears of a call` {
  private static let frame = AudioFrame.length

  private static func dtmf(
    _ text: String, level: Double = -9, length: Duration = .milliseconds(100)
  ) -> [Float] {
    DTMFGenerator(sampleRate: AudioFrame.sampleRate, level: level, toneLength: length)
      .samples(for: text.compactMap { DTMFDigit($0) }).map { Float($0) / 32768 }
  }

  /// Says a sound that the test gives it.
  private final class Mouth: Voice {
    let samples: [Float]
    init(_ samples: [Float]) { self.samples = samples }
    func sound(of utterance: Utterance) -> [Float]? { samples }
  }

  /// The keys that a call takes when its caller says something and hears the line come back.
  private static func keys(
    prompt: [Float], said: [Float] = [], at start: Duration = .zero, pressed: [Digit] = [],
    delay: Duration, gain: Double
  ) -> String {
    let line = AudibleLine([.text(["words"])], then: .menu)
    let sound = LineSound(voice: Mouth(prompt), tones: LineTones(of: line.program))
    var keys = ""
    let call = SimulatedCall(
      program: line.program, parameters: CallParameters(line: "1", numberDialled: "2"),
      narrator: Narrator(library: PromptLibrary([])), services: line.services, sound: sound,
      report: { keys += $0.pressed?.label ?? "" })
    let audio = call.audio(listens: true)
    audio.answer()
    for digit in pressed { audio.press(digit) }
    var heard: [Float] = []
    let factor = Float(pow(10, gain / 20))
    while !call.hasEnded, heard.count < prompt.count + 16000 {
      let now = heard.count
      let captured = (now..<now + frame).map { place in
        let back = place - frame - delay.sample
        let echo = heard.indices.contains(back) ? heard[back] * factor : 0
        let own = place - start.sample
        return echo + (said.indices.contains(own) ? said[own] : 0)
      }
      heard += audio.nextFrame(captured: captured).heard
    }
    return keys
  }

  @Test func `press the keys that are heard, once each`() {
    let silence = [Float](repeating: 0, count: 16000)
    #expect(
      Self.keys(
        prompt: silence, said: Self.dtmf("5"), at: .milliseconds(300), delay: .zero, gain: -60)
        == "5")
  }

  @Test(
    arguments: [0, 35, 170, 400],
    [0.0, -15, -30])
  func `press no key when the line's own digits come back`(milliseconds: Int, gain: Double) {
    let delay = Duration.milliseconds(milliseconds)
    let prompt =
      Self.dtmf("0123456789*#ABCD") + Self.dtmf("159D", length: .milliseconds(45))
      + Self.dtmf("5", length: .seconds(1))
    #expect(Self.keys(prompt: prompt, delay: delay, gain: gain) == "")
  }

  @Test(arguments: [0, 120, 400], [0.0, -20])
  func `press a key by hand only once though its tone comes back`(milliseconds: Int, gain: Double) {
    let silence = [Float](repeating: 0, count: 16000)
    #expect(
      Self.keys(
        prompt: silence, pressed: [.seven], delay: .milliseconds(milliseconds), gain: gain) == "7")
  }

  @Test func `hear the caller's digit while the line sounds another one`() {
    #expect(
      Self.keys(
        prompt: Self.dtmf("1") + [Float](repeating: 0, count: 16000), said: Self.dtmf("9"),
        at: .milliseconds(400), delay: .milliseconds(40), gain: -6) == "9")
  }

  @Test func `hear the same digit again after its echo is gone`() {
    #expect(
      Self.keys(
        prompt: Self.dtmf("9") + [Float](repeating: 0, count: 48000), said: Self.dtmf("9"),
        at: .milliseconds(1500), delay: .milliseconds(40), gain: -6) == "9")
  }

  @Test(arguments: Array("0123456789*#ABCD"), [0, 37, 111, 160, 288, 319])
  func `silence the line within 40 ms of the moment when a key is known`(
    digit: Character, offset: Int
  ) throws {
    let call = AudibleLine.Call(
      AudibleLine([.text(["one two three four five six"])], then: .menu), listens: true)
    let start = 3200 + offset
    let said =
      [Float](repeating: 0, count: start) + Self.dtmf(String(digit))
      + [Float](repeating: 0, count: 8000)
    call.audio.answer()
    for frame in stride(from: 0, to: said.count - Self.frame, by: Self.frame) {
      _ = call.audio.nextFrame(captured: Array(said[frame..<frame + Self.frame]))
    }
    #expect(call.events.compactMap(\.pressed?.label) == [String(digit)])
    var detector = DTMFDetector()
    let tone = DTMFGenerator(sampleRate: 8000).samples(for: [try #require(DTMFDigit(digit))])
    let decision = try #require(detector.detect(in: tone).first).decidedAt * 2 + start
    let silent = try #require(call.line.lastIndex { $0 != 0 })
    #expect(silent > start)
    let (sinceDecision, sinceOnset) = (silent - decision, silent - start)
    #expect(sinceDecision < Duration.milliseconds(40).sample, "\(sinceDecision) samples")
    #expect(sinceOnset < Duration.milliseconds(80).sample, "\(sinceOnset) samples")
  }
}
