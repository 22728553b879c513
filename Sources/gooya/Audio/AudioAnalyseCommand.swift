import ArgumentParser
import CallEngine
import Files
import Sound

struct AudioAnalyseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyse", abstract: "Measure what a path did to a known sound, from files.",
    discussion: """
      Example:
        gooya audio signal -o sent.wav
        gooya audio analyse heard.wav --sent sent.wav

      The recording may begin or end earlier or later than the sound, have another sample rate and more \
      channels, of which the loudest is taken; of a signal with two channels both are. Of the signal that audio signal writes, everything is \
      told that loopback tells, but for the latency, which no file knows; without --sent it is \
      recognised, and its rate and length are, too. Of any other sound: delay, drift, gain, response, \
      and for speech STOI, the share of words that would be understood (1 is as sent).

      The exit status is 1 if the verdict is that the path fails, if the sound isn't found, or if the \
      recording is damaged or cut off; what there is of it is analysed.

      --json prints what loopback prints, with sent, heard and begins_ms instead of devices and latency; \
      for another sound delay_ms, drift_ppm, gain_db, likeness (the correlation, 1 if nothing else was \
      heard), inverted, stoi, compared_seconds, response. Of a damaged recording it has a warning.

      \(MeasurementText.help)
      """)

  @Argument(help: "The recording.")
  var heard: String

  @Option(help: ArgumentHelp("What was sent. (default: the loopback's signal)", valueName: "file"))
  var sent: String?

  @Flag(help: "Tell harmonics, noise in bands, phase and group delay too.")
  var details = false

  @Flag(help: "Print one JSON object.")
  var json = false

  @Option(help: ArgumentHelp("Draw the frequency response, as SVG.", valueName: "file"))
  var plot: String?

  @OptionGroup var judging: JudgingOptions

  func run() throws {
    var outputs = Outputs()
    let picture = try outputs.add("--plot", plot)
    let judge = try judging.judge(&outputs, sampleRate: nil)
    try outputs.spare("the recording", [heard])
    try outputs.spare("the sent sound", [sent].compactMap { $0 })
    try outputs.spare()
    var trouble: SoundFileError?
    let recording = try Self.clip(heard, trouble: &trouble)
    if let trouble { StandardError.line("gooya: \(trouble)") }
    guard let channel = recording.loudestChannel else {
      throw Failure("\(SoundFileError.name(of: heard)) holds only digital silence")
    }
    if let sent {
      var damage: SoundFileError?
      let original = try Self.clip(sent, trouble: &damage)
      if let damage { throw Failure("\(damage)") }
      guard let known = original.loudestChannel else {
        throw Failure("\(SoundFileError.name(of: sent)) holds only digital silence")
      }
      if let stereo = LoopbackSignal(matchingStereo: original) {
        // What is on both channels is a signal by itself.
        let one = LoopbackSignal(sampleRate: stereo.sampleRate, length: stereo.duration)
        let isStereo = recording.channels == 2
        try report(
          on: isStereo ? recording : channel, by: isStereo ? stereo : one, picture, judge, trouble)
      } else if let signal = LoopbackSignal(
        matching: known.samples, sampleRate: known.sampleRate)
      {
        try report(on: channel, by: signal, picture, judge, trouble)
      } else {
        if judging.areGiven {
          throw Failure(
            "\(SoundFileError.name(of: sent)) isn't the signal of gooya audio signal, which limits and "
              + "reports are for")
        }
        try compare(channel, with: known, picture, trouble)
      }
    } else {
      guard let signal = LoopbackSignal(heardIn: channel) else {
        throw Failure(
          "the signal of gooya audio signal isn't found in \(SoundFileError.name(of: heard)), or too little "
            + "of it to tell its length; name what was sent by --sent"
        )
      }
      if recording.channels == 2 {
        try report(on: recording, by: signal.inStereo, else: channel, picture, judge, trouble)
      } else {
        try report(on: channel, by: signal, picture, judge, trouble)
      }
    }
  }

  private static func clip(_ path: String, trouble: inout SoundFileError?) throws -> AudioClip {
    do throws(SoundFileError) {
      let clip = try AudioClip(beginningOf: path, trouble: &trouble)
      guard !clip.samples.isEmpty else { throw .noSound(in: path) }
      return clip
    } catch {
      throw Failure("\(error)")
    }
  }

  /// - Parameter mono: what is reported on if the channels turn out to have no parts of their own.
  private func report(
    on heard: AudioClip, by signal: LoopbackSignal, else mono: AudioClip? = nil,
    _ picture: OutputFile?, _ judge: PathJudge, _ trouble: SoundFileError?
  ) throws {
    try judge.baseline?.demand(signal.sampleRate)
    guard let sound = heard.resampled(to: signal.sampleRate) else {
      throw Failure(
        "\(SoundFileError.name(of: self.heard)) has \(heard.sampleRate) Hz, too far from the signal's "
          + "\(signal.sampleRate)"
      )
    }
    var recording = LoopbackRecording(samples: sound.samples, channels: sound.channels)
    recording.isTimed = false
    let report = LoopbackAnalysis(signal).report(on: recording)
    if let mono, report.channels?.isEmpty ?? true {
      let signal = LoopbackSignal(sampleRate: signal.sampleRate, length: signal.duration)
      return try self.report(on: mono, by: signal, picture, judge, trouble)
    }
    let path = MeasuredPath(
      command: "gooya audio analyse", output: sent ?? MeasuredPath.signal, input: self.heard)
    var judged = judge.judge(report, of: path)
    judged.trouble = trouble?.reason
    try LoopbackPrinting(judged).run(json: json, details: details, picture: picture)
    try judge.write(judged)
    if judged.hasFailed { throw ExitCode(1) }
  }

  private func compare(
    _ heard: AudioClip, with sent: AudioClip, _ picture: OutputFile?, _ trouble: SoundFileError?
  ) throws {
    guard let found = SoundComparison(sent: sent, heard: heard) else {
      let (original, recording) = (self.sent ?? "", self.heard)
      throw Failure(
        "\(SoundFileError.name(of: original)) isn't found in \(SoundFileError.name(of: recording))")
    }
    if json {
      var json = ComparisonJSON(found, sent: self.sent ?? "", heard: self.heard)
      json.warning = trouble?.reason
      try printJSON(json)
    } else {
      for line in ComparisonText(found, sent: self.sent ?? "", heard: self.heard).lines {
        StandardOutput.line("\(line)")
      }
    }
    if picture != nil {
      StandardError.line("gooya: a picture is drawn of the loopback's signal only")
    }
    if trouble != nil { throw ExitCode(1) }
  }
}

extension AudioClip {
  /// The channel with the most energy; `nil` if all are silent.
  fileprivate var loudestChannel: AudioClip? {
    let split = (0..<channels).map { channel in
      AudioClip(
        samples: stride(from: channel, to: samples.count, by: channels).map { samples[$0] },
        sampleRate: sampleRate)
    }
    let energies = split.map { clip in
      clip.samples.reduce(0) { $0 + Double($1) * Double($1) }
    }
    guard let most = energies.max(), most > 0, let index = energies.firstIndex(of: most) else {
      return nil
    }
    return split[index]
  }
}
