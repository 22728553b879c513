import Foundation
import Glibc
import Sound
import Testing

/// Sound through real ALSA devices of a virtual card, in real time.
@Suite(.serialized) struct `Sound devices in real time` {
  /// Rounds of a measurement: the machine may be so busy that it can't keep up.
  private static let rounds = 3

  @Test func `what is played is recorded, whole and without a gap`() throws {
    let card = try VirtualSoundCard()
    let place = try Workplace(environment: card.environment)
    let tone = AudioClip(samples: .sine(440, rate: 44100, length: .seconds(1)), sampleRate: 44100)
    try AudioClip(
      samples: tone.samples.flatMap { [$0, $0] }, channels: 2, sampleRate: 44100
    ).write(to: place.path("tone.wav"))
    var heard: HeardTone?
    for _ in 0..<Self.rounds where heard?.isFlawless != true {
      let recording = try place.start(["audio", "record", "heard.wav", "--device", "gooya_monitor"])
      try place.waitForRecording("heard.wav")
      let played = try place.gooya("audio", "play", "tone.wav", "--device", "gooya_out")
      usleep(300_000)
      recording.send(SIGINT)
      let recorded = try recording.wait()
      #expect(played.status == 0, "\(played)")
      #expect(played.output.hasPrefix("played 1.0 s on gooya_out (44100 Hz, 2 channels), "))
      #expect(recorded.status == 0, "\(recorded)")
      #expect(recorded.output.contains(" from gooya_monitor (16000 Hz) into heard.wav, 0 overruns"))
      heard = HeardTone(
        try AudioClip(contentsOf: place.path("heard.wav")), frequency: 440,
        wasSmooth: played.output.hasSuffix(" 0 underruns\n"))
    }
    let found = try #require(heard)
    #expect(found.isFlawless, "\(found)")
  }

  @Test func `what a stopped recording loses is silence of its length, and told`() throws {
    let card = try VirtualSoundCard()
    let place = try Workplace(environment: card.environment)
    let recording = try place.start(
      ["audio", "record", "heard.wav", "--for", "4s", "--device", "gooya_monitor"])
    try place.waitForRecording("heard.wav")
    recording.send(SIGSTOP)
    usleep(2_000_000)
    recording.send(SIGCONT)
    let outcome = try recording.wait()
    #expect(outcome.status == 0, "\(outcome)")
    #expect(try AudioClip(contentsOf: place.path("heard.wav")).frameCount == 64000)
    #expect(
      outcome.output.contains(" 0 overruns")
        == !outcome.complaints.contains(" s of sound were lost at "), "\(outcome)")
  }

  @Test func `a server that dies ends playing and recording with a reason`() throws {
    let card = try VirtualSoundCard()
    let place = try Workplace(environment: card.environment)
    let playing = try place.start([
      "audio", "tone", "1kHz", "--for", "60s", "--device", "gooya_out",
    ])
    let recording = try place.start(
      ["audio", "record", "heard.wav", "--for", "60s", "--device", "gooya_monitor"])
    try place.waitForRecording("heard.wav")
    try place.waitForPlaying()
    card.crash()
    let (played, recorded) = (try playing.wait(), try recording.wait())
    #expect(played.status == 1)
    #expect(
      played.complaints.hasPrefix("gooya: the sound device 'gooya_out' went away while playing: "),
      "\(played)")
    #expect(recorded.status == 1)
    #expect(
      recorded.complaints.hasPrefix(
        "gooya: the sound device 'gooya_monitor' went away while recording: "), "\(recorded)")
    #expect(try AudioClip(contentsOf: place.path("heard.wav")).frameCount > 0)
    let after = try place.gooya("audio", "tone", "1kHz", "--device", "gooya_out")
    #expect(after.status == 1)
    #expect(after.complaints.contains("its sound server isn't running"), "\(after)")
  }

  @Test func `a server that hangs is told from one that is slow, and nobody waits for it`() throws {
    let card = try VirtualSoundCard()
    let place = try Workplace(environment: card.environment)
    let playing = try place.start([
      "audio", "tone", "1kHz", "--for", "60s", "--device", "gooya_out",
    ])
    let recording = try place.start(["audio", "meter", "--device", "gooya_monitor"])
    try place.waitForPlaying()
    card.freeze()
    let late = try place.start(["audio", "tone", "1kHz", "--device", "gooya_out"])
    for outcome in [try playing.wait(), try recording.wait(), try late.wait()] {
      #expect(outcome.status == 1)
      #expect(
        outcome.complaints.contains("it doesn't respond; restart its sound server"), "\(outcome)")
    }
  }

  @Test func `a sample rate that a device refuses is told with what may help`() throws {
    let card = try VirtualSoundCard()
    let place = try Workplace(environment: card.environment)
    let outcome = try place.gooya(
      "audio", "record", "x.wav", "--rate", "500000", "--device", "gooya_monitor")
    #expect(outcome.status == 1)
    #expect(outcome.complaints.contains("it doesn't support 500000 Hz; try 'plug:"))
    #expect(!FileManager.default.fileExists(atPath: place.path("x.wav")))
  }

  @Test func `the list tells which devices can be had, and which way`() throws {
    struct Report: Decodable {
      struct Device: Decodable {
        let name: String
        let playback: Bool
        let capture: Bool
        let playbackError: String?
        let captureError: String?
        let probed: Bool
      }
      let devices: [Device]
    }
    let card = try VirtualSoundCard()
    let place = try Workplace(environment: card.environment)
    let json = try place.gooya("audio", "devices", "--probe", "--json").output
    let devices = try JSONDecoder.snakeCase.decode(Report.self, from: Data(json.utf8)).devices
    let speaker = try #require(devices.first { $0.name == "gooya_out" })
    #expect(speaker.playback && speaker.playbackError == nil && speaker.captureError != nil)
    let microphone = try #require(devices.first { $0.name == "gooya_mic" })
    #expect(microphone.capture && microphone.captureError == nil)
    #expect(microphone.playbackError != nil && devices.allSatisfy(\.probed))
    // What can't be done isn't offered, and the reason says what the device is.
    #expect(!speaker.capture && speaker.captureError == "it only plays")
    #expect(!microphone.playback && microphone.playbackError == "it only records")
    let sink = try #require(devices.first { $0.name == "pulse:spk" })
    #expect(sink.playback && !sink.capture && sink.playbackError == nil)
    let monitor = try #require(devices.first { $0.name == "pulse:spk.monitor" })
    #expect(monitor.capture && !monitor.playback && monitor.captureError == nil)
    let wrong = try place.gooya("audio", "record", "x.wav", "--device", "gooya_out")
    #expect(wrong.status == 1)
    #expect(
      wrong.complaints.contains(
        "can't be opened for recording: it only plays; one that records is"), "\(wrong)")
    let text = try place.gooya("audio", "devices").output
    #expect(text.contains("\ngooya_out") && text.contains("Loudspeaker"))
    // Nothing is claimed of what wasn't opened.
    #expect(text.contains("plays?") && !text.contains(" plays ") && text.contains("--probe"))
    #expect(
      text.hasPrefix("There is no sound card")
        == !FileManager.default.fileExists(atPath: "/proc/asound/card0"))
  }
}

/// What a recording holds of a tone.
private struct HeardTone: CustomStringConvertible {
  /// From the first loud moment to the last, in milliseconds.
  let length: Int
  /// Moments of 10 ms within it that are not loud.
  let gaps: Int
  /// The tone's share of the whole energy.
  let purity: Double
  let wasSmooth: Bool

  init(_ clip: AudioClip, frequency: Double, wasSmooth: Bool) {
    let moment = clip.sampleRate / 100
    let isLoud = stride(from: 0, to: clip.samples.count - moment, by: moment).map { start in
      clip.samples[start..<start + moment].contains { abs($0) > 0.2 }
    }
    let first = isLoud.firstIndex(of: true) ?? 0
    let last = isLoud.lastIndex(of: true) ?? 0
    length = (last - first + 1) * 10
    gaps = isLoud[first...last].count { !$0 }
    purity = clip.share(of: frequency)
    self.wasSmooth = wasSmooth
  }

  /// A virtual card whose server is kept waiting swallows some of a stream's beginning.
  var isFlawless: Bool { wasSmooth && gaps == 0 && (850...1030).contains(length) && purity > 0.95 }

  var description: String {
    "\(length) ms, \(gaps) gaps, purity \(purity), \(wasSmooth ? "smooth" : "underruns")"
  }
}
