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

  private static let keys = "0123456789*#ABCD"

  /// A file with all keys' tones.
  private static func encoded(_ name: String, _ more: String..., in place: Workplace) throws
    -> String
  {
    let outcome = try place.gooya(["dtmf", "encode", keys, "-o", place.path(name)] + more)
    #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.complaints.isEmpty)
    return place.path(name)
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
    let made = try place.gooya(["dtmf", "encode", Self.keys, "-o", path] + options)
    #expect(made.status == 0 && made.output.isEmpty && made.complaints.isEmpty)
    let outcome = try place.gooya("dtmf", "decode", path)
    #expect(outcome.status == 0 && outcome.complaints.isEmpty)
    #expect(outcome.output == Self.keys + "\n")
  }

  @Test func `the length of tones and gaps is that asked for`() throws {
    let place = try Workplace()
    let path = try Self.encoded("keys.wav", "--length", "80ms", "--gap", "0.12s", in: place)
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
    let path = try Self.encoded("keys.wav", in: place)
    let outcome = try place.gooya("dtmf", "decode", "--times", path)
    let items = try #require(outcome.lines.first).split(separator: " ")
    #expect(outcome.lines.count == 1 && items.count == 16)
    for (index, item) in items.enumerated() {
      let parts = item.split(separator: "@")
      try #require(parts.count == 2)
      #expect(parts[0] == String(Array(Self.keys)[index]))
      let time = try #require(Int(parts[1]))
      #expect(index * 200 + 1...index * 200 + 100 ~= time)
    }
  }

  @Test func `statistics stay out of the standard output`() throws {
    let place = try Workplace()
    let path = try Self.encoded("keys.wav", in: place)
    let outcome = try place.gooya("dtmf", "decode", "--stats", path)
    #expect(outcome.output == Self.keys + "\n")
    let stats = try #require(
      outcome.complaints.wholeMatch(
        of: #/(.*): ([0-9.]+) s of sound, ([0-9.]+) s of processor time, ([0-9]+) x real time\n/#))
    #expect(stats.1 == path && stats.2 == "3.200")
  }

  @Test func `several files have a line each, and one that can't be read doesn't stop them`() throws
  {
    let place = try Workplace()
    let first = try Self.encoded("first.wav", in: place)
    let silent = place.path("silent.wav")
    try AudioClip(samples: Array(repeating: 0, count: 8000), sampleRate: 8000).write(to: silent)
    let broken = try place.write("no sound", as: "broken.wav")
    let missing = place.path("missing.wav")
    let last = try Self.encoded("last.sln16", in: place)
    let outcome = try place.gooya("dtmf", "decode", first, broken, silent, missing, last)
    #expect(outcome.status == 1)
    #expect(outcome.output == "\(first)\t\(Self.keys)\n\(silent)\t\n\(last)\t\(Self.keys)\n")
    let complaints = outcome.complaints.split(separator: "\n")
    try #require(complaints.count == 2)
    #expect(complaints[0].hasPrefix("gooya: the sound file '\(broken)' can't be read: "))
    #expect(complaints[1].hasPrefix("gooya: the sound file '\(missing)' can't be read: "))
    #expect(try place.gooya("dtmf", "decode", silent).output == "\n")
  }

  @Test func `JSON is an object a line`() throws {
    let place = try Workplace()
    let path = try Self.encoded("keys.wav", in: place)
    let outcome = try place.gooya("dtmf", "decode", "--json", "--stats", path, path)
    #expect(outcome.complaints.isEmpty && outcome.lines.count == 2)
    for line in outcome.lines {
      let heard = try JSONDecoder().decode(Heard.self, from: Data(line.utf8))
      #expect(heard.path == path && heard.digits == Self.keys && heard.seconds == 3.2)
      try #require(heard.detections.map(\.digit).joined() == Self.keys)
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
    let keys = try AudioClip(contentsOf: Self.encoded("keys.wav", in: place)).samples
    let other = [Float](repeating: 0, count: 32000) + keys
    let padded = keys + [Float](repeating: 0, count: 32000)
    let path = place.path("call.flac")
    try AudioClip(
      samples: zip(padded, other).flatMap { [$0, $1] }, channels: 2, sampleRate: 8000
    ).write(to: path)
    let both = try place.gooya("dtmf", "decode", path)
    #expect(both.output == Self.keys + Self.keys + "\n")
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

  @Test func `damaged files are refused or heard as far as they go`() throws {
    let place = try Workplace()
    let path = try Self.encoded("keys.wav", in: place)
    let whole = try Data(contentsOf: URL(filePath: path))
    var paths: [String] = []
    for (index, length) in [0, 4, 12, 43, 44, 45, 47, 5000, whole.count - 1].enumerated() {
      paths.append(place.path("cut\(index).wav"))
      try whole.prefix(length).write(to: URL(filePath: paths[index]))
    }
    for (index, offset) in [4, 16, 20, 22, 24, 26, 32, 34, 40, 43].enumerated() {
      var bytes = whole
      bytes[offset] = 0xFF
      paths.append(place.path("changed\(index).wav"))
      try bytes.write(to: URL(filePath: place.path("changed\(index).wav")))
    }
    let outcome = try place.gooya(["dtmf", "decode"] + paths)
    #expect(outcome.status == 1)
    let complaints = outcome.complaints.split(separator: "\n")
    #expect(complaints.allSatisfy { $0.hasPrefix("gooya: the sound file '") })
    // Of each there are keys, or a complaint, or both.
    #expect(
      paths.allSatisfy { path in
        outcome.lines.contains { $0.hasPrefix("\(path)\t") }
          || complaints.contains { $0.contains("'\(path)'") }
      })
    #expect(outcome.lines.contains("\(place.path("cut7.wav"))\t01"))
    #expect(outcome.lines.contains("\(place.path("cut8.wav"))\t\(Self.keys)"))
    #expect(outcome.lines.contains("\(place.path("changed8.wav"))\t\(Self.keys)"))
  }

  /// Each is a fault that other programs, a killed recorder or a full disk leave behind.
  @Test func `what is cut off gives its keys and a warning`() throws {
    let place = try Workplace()
    for format in ["wav", "flac", "mp3", "opus"] {
      let path = try Self.encoded("keys.\(format)", in: place)
      let whole = try Data(contentsOf: URL(filePath: path))
      let cut = place.path("cut.\(format)")
      try whole.prefix(whole.count * 6 / 10).write(to: URL(filePath: cut))
      let outcome = try place.gooya("dtmf", "decode", cut)
      #expect(outcome.status == 1, "\(format)")
      let heard = try #require(outcome.lines.first)
      #expect(heard.count >= 5 && Self.keys.hasPrefix(heard), "\(format): \(heard)")
      // No word of a library's own.
      #expect(outcome.complaints.hasPrefix("gooya: the sound file '\(cut)' is"))
      #expect(outcome.complaints.split(separator: "\n").count == 1, "\(outcome.complaints)")
      let json = try place.gooya("dtmf", "decode", "--json", cut)
      #expect(json.status == 1 && json.output.contains("\"warning\":\"is "))
    }
    let complaint = try place.gooya("dtmf", "decode", place.path("cut.wav")).complaints
    #expect(complaint.contains("is cut off: only 1.9 of 3.2 s are there"))
  }

  @Test func `no sound at all is told apart from silence`() throws {
    let place = try Workplace()
    let silent = place.path("silent.wav")
    try AudioClip(samples: Array(repeating: 0, count: 800), sampleRate: 8000).write(to: silent)
    let empty = place.path("empty.wav")
    try AudioClip(samples: [], sampleRate: 8000).write(to: empty)
    let silence = try place.gooya("dtmf", "decode", silent)
    #expect(silence.status == 0 && silence.output == "\n" && silence.complaints.isEmpty)
    let nothing = try place.gooya("dtmf", "decode", empty)
    #expect(nothing.status == 1 && nothing.output.isEmpty)
    #expect(nothing.complaints == "gooya: the sound file '\(empty)' holds no sound\n")
  }

  @Test func `an unreadable file has an object in the JSON too`() throws {
    let place = try Workplace()
    let path = try Self.encoded("keys.wav", in: place)
    let broken = try place.write("no sound", as: "broken.wav")
    let outcome = try place.gooya("dtmf", "decode", "--json", broken, path)
    #expect(outcome.status == 1 && outcome.lines.count == 2)
    #expect(outcome.lines[0].hasPrefix("{\"error\":\"can't be read: "))
    #expect(outcome.lines[0].hasSuffix("\"path\":\"\(broken)\"}"))
    #expect(outcome.lines[1].contains("\"digits\":\"\(Self.keys)\""))
  }

  @Test func `a header whose recorder never wrote the length is no obstacle`() throws {
    let place = try Workplace()
    let path = try Self.encoded("keys.wav", in: place)
    var bytes = try Data(contentsOf: URL(filePath: path))
    for offset in [4, 40] { bytes.replaceSubrange(offset..<offset + 4, with: [0, 0, 0, 0]) }
    try bytes.write(to: URL(filePath: path))
    let outcome = try place.gooya("dtmf", "decode", path)
    #expect(outcome.status == 0 && outcome.output == Self.keys + "\n")
  }

  @Test func `keys in antiphase on two channels are heard, and once`() throws {
    let place = try Workplace()
    let keys = try AudioClip(contentsOf: Self.encoded("keys.wav", in: place)).samples
    let path = place.path("balanced.wav")
    try AudioClip(samples: keys.flatMap { [$0, -$0] }, channels: 2, sampleRate: 8000)
      .write(to: path)
    #expect(try place.gooya("dtmf", "decode", path).output == Self.keys + "\n")
    let json = try place.gooya("dtmf", "decode", "--json", path).output
    #expect(json.contains("\"channel\":1") && !json.contains("\"channel\":2"))
  }

  /// Its length, estimated from the first frame, is more than it has.
  @Test func `an MP3 as sox writes it is heard`() throws {
    let place = try Workplace()
    let path = try #require(
      Bundle.module.path(forResource: "keys", ofType: "mp3", inDirectory: "Fixtures"))
    let outcome = try place.gooya("dtmf", "decode", path)
    #expect(outcome.status == 0 && outcome.complaints.isEmpty)
    #expect(outcome.output == "159#\n")
  }

  @Test(arguments: ["wav", "flac"])
  func `what is piped in is decoded`(format: String) throws {
    let place = try Workplace()
    let path = try Self.encoded("keys.\(format)", in: place)
    let outcome = try place.shell("cat '\(path)' | \"$GOOYA\" dtmf decode -")
    #expect(outcome.status == 0 && outcome.output == Self.keys + "\n")
    let nothing = try place.gooya("dtmf", "decode", "-")
    #expect(nothing.status == 1 && nothing.complaints == "gooya: the standard input is empty\n")
    let noise = try place.shell("echo no sound | \"$GOOYA\" dtmf decode -")
    #expect(noise.complaints.hasPrefix("gooya: the standard input can't be read: "))
  }

  @Test func `details tell each key's measurements, and why near misses were refused`() throws {
    struct Details: Decodable {
      struct Key: Decodable {
        let digit: String
        let onsetMs: Double
        let lengthMs: Double?
        let lowDbm0: Double
        let highDbm0: Double
        let twistDb: Double
        let lowErrorPercent: Double
        let snrDb: Double
      }
      struct Miss: Decodable {
        let digit: String
        let refusal: String
        let q24: String
        let twistDb: Double
      }
      let detections: [Key]
      let nearMisses: [Miss]
    }
    let place = try Workplace()
    try place.gooya("dtmf", "encode", "159", "-o", "keys.wav", "--level", "-12", "--twist", "3")
    let json = try place.gooya("dtmf", "decode", "--details", "--json", "keys.wav").output
    let details = try JSONDecoder.snakeCase.decode(Details.self, from: Data(json.utf8))
    #expect(details.detections.map(\.digit).joined() == "159" && details.nearMisses.isEmpty)
    for (index, key) in details.detections.enumerated() {
      #expect(abs(key.onsetMs - Double(200 * index)) < 2)
      #expect(abs(try #require(key.lengthMs) - 100) < 3)
      #expect(abs(key.lowDbm0 + 13.5) < 0.1 && abs(key.highDbm0 + 10.5) < 0.1)
      #expect(abs(key.twistDb - 3) < 0.1 && abs(key.lowErrorPercent) < 0.05 && key.snrDb > 50)
    }
    let text = try place.gooya("dtmf", "decode", "--details", "keys.wav").lines
    #expect(text.first == "159" && text.count == 4)
    #expect(text[1].hasPrefix("1  at 0.") && text[1].contains("twist 3.0 dB"))
    try place.gooya("dtmf", "encode", "8", "-o", "off.wav", "--twist", "16", "--level", "-14")
    let miss = try place.gooya("dtmf", "decode", "--details", "off.wav").lines
    #expect(
      miss.contains {
        $0.hasPrefix("no 8") && $0.hasSuffix("(Q.24: power level difference between frequencies)")
      }, "\(miss)")
  }

  @Test func `a suite is written, judged, and fails a path that spoils it`() throws {
    let place = try Workplace()
    #expect(try place.gooya("dtmf", "test", "-o", "suite.wav").status == 0)
    let good = try place.gooya("dtmf", "test", "suite.wav")
    #expect(good.status == 0, "\(good)")
    #expect(good.lines.contains("verdict: passes"))
    #expect(good.lines.contains { $0.contains("ok    digits") && $0.contains(" taken") })
    let clip = try AudioClip(contentsOf: place.path("suite.wav"))
    let spoilt = AudioClip(
      samples: clip.samples.enumerated().map { $0.offset / 400 % 20 == 0 ? 0 : $0.element },
      sampleRate: clip.sampleRate)
    try spoilt.write(to: place.path("heard.wav"))
    let bad = try place.gooya("dtmf", "test", "heard.wav", "--json")
    #expect(bad.status == 1 && bad.output.contains("\"passed\" : false"), "\(bad)")
    try AudioClip(samples: Array(clip.samples.dropLast(40 * 8000)), sampleRate: clip.sampleRate)
      .write(to: place.path("short.wav"))
    let short = try place.gooya("dtmf", "test", "short.wav")
    #expect(short.status == 1 && short.lines.contains("verdict: incomplete; what is there passes"))
    #expect(short.output.contains("the recording ends 40.0 s before it does; only"), "\(short)")
    #expect(short.lines.contains { $0.contains("--    dial tone") && $0.contains("not in the") })
    let keys = try place.gooya("dtmf", "decode", "--times", "suite.wav").output
    _ = try place.write(keys, as: "keys.txt")
    let received = try place.gooya("dtmf", "test", "--received", "keys.txt")
    #expect(received.status == 0, "\(received)")
  }

  @Test(arguments: [
    ([], 64, "give one of"), (["nowhere.wav"], 1, "can't be read"),
    (["no_such_device"], 1, "'no_such_device'"), (["-o", "suite.xyz"], 64, "must end in"),
    (["a.wav", "-o", "b.wav"], 64, "give one of"),
  ])
  func `a test that can't be made is refused`(arguments: [String], status: Int, words: String)
    throws
  {
    let outcome = try Workplace().gooya(["dtmf", "test"] + arguments)
    #expect(outcome.status == status && outcome.complaints.contains(words), "\(outcome)")
  }

  @Test func `a device that gives silence is listened to as long as asked`() throws {
    let outcome = try Workplace().gooya("dtmf", "listen", "null", "--for", "50ms")
    #expect(outcome.status == 0 && outcome.output.isEmpty)
    #expect(outcome.complaints == "listening to 'null'; press Ctrl-C to stop\n")
  }

  /// ALSA's file device gives what a file holds at the pace of a sound card.
  @Test func `keys that a device hears are printed with their times`() throws {
    let place = try Workplace()
    let sound = place.path("keys.sln")
    try place.gooya("dtmf", "encode", "5#", "-o", sound)
    // The device goes on with what it last had when the file is at its end.
    var clip = try AudioClip(contentsOf: sound)
    clip.samples += [Float](repeating: 0, count: 5 * 8000)
    try clip.write(to: sound)
    let configuration = try place.write(
      """
      </usr/share/alsa/alsa.conf>
      pcm.keys {
        type file
        slave.pcm "null"
        file "/dev/null"
        infile "\(sound)"
        format "raw"
      }
      """, as: "asound.conf")
    let outcome = try place.shell(
      "ALSA_CONFIG_PATH='\(configuration)' \"$GOOYA\" dtmf listen keys --for 1500ms")
    #expect(outcome.status == 0)
    let keys = try outcome.lines.map { line in
      try #require(line.wholeMatch(of: #/ *([0-9.]+) s  (.)/#))
    }
    #expect(keys.map { String($0.2) } == ["5", "#"])
    for (index, key) in keys.enumerated() {
      let time = try #require(Double(key.1))
      #expect(time > Double(index) * 0.2 && time <= Double(index) * 0.2 + 0.1)
    }
  }
}
