import ArgumentParser
import CallEngine
import Foundation
import Sound
import Telephony

struct DTMFDecodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode",
    abstract: "Print the keys whose tones are in sound files.",
    discussion: """
      Example:
        gooya dtmf decode call.wav --times
        gooya dtmf decode --json --stats *.wav
        arecord -d 10 -f S16_LE -r 8000 | gooya dtmf decode -

      Files may have any format and sample rate that libsndfile reads; .ulaw, .alaw, .sln and .sln16 \
      files have no header and are recognised by name; - is the standard input. Channels are decoded \
      apart: a key that sounds in several of them within a quarter of a second counts once.

      A file's keys are one line: 0123, or with --times 0@140 1@340, in ms from the file's \
      beginning to the moment of decision. With several files, each line is the path, a tab and \
      the keys.

      --details adds for each key its onset and length, its tones' frequencies with their errors, their \
      levels in dBm0, the twist (high over low) and the signal-to-noise ratio, and for each near miss the \
      limit of ITU-T Q.24 that it broke. --json then has onset_ms, length_ms, low_hz, high_hz, \
      low_error_percent, high_error_percent, low_dbm0, high_dbm0, twist_db, snr_db, and near_misses \
      with refusal and q24. Of a file without anything to hear the JSON has path and error only.

      Exit status: 0, or 1 if a file can't be read, holds no sound, is damaged or cut off; the keys up \
      to there are still printed, and the other files are decoded.
      """)

  @Argument(help: "Sound files.")
  var files: [String]

  @Flag(help: "Print when each key was decided, in ms.")
  var times = false

  @Flag(help: "Print one JSON object per file, each on a line.")
  var json = false

  @Flag(
    help: "Measure each key, and tell why near misses were refused; in the JSON or after the keys.")
  var details = false

  @Flag(
    help: "Report the detector's own processor time, on standard error or in the JSON.")
  var stats = false

  @Option(
    parsing: .unconditional, help: "Use only this channel, counted from 1.",
    transform: NumberRange.whole(1...1024).read)
  var channel: Int?

  func run() throws {
    var total = DetectorCost()
    var failed = false
    for file in files {
      guard let heard = try keys(in: file) else {
        failed = true
        continue
      }
      try show(heard)
      total.add(heard.cost)
      if let trouble = heard.trouble {
        StandardError.line("gooya: \(trouble)")
        failed = true
      }
    }
    if stats, !json, files.count > 1 { StandardError.line("all: \(total.text)") }
    if failed { throw ExitCode(1) }
  }

  /// - Returns: `nil` if there is nothing to hear, which has been told.
  private func keys(in file: String) throws -> HeardKeys? {
    do {
      return try HeardKeys(in: file, channel: channel.map { $0 - 1 }, isDetailed: details)
    } catch let error as SoundFileError {
      StandardError.line("gooya: \(error)")
      if json {
        StandardOutput.line(try HeardKeys.line(of: Unheard(path: file, error: error.reason)))
      }
      return nil
    }
  }

  /// A file without anything to hear as JSON. The names are a contract.
  private struct Unheard: Encodable {
    let path: String
    let error: String
  }

  private func show(_ heard: HeardKeys) throws {
    if json { return StandardOutput.line(try heard.json(stats: stats)) }
    let text = times ? heard.timedDigits : heard.digits
    StandardOutput.line(files.count > 1 ? "\(heard.path)\t\(text)" : "\(text)")
    if let details = heard.details {
      for line in details.lines { StandardOutput.line("\(line)") }
    }
    if stats { StandardError.line("\(heard.path): \(heard.cost.text)") }
  }
}

/// What the detector cost for some sound.
struct DetectorCost {
  /// How long the sound is, in s.
  var sound = 0.0
  /// The processor time of the detector alone, in ns.
  var nanoseconds = 0

  /// The processor time in s.
  var processor: Double { Double(nanoseconds) / 1e9 }

  /// How many times faster than real time.
  var ratio: Double { processor > 0 ? sound / processor : 0 }

  mutating func add(_ other: DetectorCost) {
    sound += other.sound
    nanoseconds += other.nanoseconds
  }

  var text: String {
    let figures = [
      String(format: "%.3f", sound), String(format: "%.6f", processor),
      String(format: "%.0f", ratio),
    ]
    return "\(figures[0]) s of sound, \(figures[1]) s of processor time, \(figures[2]) x real time"
  }
}

/// The keys in a sound file.
struct HeardKeys {
  let path: String
  private(set) var keys: [ChannelEars.Key] = []
  private(set) var cost = DetectorCost()

  /// Why the keys may not be all.
  private(set) var trouble: SoundFileError?
  /// `nil` unless asked for.
  private(set) var details: KeyDetails?
  private let channels: Int

  /// - Parameters:
  ///   - channel: the only channel to use, counted from 0.
  ///   - isDetailed: whether keys are measured.
  /// - Throws: `SoundFileError` if there is nothing to hear.
  init(in path: String, channel: Int?, isDetailed: Bool = false) throws {
    self.path = path
    let reader = try TelephoneSoundReader(path, channel: channel)
    channels = reader.channels
    var ears = ChannelEars(channels: channels)
    var sound = [[Int16]](repeating: [], count: isDetailed ? channels : 0)
    do throws(SoundFileError) {
      while let samples = try reader.read() {
        hear(samples, by: &ears)
        for channel in sound.indices { sound[channel] += samples[channel] }
      }
    } catch {
      trouble = error
    }
    // A key's tone may end with the file, so silence is added.
    let silence = [Int16](repeating: 0, count: TelephoneConverter.sampleRate / 10)
    hear(Array(repeating: silence, count: channels), by: &ears)
    cost.sound = reader.duration / .seconds(1)
    // Silence is sound too, without keys; no sound at all is a fault.
    if cost.sound == 0 {
      throw trouble ?? SoundFileError.noSound(in: path)
    }
    if isDetailed { details = KeyDetails(of: keys, in: sound) }
  }

  private mutating func hear(_ channels: [[Int16]], by ears: inout ChannelEars) {
    let start = Self.processorTime
    let found = ears.hear(channels)
    cost.nanoseconds += Self.processorTime - start
    keys += found
  }

  /// The processor time of this thread, in ns.
  private static var processorTime: Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  var digits: String { String(keys.map(\.detection.digit.character)) }

  var timedDigits: String {
    keys.map { "\($0.detection.digit.character)@\($0.detection.milliseconds)" }
      .joined(separator: " ")
  }

  func json(stats: Bool) throws -> VisibleText {
    let record = Record(
      path: path, digits: digits,
      detections: keys.enumerated().map { index, key in
        Record.Detection(
          digit: String(key.detection.digit.character), ms: key.detection.milliseconds,
          channel: channels > 1 ? key.channel + 1 : nil,
          signal: (details?.keys[index]).flatMap { $0.map(KeyDetails.Signal.init) })
      },
      nearMisses: details?.nearMisses.map {
        Record.NearMiss($0.miss, channel: channels > 1 ? $0.channel + 1 : nil)
      },
      warning: trouble?.reason,
      seconds: cost.sound, processorSeconds: stats ? cost.processor : nil,
      ratio: stats ? cost.ratio : nil)
    return try Self.line(of: record)
  }

  /// JSON on one line.
  static func line(of value: some Encodable) throws -> VisibleText {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return VisibleText(json: try encoder.encode(value))
  }

  /// A file's keys as JSON. The names are a contract.
  private struct Record: Encodable {
    struct Detection: Encodable {
      let digit: String
      let ms: Int
      /// From 1; missing where there is only one.
      let channel: Int?
      /// Its fields stand beside the others.
      let signal: KeyDetails.Signal?

      enum CodingKeys: CodingKey {
        case digit, ms, channel
      }

      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(digit, forKey: .digit)
        try container.encode(ms, forKey: .ms)
        try container.encodeIfPresent(channel, forKey: .channel)
        try signal?.encode(to: encoder)
      }
    }

    struct NearMiss: Encodable {
      let digit: String
      let channel: Int?
      let refusal: String
      /// The parameter of Q.24 whose limit was broken.
      let q24: String
      let signal: KeyDetails.Signal

      enum CodingKeys: CodingKey {
        case digit, channel, refusal, q24
      }

      init(_ miss: DTMFAnalysis.NearMiss, channel: Int?) {
        digit = String(miss.digit.character)
        self.channel = channel
        refusal = miss.refusal.rawValue
        q24 = miss.refusal.parameter
        signal = KeyDetails.Signal(miss.signal)
      }

      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(digit, forKey: .digit)
        try container.encodeIfPresent(channel, forKey: .channel)
        try container.encode(refusal, forKey: .refusal)
        try container.encode(q24, forKey: .q24)
        try signal.encode(to: encoder)
      }
    }

    let path: String
    let digits: String
    let detections: [Detection]
    let nearMisses: [NearMiss]?
    let warning: String?
    let seconds: Double
    let processorSeconds: Double?
    let ratio: Double?
  }
}

extension DTMFDetector.Detection {
  /// When it was decided, from the beginning of the sound.
  var milliseconds: Int { (decidedAt + 1) * 1000 / TelephoneConverter.sampleRate }
}
