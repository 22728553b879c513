import Foundation
import Sound
import Testing

/// `gooya dtmf`, run as a user runs it.
struct DTMFTests {
  private struct Heard: Decodable {
    struct Detection: Decodable {
      let digit: String
      let ms: Int
    }

    let path: String
    let digits: String
    let detections: [Detection]
    let seconds: Double
    let processorSeconds: Double?
    let ratio: Double?

    enum CodingKeys: String, CodingKey {
      case path, digits, detections, seconds, ratio
      case processorSeconds = "processor_seconds"
    }
  }

  @Test(arguments: [
    ("keys.wav", []), ("keys.flac", ["--rate", "44100"]), ("keys.ulaw", []), ("keys.alaw", []),
    ("keys.sln", ["--level", "-20"]), ("keys.sln16", []), ("keys.wav", ["--rate", "192000"]),
    ("keys.wav", ["--rate", "4000"]), ("keys.wav", ["--twist", "3"]),
    ("keys.wav", ["--twist", "-6"]), ("keys.flac", ["--length", "50ms", "--gap", "50ms"]),
  ])
  func `what is encoded is decoded`(name: String, options: [String]) throws {
    let place = try Workplace()
    let path = place.path(name)
    let made = try place.gooya(["dtmf", "encode", Workplace.keys, "-o", path] + options)
    #expect(made.status == 0 && made.output.isEmpty && made.complaints.isEmpty)
    let outcome = try place.gooya("dtmf", "decode", path)
    #expect(outcome.status == 0 && outcome.complaints.isEmpty)
    #expect(outcome.output == Workplace.keys + "\n")
  }

  @Test func `the length of tones and gaps is that asked for`() throws {
    let place = try Workplace()
    let path = try place.encoded("keys.wav", "--length", "80ms", "--gap", "0.12s")
    let clip = try AudioClip(contentsOf: path)
    try #require(clip.sampleRate == 8000 && clip.frameCount == 16 * 1600)
    for digit in 0..<16 {
      let tone = clip.samples[digit * 1600..<digit * 1600 + 640]
      let gap = clip.samples[digit * 1600 + 640..<(digit + 1) * 1600]
      #expect(tone.contains { abs($0) > 0.3 } && gap.allSatisfy { $0 == 0 })
    }
  }

  @Test func `tones that are clipped are made with a warning`() throws {
    let place = try Workplace()
    let path = place.path("keys.wav")
    let outcome = try place.gooya("dtmf", "encode", "1", "-o", path, "--level", "0")
    #expect(outcome.status == 0)
    #expect(outcome.complaints == "gooya: at this level the tones are clipped, by 2.9 dB\n")
    #expect(try AudioClip(contentsOf: path).samples.contains { $0 == -1 })
  }

  @Test func `times are told in ms, on one line`() throws {
    let place = try Workplace()
    let path = try place.encoded("keys.wav")
    let outcome = try place.gooya("dtmf", "decode", "--times", path)
    let items = try #require(outcome.lines.first).split(separator: " ")
    #expect(outcome.lines.count == 1 && items.count == 16)
    for (index, item) in items.enumerated() {
      let parts = item.split(separator: "@")
      try #require(parts.count == 2)
      #expect(parts[0] == String(Array(Workplace.keys)[index]))
      let time = try #require(Int(parts[1]))
      #expect(index * 200 + 1...index * 200 + 100 ~= time)
    }
  }

  @Test func `statistics stay out of the standard output`() throws {
    let place = try Workplace()
    let path = try place.encoded("keys.wav")
    let outcome = try place.gooya("dtmf", "decode", "--stats", path)
    #expect(outcome.output == Workplace.keys + "\n")
    let stats = try #require(
      outcome.complaints.wholeMatch(
        of: #/(.*): ([0-9.]+) s of sound, ([0-9.]+) s of processor time, ([0-9]+) x real time\n/#))
    #expect(stats.1 == path && stats.2 == "3.200")
  }

  @Test func `several files have a line each, and one that can't be read doesn't stop them`() throws
  {
    let place = try Workplace()
    let first = try place.encoded("first.wav")
    let silent = place.path("silent.wav")
    try AudioClip(samples: Array(repeating: 0, count: 8000), sampleRate: 8000).write(to: silent)
    let broken = try place.write("no sound", as: "broken.wav")
    let missing = place.path("missing.wav")
    let last = try place.encoded("last.sln16")
    let outcome = try place.gooya("dtmf", "decode", first, broken, silent, missing, last)
    #expect(outcome.status == 1)
    #expect(
      outcome.output == "\(first)\t\(Workplace.keys)\n\(silent)\t\n\(last)\t\(Workplace.keys)\n")
    let complaints = outcome.complaints.split(separator: "\n")
    try #require(complaints.count == 2)
    #expect(complaints[0].hasPrefix("gooya: the sound file '\(broken)' can't be read: "))
    #expect(complaints[1].hasPrefix("gooya: the sound file '\(missing)' can't be read: "))
    #expect(try place.gooya("dtmf", "decode", silent).output == "\n")
  }

  @Test func `JSON is an object a line`() throws {
    let place = try Workplace()
    let path = try place.encoded("keys.wav")
    let outcome = try place.gooya("dtmf", "decode", "--json", "--stats", path, path)
    #expect(outcome.complaints.isEmpty && outcome.lines.count == 2)
    for line in outcome.lines {
      let heard = try JSONDecoder().decode(Heard.self, from: Data(line.utf8))
      #expect(heard.path == path && heard.digits == Workplace.keys && heard.seconds == 3.2)
      try #require(heard.detections.map(\.digit).joined() == Workplace.keys)
      #expect(heard.detections[3].ms > 600 && heard.detections[3].ms <= 700)
      let processor = try #require(heard.processorSeconds)
      #expect(processor > 0 && processor < 60)
      #expect(abs(try #require(heard.ratio) * processor / 3.2 - 1) < 1e-6)
    }
    let plain = try place.gooya("dtmf", "decode", "--json", path)
    #expect(!plain.output.contains("ratio"))
  }

  @Test func `both channels of a call are heard, or one alone`() throws {
    let place = try Workplace()
    let keys = try AudioClip(contentsOf: place.encoded("keys.wav")).samples
    let other = [Float](repeating: 0, count: 32000) + keys
    let padded = keys + [Float](repeating: 0, count: 32000)
    let path = place.path("call.flac")
    try AudioClip(
      samples: zip(padded, other).flatMap { [$0, $1] }, channels: 2, sampleRate: 8000
    ).write(to: path)
    let both = try place.gooya("dtmf", "decode", path)
    #expect(both.output == Workplace.keys + Workplace.keys + "\n")
    let second = try place.gooya("dtmf", "decode", path, "--channel", "2", "--times")
    #expect(second.output.hasPrefix("0@40"))
    #expect(second.output.split(separator: " ").count == 16)
    let third = try place.gooya("dtmf", "decode", path, "--channel", "3")
    #expect(third.status == 1 && third.complaints.contains("has no channel 3, only 2 channels"))
  }

  @Test func `a key that ends with the file is heard`() throws {
    let place = try Workplace()
    let path = place.path("key.wav")
    try place.gooya("dtmf", "encode", "5", "-o", path, "--length", "45ms", "--gap", "0ms")
    #expect(try place.gooya("dtmf", "decode", path).output == "5\n")
  }

  @Test(arguments: [
    ("12x4", "'x', character 3 of '12x4'"), ("۱", "'۱', character 1 of '۱'"),
    ("1 2", "' ', character 2 of '1 2'"), ("1\u{0301}", "character 1 of"), ("", "no keys"),
  ])
  func `keys that there aren't are named with their place`(keys: String, complaint: String) throws {
    let place = try Workplace()
    let outcome = try place.gooya("dtmf", "encode", keys, "-o", place.path("keys.wav"))
    #expect(outcome.status == 64)
    #expect(outcome.complaints.contains(complaint))
    #expect(!FileManager.default.fileExists(atPath: place.path("keys.wav")))
  }
}
