import ArgumentParser
import CallEngine
import Files
import Sound

struct AudioSignalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "signal", abstract: "Write the loopback's signal into a file.",
    discussion: """
      Example:
        gooya audio signal -o sent.wav
        gooya audio analyse heard.wav --sent sent.wav

      Play the file by whatever there is, through whatever there is: a telephone line, an exchange, a \
      codec. Record what comes out, from before its beginning to after its end, and analyse it. The \
      signal is the same each time. The file's name says its format, as for record.

      With --channels 2 the signal is on both channels first, and then a tone and a sweep on left alone \
      and on right alone, 5 s in all.
      """)

  @Option(name: [.customShort("o"), .long], help: ArgumentHelp("The file.", valueName: "file"))
  var output: String

  @Option(
    parsing: .unconditional,
    help:
      "The sample rate in Hz, 8000 to 192000. (default: what the file's format needs, else 16000)",
    transform: NumberRange.whole(LoopbackSignal.sampleRates, " Hz").read)
  var rate: Int?

  @Option(
    name: .customLong("for"), parsing: .unconditional,
    help: "How long it is, 8s to 10m. (default: 14s)",
    transform: NumberRange.time("8s", "10m").read)
  var length = DurationOption.milliseconds(14_000)

  @Option(
    parsing: .unconditional,
    help: "1, or 2 for left, right and both one after another. (default: 1)",
    transform: NumberRange.whole(1...2).read)
  var channels = 1

  func validate() throws {
    if let rate, let objection = SoundFileFormat.objection(to: rate, path: output) {
      throw ValidationError(objection)
    }
  }

  func run() throws {
    var outputs = Outputs()
    guard let file = try outputs.add("--output", output) else { return }
    try outputs.spare()
    let signal = LoopbackSignal(
      sampleRate: rate ?? SoundFileFormat.fixedSampleRate(path: output) ?? 16000,
      length: length.duration, channels: channels)
    let clip = signal.clip
    do {
      let writer = try SoundFileWriter(
        file, channels: clip.channels, sampleRate: signal.sampleRate)
      try writer.write(clip.samples)
      try writer.close()
    } catch {
      throw Failure("\(error)")
    }
    StandardOutput.line(
      "wrote \(clip.duration.tenths) s at \(signal.sampleRate) Hz into \(output)")
  }
}
