import Foundation
import Sound
import Testing

// What a loopback is held to.
extension `gooya audio loopback` {
  private static let arguments = [
    "audio", "loopback", "--out", "to_file", "--in", "from_file", "--rate", "8000", "--for", "8s",
  ]

  /// A desk that hears the signal as strong as a factor makes it.
  private func desk(factor: Float = 0.5) throws -> Workplace {
    let signal = LoopbackSignal(sampleRate: 8000, length: .seconds(8))
    let heard = [Float](repeating: 0, count: 800) + signal.samples.map { factor * $0 }
    return try deskWithFiles(heard: heard + [Float](repeating: 0, count: 80_000))
  }

  private func text(_ name: String, at place: Workplace) throws -> String {
    try String(contentsOfFile: place.path(name), encoding: .utf8)
  }

  @Test func `fails a limit of one's own, and tells a build server and people`() throws {
    let place = try desk()
    try place.write(
      "format: 1\nprofile: none\nlimits: { gain_db: { usable: { min: -3, max: 3 } } }\n",
      as: "mine.yaml")
    let outcome = try place.gooya(
      Self.arguments + [
        "--limits", "mine.yaml", "--junit", "results.xml", "--report", "path.html", "--language",
        "fa-IR",
      ])
    #expect(outcome.status == 1, "\(outcome)")
    #expect(outcome.output.contains("verdict: fails (none, mine.yaml)"))
    #expect(outcome.output.contains("fails: the gain is -6 dB; limit ±3 dB"))
    #expect(try text("results.xml", at: place).contains("<failure message=\"the gain is -6 dB"))
    #expect(try text("path.html", at: place).contains("dir=\"rtl\""))
  }

  @Test func `writes the path's impulse response in floats`() throws {
    let place = try desk(factor: 0.5)
    let outcome = try place.gooya(Self.arguments + ["--impulse-response", "click.wav"])
    #expect(outcome.status == 0, "\(outcome)")
    let clip = try AudioClip(contentsOf: place.path("click.wav"))
    #expect(clip.channels == 1 && clip.sampleRate == 8000)
    let highest = try #require(clip.samples.indices.max { clip.samples[$0] < clip.samples[$1] })
    // 50 ms from its beginning; lower than 0.5 for the frequencies that the sweep leaves out.
    #expect(abs(highest - 400) <= 1 && (0.4...0.5).contains(clip.samples[highest]))
    let wrong = try place.gooya(Self.arguments + ["--impulse-response", "click.flac"])
    #expect(wrong.status == 1 && wrong.complaints.contains("must end in .wav"))
  }

  @Test func `names what became worse than an earlier run, and fails`() throws {
    let before = try desk()
    let first = try before.gooya(Self.arguments + ["--json"])
    let after = try desk(factor: 0.2)
    try after.write(first.output, as: "base.json")
    let outcome = try after.gooya(Self.arguments + ["--baseline", "base.json"])
    #expect(outcome.status == 1, "\(outcome)")
    #expect(outcome.output.contains("regression: gain_db was -6.0 dB and is -14.0 dB"))
    try before.write(first.output, as: "base.json")
    let same = try before.gooya(
      Self.arguments + ["--baseline", "base.json", "--limits", "mine.yaml"])
    #expect(same.status == 1 && same.complaints.contains("mine.yaml"))
  }

  @Test func `says what is wrong with limits and baselines before it plays`() throws {
    let place = try Workplace()
    try place.write("format: 1\nlimits: { gain_bd: none }\n", as: "wrong.yaml")
    let limits = try place.gooya("audio", "loopback", "--limits", "wrong.yaml")
    #expect(limits.status == 1)
    #expect(limits.complaints.contains("wrong.yaml:2:11: error:"))
    #expect(limits.complaints.contains("did you mean 'gain_db'?"))
    try place.write("{}", as: "base.json")
    let baseline = try place.gooya("audio", "loopback", "--baseline", "base.json")
    #expect(baseline.status == 1 && baseline.complaints.contains("isn't a report"))
    let both = try place.gooya(
      "audio", "loopback", "--baseline", "base.json", "--junit", "base.json")
    #expect(both.status != 0)
    #expect(try text("base.json", at: place) == "{}")
  }

  @Test(arguments: [
    ["--profile", "g711"], ["--language", "fa-IR"], ["--report", "x.html", "--language", "xx"],
    ["--limits", ""], ["--baseline", ""], ["--junit", "same", "--report", "same"],
  ])
  func `refuses a profile or language that there isn't`(arguments: [String]) throws {
    let outcome = try Workplace().gooya(["audio", "loopback"] + arguments)
    #expect(outcome.status == 64, "\(outcome)")
  }
}

@Suite struct `gooya audio analyse, with limits` {
  /// A desk with the signal as it was sent, and as it was heard half as loud.
  private func desk() throws -> Workplace {
    let place = try Workplace()
    for (name, factor) in [("sent.wav", Float(1)), ("heard.wav", 0.5)] {
      let signal = LoopbackSignal(sampleRate: 8000, length: .seconds(8))
      try AudioClip(samples: signal.samples.map { $0 * factor }, sampleRate: 8000)
        .write(to: place.path(name))
    }
    return place
  }

  @Test func `holds a recording to them`() throws {
    let place = try desk()
    let first = try place.gooya("audio", "analyse", "sent.wav", "--sent", "sent.wav", "--json")
    #expect(first.status == 0, "\(first)")
    try place.write(first.output, as: "base.json")
    let outcome = try place.gooya(
      "audio", "analyse", "heard.wav", "--sent", "sent.wav", "--baseline", "base.json", "--junit",
      "results.xml")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("regression: gain_db was 0.0 dB and is -6.0 dB"), "\(outcome)")
    let results = try String(contentsOfFile: place.path("results.xml"), encoding: .utf8)
    #expect(results.contains("classname=\"baseline\" name=\"gain_db\""))
  }

  @Test func `analyses a cut-off recording as far as it goes, and fails`() throws {
    let place = try desk()
    let whole = try Data(contentsOf: URL(filePath: place.path("heard.wav")))
    try whole.prefix(44 + 2 * 8000 * 5).write(to: URL(filePath: place.path("cut.wav")))
    let outcome = try place.gooya("audio", "analyse", "cut.wav", "--junit", "results.xml")
    #expect(outcome.status == 1)
    #expect(outcome.complaints.contains("'cut.wav' is cut off: only 5.0 of 8.0 s are there"))
    #expect(outcome.output.contains(#/ends at (5\.00|4\.99) s of the signal, 3\.0\d s before it/#))
    #expect(outcome.output.contains("gain         -6.0 dB"), "\(outcome)")
    let results = try String(contentsOfFile: place.path("results.xml"), encoding: .utf8)
    #expect(results.contains("<failure message=\"the recording is cut off: only 5.0"))
    let other = try place.gooya("audio", "analyse", "heard.wav", "--sent", "cut.wav")
    #expect(other.status == 1 && other.output.isEmpty && other.complaints.contains("is cut off"))
  }

  @Test(arguments: [["--report", "sent.wav"], ["--junit", "heard.wav"]])
  func `never writes over a recording`(arguments: [String]) throws {
    let place = try desk()
    let before = try ["sent.wav", "heard.wav"].map {
      try Data(contentsOf: URL(filePath: place.path($0)))
    }
    let outcome = try place.gooya(
      ["audio", "analyse", "heard.wav", "--sent", "sent.wav"] + arguments)
    #expect(outcome.status == 64, "\(outcome)")
    let after = try ["sent.wav", "heard.wav"].map {
      try Data(contentsOf: URL(filePath: place.path($0)))
    }
    #expect(before == after)
  }
}
