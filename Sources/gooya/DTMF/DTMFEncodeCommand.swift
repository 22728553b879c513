import ArgumentParser
import CallEngine
import Foundation
import Sound
import Telephony

struct DTMFEncodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode",
    abstract: "Write the tones of keys to a sound file.",
    discussion: """
      Example:
        gooya dtmf encode '02199900001#' -o keys.wav
        gooya dtmf encode 123A -o keys.ulaw --level -20 --twist 2 --length 50ms --gap 50ms

      The file's ending sets its format: \(SoundFileFormat.endings).
      """)

  @Argument(help: "Keys: 0-9, *, #, A-D.")
  var digits: String

  @Option(name: .shortAndLong, help: "The file to write.")
  var output: String

  // So that a negative value isn't taken for an option.
  @Option(
    parsing: .unconditional,
    help: "The level of each tone in dBm0; a full-scale sine has 3.14. (default: -9)",
    transform: NumberRange.decimal(-80...3.14, " dBm0").read)
  var level = -9.0

  @Option(
    parsing: .unconditional,
    help: "How much stronger the high tone is than the low one, in dB. (default: 0)",
    transform: NumberRange.decimal(-40...40, " dB").read)
  var twist = 0.0

  @Option(
    parsing: .unconditional, help: "How long each key sounds, up to a minute. (default: 100ms)",
    transform: NumberRange.time("1ms", "1m").read)
  var length = DurationOption.milliseconds(100)

  @Option(
    parsing: .unconditional, help: "The silence after each key, up to a minute. (default: 100ms)",
    transform: NumberRange.time("0ms", "1m").read)
  var gap = DurationOption.milliseconds(100)

  @Option(
    parsing: .unconditional,
    help: "The sample rate in Hz, 4000 to 192000. (default: 8000; 16000 for .sln16 files)",
    transform: NumberRange.whole(4000...192_000, " Hz").read)
  var rate: Int?

  func validate() throws {
    let sound = (length.duration + gap.duration) * (try keys.count)
    guard sound <= Self.longest else {
      throw ValidationError(
        "the keys would sound for \(sound.components.seconds) s; a file holds "
          + "\(Self.longest.components.seconds) s at most")
    }
    guard SoundFileFormat(path: output) != nil else {
      throw ValidationError(
        "'\(output)' must end in \(SoundFileFormat.endings)")
    }
    if let objection = SoundFileFormat.objection(to: sampleRate, path: output) {
      throw ValidationError(objection)
    }
  }

  /// Longer than any test needs, and short enough not to fill a disk.
  private static let longest = Duration.seconds(3600)

  func run() throws {
    var outputs = Outputs()
    guard let file = try outputs.add("-o", output) else { return }
    try outputs.spare()
    let generator = DTMFGenerator(
      sampleRate: sampleRate, level: level, twist: twist, toneLength: length.duration,
      gap: gap.duration)
    let digits = try keys
    let fullScale = 3.14
    let peak = [-twist / 2, twist / 2].map { pow(10, (level + $0 - fullScale) / 20) }.reduce(0, +)
    if peak > 1 {
      let excess = (20 * log10(peak)).text(decimals: 1)
      StandardError.line("gooya: at this level the tones are clipped, by \(excess) dB")
    }
    do {
      let writer = try SoundFileWriter(file, sampleRate: sampleRate)
      for digit in digits {
        try writer.write(generator.samples(for: [digit]).map { Float($0) / 32768 })
      }
      try writer.close()
    } catch {
      throw Failure("\(error)")
    }
  }

  private var sampleRate: Int { rate ?? SoundFileFormat.fixedSampleRate(path: output) ?? 8000 }

  /// The digits named by the argument.
  private var keys: [DTMFDigit] {
    get throws {
      if digits.isEmpty { throw ValidationError("there are no keys") }
      return try digits.enumerated().map { index, character in
        guard let digit = DTMFDigit(character) else {
          throw ValidationError(
            "'\(character)', character \(index + 1) of '\(digits)', isn't a key (0-9, *, #, A-D)")
        }
        return digit
      }
    }
  }
}
