import ArgumentParser
import CallEngine
import Sound
import Telephony

struct AudioToneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tone", abstract: "Play a tone, keys, a sweep, noise or a call-progress tone.",
    discussion: """
      Example:
        gooya audio tone 1kHz --for 2s
        gooya audio tone dtmf:0123# --device plughw:0
        gooya audio tone busy --country china

      Sounds: \(TestSound.names).
      """)

  @Argument(help: "The sound to play.", transform: { try TestSound(named: $0) })
  var sound: TestSound

  @OptionGroup var device: DeviceOptions

  @Option(
    name: .customLong("for"), parsing: .unconditional,
    help: "How long, such as 2s; 2s for tones and noise, 5s for sweeps and call-progress tones.",
    transform: NumberRange.period.read)
  var length: DurationOption?

  @Option(
    parsing: .unconditional,
    help: "The level in dBm0, each tone's of a key; a full-scale sine has 3.14. (default: -10)",
    transform: NumberRange.decimal(-90...3.14, " dBm0").read)
  var level = -10.0

  @Option(help: "The country of the call-progress tones.")
  var country = Country.iran

  enum Country: String, CaseIterable, ExpressibleByArgument {
    case iran, china

    var tones: CallProgressTone.Country {
      switch self {
      case .iran: .iran
      case .china: .china
      }
    }
  }

  func validate() throws {
    if length != nil, case .digits = sound {
      throw ValidationError("--for can't be used with keys, which sound for 100 ms each")
    }
    if case .progress(let kind) = sound, CallProgressTone(kind, in: country.tones) == nil {
      throw ValidationError("\(country.tones.rawValue) has no known \(kind.rawValue) tone")
    }
  }

  func run() throws {
    let output = try device.playback(sampleRate: sound.sampleRate)
    let duration = length?.duration ?? sound.usualLength
    guard
      var source = TestSoundSource(
        sound, country: country.tones, sampleRate: output.sampleRate, level: level, length: duration
      )
    else {
      throw Failure(
        "the sound device '\(output.name)' runs at \(output.sampleRate) Hz, too low for this sound")
    }
    let player = AudioPlayer(device: output, title: "tone", length: duration)
    let result = try player.play { frames in
      let mono = source.next(frames)
      return output.channels == 1
        ? mono : mono.flatMap { Array(repeating: $0, count: output.channels) }
    }
    StandardOutput.line("\(result.summary(on: output))")
    if let signal = Interruption.signal { throw ExitCode(128 + signal) }
  }
}
