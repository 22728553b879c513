import Foundation
import Sound
import Telephony
import Testing

/// Calls that the real program plays and records.
struct CallSoundTests {
  /// A recording, a channel at a time.
  private struct Recording {
    let caller: [Float]
    let line: [Float]

    init(_ path: String) throws {
      let clip = try AudioClip(contentsOf: path)
      #expect(clip.channels == 2)
      #expect(clip.sampleRate == 16000)
      caller = stride(from: 0, to: clip.samples.count, by: 2).map { clip.samples[$0] }
      line = stride(from: 1, to: clip.samples.count, by: 2).map { clip.samples[$0] }
    }

    static func keys(in samples: [Float]) throws -> String {
      let half = try #require(
        AudioClip(samples: samples, sampleRate: 16000).resampled(to: 8000)
      ).samples.map { Int16($0 * 32767) }
      var detector = DTMFDetector()
      return String(detector.detect(in: half).map(\.digit.character))
    }
  }

  private static func clip(_ name: String) throws -> [Float] {
    try AudioClip(
      contentsOf: Workplace.package.appending(path: "Prompts/\(name).flac").path
    ).samples
  }

  /// Whether a clip, but for its edges, was recorded at a place.
  private static func isHeard(_ clip: [Float], in line: [Float], at start: Int) -> Bool {
    let edge = 48
    return start + clip.count <= line.count
      && (edge..<clip.count - edge).allSatisfy { abs(line[start + $0] - clip[$0]) < 1e-4 }
  }

  @Test func `a call recorded in virtual time has each clip where the transcript has its words`()
    throws
  {
    let place = try Workplace()
    let lines = try place.call("~30 h", "--language", "en-US", "--record", "call.wav")
    let recording = try Recording(place.path("call.wav"))
    let welcome = try Self.clip("en-US/billing/welcome")
    #expect(Self.isHeard(welcome, in: recording.line, at: 0))
    let said = lines.of("said")
    // A breath follows the sentence.
    #expect(abs(said[0].at - Double(welcome.count) / 16000 - 0.3) < 0.002)
    let next = try Self.clip("en-US/billing/\(try #require(said[1].id))")
    // A service takes a millisecond at least.
    #expect(Self.isHeard(next, in: recording.line, at: welcome.count + 4800 + 16))
    #expect(recording.caller.allSatisfy { $0 == 0 })
    #expect(abs(Double(recording.line.count) / 16000 - 30.2) < 0.05)
  }

  @Test func `keys are heard on the caller's channel alone`() throws {
    let place = try Workplace()
    try place.call("~4 4 ~3 12 ~2 h", "--language", "en-US", "--record", "call.flac")
    let recording = try Recording(place.path("call.flac"))
    #expect(try Recording.keys(in: recording.caller) == "412")
    #expect(try Recording.keys(in: recording.line) == "")
    #expect(recording.caller[..<64000].allSatisfy { $0 == 0 })
    #expect(recording.caller[64000..<65600].contains { abs($0) > 0.2 })
  }

  @Test func `identifiers are read slowly, with a second's silence between groups`() throws {
    let place = try Workplace()
    let lines = try place.call(
      "~20 4 ~1 1 ~60 h", "--language", "en-US", "--record", "call.wav")
    let recording = try Recording(place.path("call.wav"))
    let said = lines.of("said")
    let bill = try #require(said.firstIndex { $0.id == "digits" })
    let start = Int(said[bill - 1].at * 16000)
    let end = Int(said[bill].at * 16000)
    var silences: [Int] = []
    var run = 0
    for sample in recording.line[start..<end] {
      if abs(sample) < 1e-4 {
        run += 1
      } else {
        if run > 12_000 { silences.append(run) }
        run = 0
      }
    }
    let groups = said[bill].text.split(separator: ",").count
    #expect(silences.count == groups - 1)
    // Besides, only what a clip has of silence before and after its words.
    #expect(silences.allSatisfy { (15_999...17_600).contains($0) }, "\(silences)")
  }

  @Test func `a busy transfer sounds busy`() throws {
    let place = try Workplace()
    let lines = try place.call(
      "~20 1 ~30 h", "--language", "en-US", "--given", "transfer=busy", "--record", "call.wav")
    let recording = try Recording(place.path("call.wav"))
    let start = Int(try #require(lines.of("transfer").first).at * 16000)
    let tone = recording.line[start + 400..<start + 7600]
    let crossings = zip(tone, tone.dropFirst()).count { $0 < 0 && $1 >= 0 }
    #expect(abs(Double(crossings) / 0.45 - 425) < 5)
    #expect(recording.line[start + 8400..<start + 15_600].allSatisfy { abs($0) < 1e-3 })
  }

  @Test func `a device that isn't there is told, and the call goes on`() throws {
    let place = try Workplace()
    for option in ["--audio", "--ears"] {
      let outcome = try place.gooya(
        "call", option, "no_such_device", "--keys", "~0.2 h", "--language", "en-US")
      #expect(outcome.status == 0, "\(outcome)")
      #expect(outcome.complaints.contains("'no_such_device'"), "\(outcome)")
      #expect(outcome.complaints.contains("goes on without it"), "\(outcome)")
      #expect(outcome.lines.last?.hasSuffix("the caller hung up") == true, "\(outcome)")
    }
  }

  @Test func `a device without a clock of its own is played in real time`() throws {
    let place = try Workplace()
    let begin = ContinuousClock.now
    let outcome = try place.gooya(
      "call", "--audio", "null", "--record", "call.wav", "--keys", "~0.6 h", "--language", "en-US")
    #expect(outcome.status == 0, "\(outcome)")
    #expect(ContinuousClock.now - begin > .milliseconds(500))
    let line = try Recording(place.path("call.wav")).line
    // Silence is played and recorded while the voice reads its clip.
    let clip = Array(try Self.clip("en-US/billing/welcome")[..<6000])
    let isLoud = { (sample: Float) in abs(sample) > 0.02 }
    let start = try #require(line.firstIndex(where: isLoud)) - clip.firstIndex(where: isLoud)!
    #expect(Self.isHeard(clip, in: line, at: start) && (0..<8000).contains(start))
  }

  @Test(arguments: [
    (["--audio", "--fast"], "--audio takes real time"),
    (["--ears", "--fast"], "--ears takes real time"),
    (["--audio", "--speed", "2"], "--speed can't be used with"),
    (["--audio", Workplace.script], "name the script first"),
    (["--record", "call.mp3"], "must end in .wav or .flac"),
    (["--record", "call.ulaw"], "must end in .wav or .flac"),
    (["--audio", ""], "takes the name of a device"),
  ]) func `what doesn't go together is refused`(arguments: [String], reason: String) throws {
    let place = try Workplace()
    let outcome = try place.gooya(["call", "--keys", "h"] + arguments)
    #expect(outcome.status == 64, "\(outcome)")
    #expect(outcome.complaints.contains(reason), "\(outcome)")
  }

  @Test func `a recording that can't be written is refused before the call`() throws {
    let place = try Workplace()
    let outcome = try place.gooya("call", "--fast", "--keys", "h", "--record", "nowhere/call.wav")
    #expect(outcome.status == 1)
    #expect(outcome.output == "")
    #expect(outcome.complaints.contains("nowhere/call.wav"), "\(outcome)")
  }

  @Test func `words without a sound are shown, with one warning`() throws {
    // Without a path espeak-ng isn't found.
    let place = try Workplace(environment: ["PATH": "/nonexistent"])
    let script = try place.write(
      """
      format: 1
      title: Silent
      languages: [en-US]
      start: hello
      states:
        hello: { say: [{ text: { en-US: One two three } }], then: bye }
        bye: { hang_up: [{ text: { en-US: Four five }}] }
      """, as: "menu.yaml")
    let outcome = try place.gooya("call", script, "--fast", "--record", "call.wav")
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("line: One two three"))
    #expect(outcome.output.contains("line: Four five"))
    #expect(outcome.complaints.split(separator: "\n").count == 1, "\(outcome)")
    #expect(outcome.complaints.contains("“One two three”"), "\(outcome)")
  }
}
