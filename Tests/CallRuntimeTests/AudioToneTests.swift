import CallEngine
import CallRuntime
import Foundation
import Speech
import Testing

/// What a caller hears where nobody speaks.
@Suite struct `Tones of a call` {
  /// Tenths of a second in which something sounds, as `#` and `.`.
  private static func pattern(_ samples: some Collection<Float>) -> String {
    let samples = Array(samples)
    return String(
      stride(from: 0, to: samples.count - 1599, by: 1600).map { start in
        samples[start..<start + 1600].map(abs).max()! > 0.02 ? "#" : "."
      })
  }

  /// The frequency by its zero crossings.
  private static func frequency(_ samples: ArraySlice<Float>) -> Double {
    let crossings = zip(samples, samples.dropFirst()).count { $0 < 0 && $1 >= 0 }
    return Double(crossings) / (Double(samples.count) / 16000)
  }

  @Test(arguments: [
    (TransferOutcome.connected, "##########....................."),
    (.noAnswer, "##########....................."),
    (.busy, "#####.....#####.....#####......"),
    (.failed, "##...##...##...##...##...##....."),
  ]) func `tell how a transfer goes while it goes on`(
    outcome: TransferOutcome, pattern: String
  ) throws {
    let course = TransferCourse(outcome, ringing: .seconds(3), talking: .seconds(2))
    let line = AudibleLine([.text(["one"])], then: .transfer(course))
    let call = try AudibleLine.Call(line).run()
    let from = CountingVoice.wordLength
    let heard = Self.pattern(call.heard[from..<from + 48000])
    // Rounded edges may tip a tenth that they fall into.
    let wrong = zip(heard, pattern).count { $0 != $1 }
    #expect(wrong <= (outcome == .failed ? 6 : 0), "\(heard)")
    #expect(abs(Self.frequency(call.heard[from + 100..<from + 3900]) - 425) < 5)
  }

  @Test func `ring until the far side answers, and not on`() throws {
    let course = TransferCourse(.connected, ringing: .milliseconds(5500), talking: .seconds(2))
    let line = AudibleLine([.pause(.milliseconds(100))], then: .transfer(course))
    let call = try AudibleLine.Call(line).run()
    let heard = Self.pattern(call.heard[1600...])
    #expect(heard.hasPrefix("##########" + String(repeating: ".", count: 40) + "#####"))
    // The far side talks without a sound.
    #expect(call.heard[89_700..<89_700 + 32_000].allSatisfy { $0 == 0 })
  }

  @Test func `leave a long wait for a busy line silent before`() throws {
    let course = TransferCourse(.busy, ringing: .seconds(8))
    let call = try AudibleLine.Call(AudibleLine([], then: .transfer(course))).run()
    #expect(
      Self.pattern(call.heard).hasPrefix(
        String(repeating: ".", count: 50) + "#####.....#####.....#####....."))
  }

  @Test func `are busy after the line has hung up, and then the call is over`() throws {
    let call = try AudibleLine.Call(AudibleLine([.text(["one"])])).run()
    let end = try #require(call.events.last?.at.sample)
    #expect(Self.pattern(call.heard[end...]).hasPrefix("#####.....#####.....#####"))
    #expect(call.heard.count - end <= 3 * 16000 + 320)
    #expect(abs(call.heard.last!) < 0.001)
  }

  @Test func `are none after the caller has hung up`() throws {
    let call = try AudibleLine.Call(AudibleLine([.text(["one two three"])])).run(keys: "~0.3 h")
    #expect(call.heard[4880...].allSatisfy { $0 == 0 })
  }

  @Test func `are China's on a Chinese line`() throws {
    let line = AudibleLine([.text(["one"])], language: Language("zh-CN"))
    let call = try AudibleLine.Call(line).run()
    let end = try #require(call.events.last?.at.sample)
    #expect(abs(Self.frequency(call.heard[end + 160..<end + 5000]) - 450) < 5)
  }

  @Test func `a transfer that is given up falls silent`() throws {
    let course = TransferCourse(.noAnswer, ringing: .seconds(60))
    let call = try AudibleLine.Call(AudibleLine([], then: .transfer(course))).run(keys: "~0.5 h")
    #expect(call.heard[8080...].allSatisfy { $0 == 0 })
  }
}
