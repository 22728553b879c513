import ArgumentParser
import CallEngine
import Files
import Sound

struct AudioRecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "Record sound into a file.",
    discussion: """
      Example:
        gooya audio record hello.wav --for 5s
        gooya audio record hello.flac --device plughw:0 --rate 48000 --format s24

      Without --for it records until Ctrl-C. The file's name says its format: \
      \(SoundFileFormat.endings). --format s24 and f32 take 32-bit samples from the device.
      """)

  @Argument(help: "The file to write.")
  var file: String

  @OptionGroup var device: DeviceOptions

  @Option(
    name: .customLong("for"), parsing: .unconditional, help: "How long, such as 5s or 700ms.",
    transform: NumberRange.period.read)
  var length: DurationOption?

  @Option(
    parsing: .unconditional,
    help: "The sample rate in Hz. (default: what the file's format needs, else 16000)",
    transform: NumberRange.sampleRate.read)
  var rate: Int?

  @Option(
    parsing: .unconditional, help: "The number of channels. (default: 1)",
    transform: NumberRange.whole(1...64).read)
  var channels = 1

  @Option(help: "Samples of s16, s24 (.wav and .flac) or f32 (.wav).")
  var format = SoundFileFormat.Sample.s16

  func validate() throws {
    if let kind = SoundFileFormat(path: file), !kind.samples.contains(format) {
      let known = kind.samples.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--format \(format.rawValue): a .\(kind.rawValue) file has \(known)")
    }
    if let rate, let objection = SoundFileFormat.objection(to: rate, path: file) {
      throw ValidationError(objection)
    }
  }

  func run() throws {
    var outputs = Outputs()
    guard let output = try outputs.add("<file>", file, for: .owner) else { return }
    try outputs.spare()
    do {
      let input = try device.capture(
        sampleRate: rate ?? SoundFileFormat.fixedSampleRate(path: file) ?? 16000,
        channels: channels, isFine: format != .s16)
      let writer = try SoundFileWriter(
        output, sample: format, channels: channels, sampleRate: input.sampleRate)
      defer { try? writer.close() }
      let recorded = try record(from: input) { try writer.write($0) }
      try writer.close()
      StandardOutput.line("\(recorded)")
      try Interruption.tell(unlessCtrlCEnds: length == nil)
    } catch let error as SoundFileError {
      throw Failure("\(error)")
    }
  }

  /// Records until the length is reached or the user stops it.
  ///
  /// - Returns: a one-line summary.
  private func record(
    from input: CaptureDevice, into write: ([Float]) throws -> Void
  ) throws -> String {
    Interruption.watch()
    var status = StatusLine()
    defer { status.clear() }
    var bar = LevelBar()
    var left =
      length.map { Int(($0.duration / .seconds(1) * Double(input.sampleRate)).rounded()) } ?? .max
    var recorded = Duration.zero
    while left > 0, Interruption.signal == nil {
      input.wait(atMost: .milliseconds(50))
      let samples: [Float]
      do {
        let lostBefore = input.framesLost
        var heard = try format == .s16 ? input.read().map { Float($0) / 32768 } : input.readFine()
        let lost = min(input.framesLost - lostBefore, left)
        if lost > 0 {
          let end = recorded + .seconds(Double(heard.count / channels) / Double(input.sampleRate))
          tell(loss: .seconds(Double(lost) / Double(input.sampleRate)), at: end, &status)
          heard += [Float](repeating: 0, count: lost * channels)
        }
        samples = Array(heard.prefix(left * channels))
      } catch {
        throw Failure("\(error), after \(recorded.tenths) s")
      }
      try write(samples)
      left -= samples.count / channels
      recorded += .seconds(Double(samples.count / channels) / Double(input.sampleRate))
      bar.add(samples)
      status.show("\(file)  \(recorded.tenths) s  \(bar.text(width: 30))")
    }
    bar.update()
    let trouble = input.overruns == 1 ? "1 overrun" : "\(input.overruns) overruns"
    return
      "recorded \(recorded.tenths) s from \(input.name) (\(input.sampleRate) Hz) into \(file), "
      + "\(trouble), peak \(bar.highestPeak.decibels.trimmed) dBFS"
  }

  /// Tells of sound that wasn't read in time, for which silence stands.
  private func tell(loss: Duration, at time: Duration, _ status: inout StatusLine) {
    status.clear()
    StandardError.line(
      "gooya: \(loss.tenths) s of sound were lost at \(time.tenths) s; the file has silence there")
  }
}

extension SoundFileFormat.Sample: ExpressibleByArgument {}
