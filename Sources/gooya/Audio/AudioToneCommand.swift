import ArgumentParser
import CallEngine
import Glibc
import Sound
import Telephony

struct AudioToneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tone",
    abstract: "Play or write a tone, keys, a sweep, noise or a call-progress tone.",
    discussion: """
      Example:
        gooya audio tone 1kHz --for 2s
        gooya audio tone dtmf:0123# --device plughw:0
        gooya audio tone busy --country china
        gooya audio tone sweep -o sweep.flac --rate 48000 --format s24

      Sounds: \(TestSound.names). Of the call-progress tones \(Country.lacks).

      With -o it is written into a file instead, whose name says the format: \
      \(SoundFileFormat.endings).
      """)

  @Argument(help: "The sound to play.", transform: { try TestSound(named: $0) })
  var sound: TestSound

  @OptionGroup var device: DeviceOptions

  @Option(name: .shortAndLong, help: "The file to write, instead of playing.")
  var output: String?

  @Option(
    parsing: .unconditional,
    help: "A file's sample rate in Hz. (default: what its format or the sound needs, else 16000)",
    transform: NumberRange.sampleRate.read)
  var rate: Int?

  @Option(help: "A file's samples: s16, s24 (.wav and .flac) or f32 (.wav). (default: s16)")
  var format: SoundFileFormat.Sample?

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

    /// Which tones a country doesn't have, in words.
    static let lacks = allCases.map { country in
      let lacking = CallProgressTone.Kind.allCases.filter {
        CallProgressTone($0, in: country.tones) == nil
      }
      let names = lacking.map(\.argument).joined(separator: ", ")
      return "\(country.tones.rawValue) has no known \(names)"
    }.joined(separator: ", and ")
  }

  func validate() throws {
    if length != nil, case .digits = sound {
      throw ValidationError("--for can't be used with keys, which sound for 100 ms each")
    }
    if case .progress(let kind) = sound, CallProgressTone(kind, in: country.tones) == nil {
      let others = Country.allCases.filter { CallProgressTone(kind, in: $0.tones) != nil }
      let hint = others.map { "\($0.tones.rawValue) does: --country \($0.rawValue)" }
      throw ValidationError(
        (["\(country.tones.rawValue) has no known \(kind.rawValue) tone"] + hint)
          .joined(separator: "; "))
    }
    try checkFile()
  }

  private func checkFile() throws {
    guard let output else {
      if rate != nil || format != nil { throw ValidationError("--rate and --format need -o FILE") }
      return
    }
    guard let kind = SoundFileFormat(path: output) else {
      throw ValidationError("'\(output)' must end in \(SoundFileFormat.endings)")
    }
    if let format, !kind.samples.contains(format) {
      let known = kind.samples.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--format \(format.rawValue): a .\(kind.rawValue) file has \(known)")
    }
    if let rate, let objection = SoundFileFormat.objection(to: rate, path: output) {
      throw ValidationError(objection)
    }
    try checkRate(fileRate(output))
  }

  private func checkRate(_ rate: Int) throws {
    if case .tone(let frequencies) = sound, let highest = frequencies.max(),
      2 * highest >= Double(rate)
    {
      throw ValidationError(
        "\(highest.shortText) Hz need a sample rate above \((2 * highest).shortText) Hz, not \(rate)"
      )
    }
    if source(at: rate) == nil {
      throw ValidationError("a sample rate of \(rate) Hz is too low for this sound")
    }
  }

  private func source(at rate: Int) -> TestSoundSource? {
    TestSoundSource(
      sound, country: country.tones, sampleRate: rate, level: level,
      length: length?.duration ?? sound.usualLength)
  }

  private func fileRate(_ path: String) -> Int {
    rate ?? SoundFileFormat.fixedSampleRate(path: path) ?? sound.sampleRate
  }

  func run() throws {
    let peak = sound.peak(at: level, country: country.tones)
    // Floating-point samples go beyond full scale; keys are made in 16 bits.
    if case .digits = sound { warn(of: peak) } else if format != .f32 { warn(of: peak) }
    if let output { try write(to: output) } else { try play() }
  }

  private func warn(of peak: Double) {
    guard peak > 1 else { return }
    let excess = (20 * log10(peak)).text(decimals: 1)
    StandardError.line("gooya: at this level the sound is clipped, by \(excess) dB")
  }

  private func write(to path: String) throws {
    var outputs = Outputs()
    guard let file = try outputs.add("-o", path) else { return }
    try outputs.spare()
    let rate = fileRate(path)
    guard var source = source(at: rate) else {
      throw Failure("a sample rate of \(rate) Hz is too low for this sound")
    }
    do {
      let writer = try SoundFileWriter(file, sample: format ?? .s16, sampleRate: rate)
      while case let block = source.next(1 << 16), !block.isEmpty { try writer.write(block) }
      try writer.close()
    } catch {
      throw Failure("\(error)")
    }
  }

  private func play() throws {
    let output = try device.playback(sampleRate: sound.sampleRate)
    let duration = length?.duration ?? sound.usualLength
    guard var source = source(at: output.sampleRate) else {
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
