import Foundation
import Sound
import Testing

/// `gooya audio meter`, of devices and of files.
@Suite struct `The audio meter` {
  @Test func `meter tells levels a second at a time`() throws {
    struct Line: Decodable {
      let at: Double
      let channel: Int
      let rmsDbfs: Double
      let peakDbfs: Double
      let clipped: Int
      let overruns: Int
      let rmsDbm0: Double
      let psophometricDbm0P: Double
      let truePeakDbtp: Double
      let speechDbfs: Double
      let speechActivity: Double
    }
    let place = try Workplace.withFileDevices()
    let sound = [Float].sine(1000, rate: 8000, length: .seconds(2))
    try AudioClip(samples: sound, sampleRate: 8000).write(to: place.path("tape.raw"), format: .sln)
    let arguments = ["audio", "meter", "--for", "1s", "--rate", "8000", "--device", "tape"]
    let json = try place.gooya(arguments + ["--json"])
    let lines = try json.lines.map {
      try JSONDecoder.snakeCase.decode(Line.self, from: Data($0.utf8))
    }
    try #require(lines.count == 1)
    let line = lines[0]
    #expect(line.at == 1 && line.channel == 1 && line.clipped == 0 && line.overruns == 0)
    #expect(line.rmsDbfs == -6 && line.peakDbfs == -6 && line.truePeakDbtp == -6)
    // O.41 weighs 1 kHz with 1 dB. The envelope of P.56 takes a moment to rise.
    #expect(line.rmsDbm0 == -2.9 && line.psophometricDbm0P == -1.9)
    #expect((-6 ... -5.8).contains(line.speechDbfs) && (0.95...1).contains(line.speechActivity))
    let text = try place.gooya(arguments).lines
    #expect(
      text[..<2] == [
        "1 s  rms   -6.0  peak   -6.0 dBFS",
        "highest peak -6.0 dBFS, nothing clipped, 0 overruns",
      ])
    #expect(text[2] == "rms -6.0 dBFS, -2.9 dBm0, -1.9 dBm0p; true peak -6.0 dBTP")
    #expect(text[3].hasPrefix("speech -5.9 dBFS, -2.8 dBm0, active 9"))
  }

  @Test func `meter tells a part of a second too`() throws {
    let place = try Workplace.withFileDevices()
    let sound = [Float].sine(1000, rate: 8000, length: .seconds(3))
    try AudioClip(samples: sound, sampleRate: 8000).write(to: place.path("tape.raw"), format: .sln)
    let text = try place.gooya(
      "audio", "meter", "--for", "1500ms", "--rate", "8000", "--device", "tape"
    ).lines
    #expect(text[0] == "1 s  rms   -6.0  peak   -6.0 dBFS")
    #expect(text[1] == "1.5 s  rms   -6.0  peak   -6.0 dBFS")
  }

  @Test func `meter tells each channel of a file`() throws {
    let place = try Workplace.withFileDevices()
    let tone = [Float].sine(1000, rate: 8000, length: .seconds(2))
    let sound = tone.enumerated().flatMap { [$0.element, $0.offset < 8000 ? 0.1 * $0.element : 0] }
    try AudioClip(samples: sound, channels: 2, sampleRate: 8000)
      .write(to: place.path("pair.wav"), format: .wav)
    let text = try place.gooya("audio", "meter", "pair.wav").lines
    #expect(text.count == 8)
    #expect(
      text[..<3] == [
        "channel 1", "highest peak -6.0 dBFS, nothing clipped, 2.0 s at 8000 Hz",
        "rms -6.0 dBFS, -2.9 dBm0, -1.9 dBm0p; true peak -6.0 dBTP",
      ])
    #expect(text[5] == "highest peak -26.0 dBFS, nothing clipped, 2.0 s at 8000 Hz")
    // Half of the time speaks; that it lasts 0.2 s longer is P.56's hangover.
    #expect(text[7].hasPrefix("speech -27.") && text[7].contains("active 6"))
    let json = try place.gooya("audio", "meter", "pair.wav", "--json").lines
    #expect(json.count == 2 && json[1].contains("\"channel\":2"))
    #expect(json[0].contains("\"at\":2,"))
  }

  @Test func `meter tells a damaged file as far as it goes`() throws {
    let place = try Workplace.withFileDevices()
    let tone = [Float].sine(1000, rate: 8000, length: .seconds(2))
    try AudioClip(samples: tone, sampleRate: 8000).write(to: place.path("whole.wav"), format: .wav)
    let whole = try Data(contentsOf: place.folder.appending(path: "whole.wav"))
    try whole.prefix(whole.count / 2).write(to: place.folder.appending(path: "cut.wav"))
    let outcome = try place.gooya("audio", "meter", "cut.wav")
    #expect(outcome.status == 1)
    #expect(outcome.lines.first == "highest peak -6.0 dBFS, nothing clipped, 1.0 s at 8000 Hz")
    #expect(outcome.complaints.contains("cut.wav"))
    let missing = try place.gooya("audio", "meter", "nowhere.wav")
    #expect(missing.status == 1 && missing.output.isEmpty)
  }

  @Test func `a file without sound isn't measured`() throws {
    let place = try Workplace.withFileDevices()
    try AudioClip(samples: [], sampleRate: 8000).write(to: place.path("none.wav"))
    try place.write("", as: "empty.wav")
    for (name, complaint) in [
      ("none.wav", "the sound file 'none.wav' holds no sound"),
      ("empty.wav", "the sound file 'empty.wav' is empty"), ("-", "the standard input is empty"),
    ] {
      for command in [["meter"], ["meter", "--json"], ["analyse"]] {
        let outcome = try place.gooya(["audio"] + command + [name])
        #expect(outcome.status == 1 && outcome.output.isEmpty, "\(outcome)")
        #expect(outcome.complaints == "gooya: \(complaint)\n")
      }
    }
  }

  @Test func `meter marks what is clipped`() throws {
    let place = try Workplace.withFileDevices()
    let square = (0..<16000).map { Float($0 / 8 % 2 == 0 ? 1 : -1) }
    try AudioClip(samples: square, sampleRate: 8000).write(to: place.path("tape.raw"), format: .sln)
    let outcome = try place.gooya(
      "audio", "meter", "--for", "1s", "--rate", "8000", "--device", "tape")
    #expect(outcome.lines[0].contains("dBFS  CLIPPED 8"), "\(outcome)")
    #expect(outcome.lines[1].contains("highest peak 0.0 dBFS, 8"))
    #expect(outcome.lines[1].contains(" samples clipped"))
  }
}
