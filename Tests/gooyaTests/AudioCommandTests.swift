import Foundation
import Sound
import Testing

/// The audio commands through ALSA's `file` and `null` devices, which need no card.
@Suite struct `Audio commands` {
  private static func device(_ file: String) -> String { "file:'\(file)',raw" }

  @Test func `play gives a device every sample of a file`() throws {
    let place = try Workplace.withFileDevices()
    let samples = [Float].sine(700, rate: 16000, length: .milliseconds(300))
    try AudioClip(samples: samples, sampleRate: 16000).write(to: place.path("tone.flac"))
    let outcome = try place.gooya(
      "audio", "play", "tone.flac", "--device", Self.device("out.raw"))
    #expect(outcome.status == 0, "\(outcome)")
    #expect(
      outcome.output == "played 0.3 s on file:'out.raw',raw (16000 Hz, mono), 0 underruns\n")
    let played = try Data(contentsOf: place.folder.appending(path: "out.raw"))
    let expected = try AudioClip(contentsOf: place.path("tone.flac")).samples
    #expect(played.samples16.map { Float($0) / 32768 } == expected)
  }

  @Test func `play gives a device of two channels a mono file in both`() throws {
    let place = try Workplace.withFileDevices()
    try AudioClip(samples: .sine(700, rate: 8000, length: .milliseconds(100)), sampleRate: 8000)
      .write(to: place.path("tone.wav"))
    let outcome = try place.gooya("audio", "play", "tone.wav", "--device", "pair")
    #expect(outcome.output == "played 0.1 s on pair (8000 Hz, 2 channels), 0 underruns\n")
  }

  @Test(arguments: [
    ("1kHz", 1000.0, "0.4s"), ("440Hz", 440, "200ms"), ("1.5khz", 1500, "200ms"),
    ("dial", 425, "200ms"), ("busy", 425, "400ms"), ("9kHz", 9000, "200ms"),
  ])
  func `tone has the frequency, the level and the length that it says`(
    sound: String, frequency: Double, length: String
  ) throws {
    let place = try Workplace.withFileDevices()
    let outcome = try place.gooya(
      "audio", "tone", sound, "--for", length, "--level", "-6", "--device",
      "file:'out.wav',wav")
    #expect(outcome.status == 0, "\(outcome)")
    let clip = try AudioClip(contentsOf: place.path("out.wav"))
    #expect(clip.share(of: frequency) > 0.9)
    var meter = LevelMeter()
    meter.add(clip.samples)
    #expect(abs(meter.take().peak - -9.14) < 0.2)
    #expect(outcome.output.contains("played 0.\(length.contains("4") ? 4 : 2)"))
  }

  @Test func `keys come back from their tones`() throws {
    let place = try Workplace.withFileDevices()
    let device = "file:'out.wav',wav"
    let outcome = try place.gooya("audio", "tone", "dtmf:0123456789*#abcd", "--device", device)
    #expect(outcome.status == 0, "\(outcome)")
    #expect(try place.gooya("dtmf", "decode", "out.wav").output == "0123456789*#ABCD\n")
  }

  @Test(arguments: ["sweep", "noise", "ringback", "congestion", "special-information"])
  func `every other sound is heard`(sound: String) throws {
    let place = try Workplace.withFileDevices()
    let outcome = try place.gooya(
      "audio", "tone", sound, "--for", "300ms", "--device", "file:'out.wav',wav")
    #expect(outcome.status == 0, "\(outcome)")
    var meter = LevelMeter()
    meter.add(try AudioClip(contentsOf: place.path("out.wav")).samples)
    let level = meter.take()
    #expect((-20 ... -12.0).contains(level.rms) && level.clipped == 0)
  }

  @Test func `record takes what the device gives, for as long as it is told`() throws {
    let place = try Workplace.withFileDevices()
    let sound = [Float].sine(1000, rate: 8000, length: .milliseconds(500))
    try AudioClip(samples: sound, sampleRate: 8000).write(to: place.path("tape.raw"), format: .sln)
    let outcome = try place.gooya(
      "audio", "record", "heard.flac", "--for", "400ms", "--rate", "8000", "--device", "tape")
    #expect(outcome.status == 0, "\(outcome)")
    let heard = try AudioClip(contentsOf: place.path("heard.flac"))
    #expect(heard.sampleRate == 8000 && heard.frameCount == 3200)
    #expect(heard.share(of: 1000) > 0.99)
    #expect(outcome.output.contains("recorded 0.4 s from tape (8000 Hz) into heard.flac"))
    #expect(outcome.output.hasSuffix("peak -6.0 dBFS\n"))
  }

  @Test func `record ended by a signal leaves a whole file`() throws {
    let (place, outcome) = try Workplace.endingWell(by: SIGTERM) {
      let place = try Workplace.withFileDevices()
      let recording = try place.start(
        ["audio", "record", "cut.wav", "--for", "1h", "--device", "null"])
      try place.waitForRecording("cut.wav")
      return (place, recording)
    }
    #expect(outcome.status == 128 + SIGTERM, "\(outcome)")
    let clip = try AudioClip(contentsOf: place.path("cut.wav"))
    #expect(clip.frameCount > 0 && clip.samples.allSatisfy { $0 == 0 })
    let size = try Data(contentsOf: place.folder.appending(path: "cut.wav")).count
    #expect(size == 44 + 2 * clip.frameCount, "the header tells of every sample")
  }

  @Test(arguments: [
    ("tone.wav", 16000, "s16", 3e-5), ("tone.wav", 48000, "s24", 2e-7),
    ("tone.wav", 8000, "f32", 1e-7),
    ("tone.flac", 44100, "s24", 2e-7), ("tone.opus", 48000, "s16", 0.05),
    ("tone.ogg", 44100, "s16", 0.05), ("tone.mp3", 44100, "s16", 0.05),
  ])
  func `a tone is written into a file of any format`(
    name: String, rate: Int, format: String, tolerance: Double
  ) throws {
    let place = try Workplace.withFileDevices()
    let outcome = try place.gooya(
      "audio", "tone", "1kHz", "-o", name, "--rate", "\(rate)", "--format", format, "--level", "-6",
      "--for", "1s")
    #expect(outcome.status == 0 && outcome.complaints.isEmpty, "\(outcome)")
    let clip = try AudioClip(contentsOf: place.path(name))
    #expect(clip.sampleRate == rate && abs(clip.duration / .seconds(1) - 1) < 0.1)
    let peak = try #require(clip.samples.map(abs).max())
    #expect(abs(Double(peak) - pow(10, (-6 - 3.14) / 20)) < max(tolerance, 1e-3))
    #expect(clip.share(of: 1000) > 0.98)
  }

  @Test(arguments: [
    (["1kHz", "-o", "x.flac", "--format", "f32"], 64, "a .flac file has s16, s24"),
    (["1kHz", "-o", "x.opus", "--rate", "44100"], 64, "16000, 24000 or 48000 Hz, not 44100"),
    (["1kHz", "-o", "x.mp3", "--rate", "10000"], 64, "32000, 44100 or 48000 Hz, not 10000"),
    (["1kHz", "--format", "s24"], 64, "need -o FILE"),
    (["1kHz", "-o", "x.ulaw", "--rate", "16000"], 64, "must be 8000 Hz"),
    (["7kHz", "-o", "x.wav", "--rate", "8000"], 64, "7000 Hz need a sample rate above 14000 Hz"),
    (["5kHz", "-o", "x.ulaw"], 64, "not 8000"),
    (["dtmf:1", "-o", "x.wav", "--rate", "3000"], 64, "3000 Hz is too low for this sound"),
    (
      ["call-waiting", "--country", "china"], 64,
      "China has no known call waiting tone; Iran does: "
    ),
  ])
  func `a tone that can't be written is refused`(
    arguments: [String], status: Int, words: String
  ) throws {
    let place = try Workplace.withFileDevices()
    let outcome = try place.gooya(["audio", "tone"] + arguments)
    #expect(outcome.status == status && outcome.complaints.contains(words), "\(outcome)")
  }

  @Test(arguments: [
    ("697+1209Hz", "0", true), ("697+1209Hz", "-3", false), ("dtmf:1", "0", true),
    ("1kHz", "3.14", false), ("noise", "2", true), ("sweep", "3", false),
    // The sum of a tone and its octave is 1.76 at most.
    ("440+880Hz", "-1.9", false), ("440+880Hz", "-1.6", true),
  ])
  func `a level at which a sound is clipped is told`(
    sound: String, level: String, isClipped: Bool
  ) throws {
    let place = try Workplace.withFileDevices()
    let outcome = try place.gooya("audio", "tone", sound, "-o", "x.wav", "--level", level)
    #expect(outcome.status == 0)
    #expect(outcome.complaints.contains("the sound is clipped, by ") == isClipped, "\(outcome)")
  }

  @Test func `floating-point samples aren't clipped`() throws {
    let place = try Workplace.withFileDevices()
    let outcome = try place.gooya(
      "audio", "tone", "697+1209Hz", "-o", "x.wav", "--level", "3", "--format", "f32")
    #expect(outcome.status == 0 && outcome.complaints.isEmpty, "\(outcome)")
    let peak = try #require(AudioClip(contentsOf: place.path("x.wav")).samples.max())
    #expect(abs(peak - 1.968) < 0.01)
  }

  @Test(arguments: [["record"], ["signal", "-o"]])
  func `a rate that a format doesn't have is wrong usage`(command: [String]) throws {
    let place = try Workplace.withFileDevices()
    let outcome = try place.gooya(["audio"] + command + ["x.mp3", "--rate", "96000"])
    #expect(outcome.status == 64, "\(outcome)")
    #expect(outcome.complaints.contains("44100 or 48000 Hz, not 96000"))
  }

  @Test func `what a recording's samples are is asked for`() throws {
    let place = try Workplace.withFileDevices()
    for (name, format) in [("x.wav", "s24"), ("y.flac", "s24"), ("z.wav", "f32")] {
      let outcome = try place.gooya(
        "audio", "record", name, "--for", "200ms", "--device", "plug:null", "--format", format)
      #expect(outcome.status == 0, "\(outcome)")
      #expect(try AudioClip(contentsOf: place.path(name)).frameCount == 3200)
    }
    // WAVE_FORMAT_EXTENSIBLE or not, a sample of 24 bits has 3 bytes and one of 32 has 4.
    let bytes = try Data(contentsOf: place.folder.appending(path: "x.wav"))
    #expect(bytes.count > 3 * 3200 && bytes.count < 4 * 3200)
    let refused = try place.gooya("audio", "record", "x.mp3", "--format", "s24", "--device", "null")
    #expect(refused.status == 64 && refused.complaints.contains("a .mp3 file has s16"))
  }

  @Test func `details tell what a device takes`() throws {
    struct Report: Decodable {
      struct Details: Decodable {
        let formats: [String]
        let rates: [Int]
        let channelsMin: Int
        let channelsMax: Int
        let periodFramesMin: Int
        let bufferFramesMax: Int
      }
      struct Device: Decodable {
        let name: String
        let playbackDetails: Details?
        let captureDetails: Details?
      }
      let devices: [Device]
    }
    let place = try Workplace.withFileDevices()
    let json = try place.gooya("audio", "devices", "--details", "--json").output
    let devices = try JSONDecoder.snakeCase.decode(Report.self, from: Data(json.utf8)).devices
    let null = try #require(devices.first { $0.name == "null" }?.playbackDetails)
    #expect(null.formats.contains("S16_LE") && null.formats.contains("FLOAT_LE"))
    #expect(null.rates.contains(8000) && null.rates.contains(192_000))
    #expect(null.channelsMin == 1 && null.channelsMax > 1 && null.bufferFramesMax > 1000)
    let text = try place.gooya("audio", "devices", "--details").output
    #expect(
      text.contains("  plays: ") && text.contains("  rates: ") && text.contains("  periods: "))
  }

  @Test(arguments: [
    (["tone", "1kHz", "--device", "nowhere"], "'nowhere' can't be opened for playing: "),
    (["tone", "1kHz", "--device", ""], "'' can't be opened for playing: there is no such device"),
    (["meter", "--device", "hw:7"], "'hw:7' can't be opened for recording: "),
    (["record", "x.wav", "--device", "pair"], "it doesn't support 1 channel; try 'plug:pair'"),
    (["record", "x.mp7", "--device", "null"], "the sound file 'x.mp7' can't be written: "),
    (["record", "no/x.wav", "--device", "null"], "'no/x.wav' can't be written: "),
    (["play", "asound.conf", "--device", "null"], "the sound file 'asound.conf' can't be read: "),
    (["play", "nowhere.wav", "--device", "null"], "the sound file 'nowhere.wav' can't be read: "),
  ])
  func `what can't be done is told with its reason`(arguments: [String], reason: String) throws {
    let place = try Workplace.withFileDevices()
    let outcome = try place.gooya(["audio"] + arguments)
    #expect(outcome.status == 1)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.hasPrefix("gooya: ") && outcome.complaints.contains(reason))
    #expect(outcome.complaints.split(separator: "\n").count == 1, "\(outcome)")
  }
}

extension Data {
  /// Its bytes as 16-bit little-endian samples.
  fileprivate var samples16: [Int16] {
    stride(from: 0, to: count - 1, by: 2).map {
      Int16(bitPattern: UInt16(self[$0]) | UInt16(self[$0 + 1]) << 8)
    }
  }
}
