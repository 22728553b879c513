import Foundation
import Sound
import Testing

/// `gooya dtmf decode` of files that are damaged, of other formats, or piped in.
struct DTMFFileTests {
  @Test func `damaged files are refused or heard as far as they go`() throws {
    let place = try Workplace()
    let path = try place.encoded("keys.wav")
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
    #expect(outcome.lines.contains("\(place.path("cut8.wav"))\t\(Workplace.keys)"))
    #expect(outcome.lines.contains("\(place.path("changed8.wav"))\t\(Workplace.keys)"))
  }

  /// Each is a fault that other programs, a killed recorder or a full disk leave behind.
  @Test func `what is cut off gives its keys and a warning`() throws {
    let place = try Workplace()
    for format in ["wav", "flac", "mp3", "opus"] {
      let path = try place.encoded("keys.\(format)")
      let whole = try Data(contentsOf: URL(filePath: path))
      let cut = place.path("cut.\(format)")
      try whole.prefix(whole.count * 6 / 10).write(to: URL(filePath: cut))
      let outcome = try place.gooya("dtmf", "decode", cut)
      #expect(outcome.status == 1, "\(format)")
      let heard = try #require(outcome.lines.first)
      #expect(heard.count >= 5 && Workplace.keys.hasPrefix(heard), "\(format): \(heard)")
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
    let path = try place.encoded("keys.wav")
    let broken = try place.write("no sound", as: "broken.wav")
    let outcome = try place.gooya("dtmf", "decode", "--json", broken, path)
    #expect(outcome.status == 1 && outcome.lines.count == 2)
    #expect(outcome.lines[0].hasPrefix("{\"error\":\"can't be read: "))
    #expect(outcome.lines[0].hasSuffix("\"path\":\"\(broken)\"}"))
    #expect(outcome.lines[1].contains("\"digits\":\"\(Workplace.keys)\""))
  }

  @Test func `a header whose recorder never wrote the length is no obstacle`() throws {
    let place = try Workplace()
    let path = try place.encoded("keys.wav")
    var bytes = try Data(contentsOf: URL(filePath: path))
    for offset in [4, 40] { bytes.replaceSubrange(offset..<offset + 4, with: [0, 0, 0, 0]) }
    try bytes.write(to: URL(filePath: path))
    let outcome = try place.gooya("dtmf", "decode", path)
    #expect(outcome.status == 0 && outcome.output == Workplace.keys + "\n")
  }

  @Test func `keys in antiphase on two channels are heard, and once`() throws {
    let place = try Workplace()
    let keys = try AudioClip(contentsOf: place.encoded("keys.wav")).samples
    let path = place.path("balanced.wav")
    try AudioClip(samples: keys.flatMap { [$0, -$0] }, channels: 2, sampleRate: 8000)
      .write(to: path)
    #expect(try place.gooya("dtmf", "decode", path).output == Workplace.keys + "\n")
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
    let path = try place.encoded("keys.\(format)")
    let outcome = try place.shell("cat '\(path)' | \"$GOOYA\" dtmf decode -")
    #expect(outcome.status == 0 && outcome.output == Workplace.keys + "\n")
    let nothing = try place.gooya("dtmf", "decode", "-")
    #expect(nothing.status == 1 && nothing.complaints == "gooya: the standard input is empty\n")
    let noise = try place.shell("echo no sound | \"$GOOYA\" dtmf decode -")
    #expect(noise.complaints.hasPrefix("gooya: the standard input can't be read: "))
  }
}
