import ArgumentParser
import CallEngine
import Foundation
import Sound

struct AudioMeterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "meter", abstract: "Show how loud a device's or a file's sound is.",
    discussion: """
      Example:
        gooya audio meter
        gooya audio meter --device plughw:0 --channels 2 --for 5s --json
        gooya audio meter hello.wav

      In a terminal a bar shows the level (root mean square), a mark the highest peak of the last \
      1.5 s. Elsewhere it prints one line a second, or one object a channel with --json. Ctrl-C stops.

      0 dBFS is a full-scale sine, which has 3.14 dBm0. At the end it tells for each channel: dBm0p, \
      the power with the psophometric weighting of ITU-T O.41; the true peak between samples, by ITU-R \
      BS.1770, in dBTP; the level of active speech and its share of the time, by ITU-T P.56.

      Clipped are samples beyond full scale, and flat tops of three and more there; a sine that just \
      reaches full scale isn't.

      --json prints at (s), channel, rms_dbfs, peak_dbfs, clipped, overruns, rms_dbm0, \
      psophometric_dbm0p, true_peak_dbtp, and since the beginning speech_dbfs and speech_activity (0 to 1), \
      which are missing without speech. A file is one stretch, whatever its length.
      """)

  @Argument(help: "A sound file to measure instead of a device.")
  var file: String?

  @OptionGroup var device: DeviceOptions

  @Option(
    name: .customLong("for"), parsing: .unconditional,
    help: "How long, such as 5s. (default: until Ctrl-C)",
    transform: NumberRange.period.read)
  var length: DurationOption?

  @Option(
    parsing: .unconditional, help: "The sample rate in Hz. (default: 16000)",
    transform: NumberRange.sampleRate.read)
  var rate: Int?

  @Option(
    parsing: .unconditional, help: "The number of channels. (default: 1)",
    transform: NumberRange.whole(1...64).read)
  var channels: Int?

  @Flag(help: "Print JSON objects.")
  var json = false

  func validate() throws {
    if file != nil, rate != nil || channels != nil || length != nil {
      throw ValidationError("a file has its own length, rate and channels")
    }
  }

  func run() throws {
    if let file { return try measure(file) }
    let (rate, channels) = (rate ?? 16000, channels ?? 1)
    let input = try device.capture(sampleRate: rate, channels: channels)
    Interruption.watch()
    var status = StatusLine()
    // More than two bars don't fit into a terminal's line.
    var bars = [LevelBar](repeating: LevelBar(), count: channels == 2 ? 2 : 1)
    var seconds = ChannelMeters(count: channels, sampleRate: rate)
    var whole = seconds
    let wanted = length.map { Int(($0.duration / .seconds(1) * Double(rate)).rounded()) } ?? .max
    var frames = 0
    while frames < wanted, Interruption.signal == nil, !StandardOutput.isAbandoned {
      input.wait(atMost: .milliseconds(50))
      var samples: [Float]
      do {
        samples = try input.read().map { Float($0) / 32768 }
      } catch {
        status.clear()
        throw Failure("\(error)")
      }
      samples.removeLast(max(0, samples.count - (wanted - frames) * channels))
      for index in bars.indices {
        bars[index].add(bars.count == 1 ? samples : samples.channel(index, of: channels))
      }
      seconds.add(samples)
      whole.add(samples)
      let before = frames / rate
      frames += samples.count / channels
      if !json {
        status.show(bars.map { $0.text(width: 40 / bars.count) }.joined(separator: "   "))
      }
      if frames / rate > before || frames == wanted, json || !status.isShown {
        let time = frames == wanted ? Double(frames) / Double(rate) : Double(frames / rate)
        try report(seconds.take(), after: time, overruns: input.overruns)
      }
    }
    status.clear()
    if !json { tell(whole.take(), after: "\(input.overruns.counted("overrun"))") }
    try Interruption.tell(unlessCtrlCEnds: length == nil)
  }

  /// Measures a whole file as one stretch; a damaged one as far as it goes.
  private func measure(_ file: String) throws {
    do {
      let reader = try SoundFileReader(file)
      var meters = ChannelMeters(count: reader.channels, sampleRate: reader.sampleRate)
      var frames = 0
      var damage: SoundFileError?
      do throws(SoundFileError) {
        while case let block = try reader.read(atMost: reader.sampleRate), !block.isEmpty {
          meters.add(block)
          frames += block.count / reader.channels
        }
      } catch {
        damage = error
      }
      guard frames > 0 else { throw damage ?? .noSound(in: file) }
      let time = Double(frames) / Double(reader.sampleRate)
      if json {
        try report(meters.take(), after: time, overruns: 0)
      } else {
        tell(meters.take(), after: "\(time.text(decimals: 1)) s at \(reader.sampleRate) Hz")
      }
      if let damage { throw damage }
    } catch let error as SoundFileError {
      throw Failure("\(error)")
    }
  }
}

extension AudioMeterCommand {
  /// One line of the JSON output. The names are a contract.
  private struct Line: Encodable {
    let at: Double
    let channel: Int
    let rmsDbfs: Double
    let peakDbfs: Double
    let clipped: Int
    let overruns: Int
    let rmsDbm0: Double
    let psophometricDbm0p: Double
    let truePeakDbtp: Double
    let speechDbfs: Double?
    let speechActivity: Double?
  }

  private func report(
    _ readings: [ChannelMeter.Reading], after seconds: Double, overruns: Int
  ) throws {
    guard json else {
      let time = seconds.text(decimals: seconds == seconds.rounded() ? 0 : 1)
      for (index, reading) in readings.enumerated() {
        let level = reading.level
        let clip = level.clipped == 0 ? "" : "  CLIPPED \(level.clipped)"
        let channel = readings.count == 1 ? "" : "channel \(index + 1)  "
        StandardOutput.line(
          "\(time) s  \(channel)rms \(level.rms.decibels)  peak \(level.peak.decibels) dBFS\(clip)")
      }
      return
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    for (index, reading) in readings.enumerated() {
      let line = Line(
        at: (seconds * 1000).rounded() / 1000, channel: index + 1,
        rmsDbfs: reading.level.rms.tenths, peakDbfs: reading.level.peak.tenths,
        clipped: reading.level.clipped, overruns: overruns, rmsDbm0: reading.dBm0.tenths,
        psophometricDbm0p: reading.psophometric.tenths, truePeakDbtp: reading.truePeak.tenths,
        speechDbfs: reading.speech?.activeLevel.tenths,
        speechActivity: reading.speech.map { ($0.activity * 1000).rounded() / 1000 })
      StandardOutput.line(VisibleText(json: try encoder.encode(line)))
    }
  }

  /// Prints what a whole stretch measures, a few lines a channel.
  private func tell(_ readings: [ChannelMeter.Reading], after remark: String) {
    for (index, reading) in readings.enumerated() {
      if readings.count > 1 { StandardOutput.line("channel \(index + 1)") }
      let level = reading.level
      let clip =
        level.clipped == 0 ? "nothing clipped" : "\(level.clipped.counted("sample")) clipped"
      let lines = [
        "highest peak \(level.peak.decibels.trimmed) dBFS, \(clip), \(remark)",
        "rms \(level.rms.decibels.trimmed) dBFS, \(reading.dBm0.decibels.trimmed) dBm0, "
          + "\(reading.psophometric.decibels.trimmed) dBm0p; "
          + "true peak \(reading.truePeak.decibels.trimmed) dBTP",
        reading.speech.map {
          "speech \($0.activeLevel.decibels.trimmed) dBFS, "
            + "\(($0.activeLevel + .fullScaleLevel).decibels.trimmed) dBm0, "
            + "active \((100 * $0.activity).text(decimals: 0)) % of the time"
        } ?? "no speech",
      ]
      for line in lines { StandardOutput.line("\(line)") }
    }
  }
}

/// A meter for each channel of interleaved sound.
private struct ChannelMeters {
  private var meters: [ChannelMeter]

  init(count: Int, sampleRate: Int) {
    meters = (0..<count).map { _ in ChannelMeter(sampleRate: sampleRate) }
  }

  mutating func add(_ samples: [Float]) {
    for index in meters.indices { meters[index].add(samples.channel(index, of: meters.count)) }
  }

  mutating func take() -> [ChannelMeter.Reading] {
    meters.indices.map { meters[$0].take() }
  }
}

extension [Float] {
  /// One channel of interleaved samples.
  fileprivate func channel(_ channel: Int, of count: Int) -> [Float] {
    count == 1 ? self : stride(from: channel, to: self.count, by: count).map { self[$0] }
  }
}

extension Double {
  /// With one digit after the point; never -0.
  fileprivate var tenths: Double { (self * 10).rounded() / 10 + 0 }
}

extension Int {
  /// The number with a noun, in its plural if it needs one.
  fileprivate func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}

extension String {
  var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
