import ArgumentParser
import Foundation
import Sound
import Telephony

struct DTMFEncodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode",
    abstract: "Write the tones of keys into a sound file.",
    discussion: """
      Example:
        gooya dtmf encode '02199900001#' -o keys.wav
        gooya dtmf encode 123A -o keys.ulaw --level -20 --twist 2 --length 50ms --gap 50ms

      The file's name says its format: .wav, .flac, .ulaw, .alaw, .sln or .sln16.
      """)

  @Argument(help: "Keys: 0-9, *, #, A-D.")
  var digits: String

  @Option(name: .shortAndLong, help: "The file to be written.")
  var output: String

  // A value that begins with a minus sign is no option.
  @Option(
    parsing: .unconditional, help: "The level of each tone in dBm0; a full-scale sine has 3.14.")
  var level = -9.0

  @Option(
    parsing: .unconditional, help: "How much stronger the high tone is than the low one, in dB.")
  var twist = 0.0

  @Option(help: "How long each key sounds, up to a minute.")
  var length = DurationOption.milliseconds(100)

  @Option(help: "The silence after each key, up to a minute.")
  var gap = DurationOption.milliseconds(100)

  @Option(help: "The sample rate in Hz, 4000 to 192000. (default: 8000, of .sln16 files 16000)")
  var rate: Int?

  func validate() throws {
    _ = try keys
    guard length.duration > .zero, length.duration <= .seconds(60) else {
      throw ValidationError("--length takes a time above 0, up to a minute")
    }
    guard gap.duration >= .zero, gap.duration <= .seconds(60) else {
      throw ValidationError("--gap takes a time up to a minute")
    }
    guard 4000...192_000 ~= sampleRate else {
      throw ValidationError("--rate takes a sample rate of 4000 to 192000 Hz")
    }
    guard -80...3.14 ~= level, -40...40 ~= twist else {
      throw ValidationError("--level takes -80 to 3.14 dBm0, --twist takes -40 to 40 dB")
    }
    guard SoundFileFormat(path: output) != nil else {
      throw ValidationError(
        "'\(output)' must end in .wav, .flac, .ulaw, .alaw, .sln or .sln16, to say its format")
    }
    if let fixed = SoundFileFormat.fixedSampleRate(path: output), fixed != sampleRate {
      throw ValidationError("'\(output)' can't say its sample rate, so that must be \(fixed) Hz")
    }
  }

  func run() throws {
    let generator = DTMFGenerator(
      sampleRate: sampleRate, level: level, twist: twist, toneLength: length.duration,
      gap: gap.duration)
    let digits = try keys
    let fullScale = 3.14
    let peak = [-twist / 2, twist / 2].map { pow(10, (level + $0 - fullScale) / 20) }.reduce(0, +)
    if peak > 1 { StandardError.line("gooya: at this level the tones are clipped") }
    do {
      let writer = try SoundFileWriter(output, sampleRate: sampleRate)
      for digit in digits {
        try writer.write(generator.samples(for: [digit]).map { Float($0) / 32768 })
      }
      try writer.close()
    } catch {
      throw Failure("\(error)")
    }
  }

  private var sampleRate: Int { rate ?? SoundFileFormat.fixedSampleRate(path: output) ?? 8000 }

  /// The digits that the argument names.
  private var keys: [DTMFDigit] {
    get throws {
      if digits.isEmpty { throw ValidationError("there are no keys to be sounded") }
      return try digits.enumerated().map { index, character in
        guard let digit = DTMFDigit(character) else {
          throw ValidationError(
            "'\(character)', character \(index + 1) of '\(digits)', is no key: 0-9, *, #, A-D are")
        }
        return digit
      }
    }
  }
}
