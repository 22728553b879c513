import Foundation
import Sound
import Testing

/// What `gooya dtmf` tells of keys in detail, and its tests of receivers and devices.
struct DTMFSuiteTests {
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
    #expect(
      short.output.contains("the recording ends 40.0 s before the suite does; only"), "\(short)")
    #expect(short.lines.contains { $0.contains("--    dial tone") && $0.contains("not in the") })
    #expect(short.lines.contains("  --    talk-off       not in the recording"))
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
