import ArgumentParser
import CallEngine
import Files
import Glibc
import Sound

struct AudioLoopbackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loopback", abstract: "Measure the path from a playback to a capture device.",
    discussion: """
      Examples:
        gooya audio loopback --out plughw:0 --in plughw:0 --plot response.svg
        gooya audio loopback --profile handset --baseline yesterday.json --junit results.xml
        gooya audio loopback --report path.html --language fa-IR

      Connect the two, by cable or through the air, or name a sound server's monitor as --in. A \
      signal with marks and all 16 digits is played at -9 dBm0 and captured at the same time. 0 dBFS is a \
      full-scale sine.

      Latency is what a program sees: from handing a sample to ALSA to reading it from ALSA, the queues of \
      both devices included. That is a round trip; half of it is one way. Jitter is \
      the mean difference between two marks 32 ms apart. The systemic latency is what is left without the \
      queues that ALSA accounts for, as jack_iodelay tells it: converters, the air, a network, a server that \
      tells nothing of its own. It is unknown where the devices account for more sound than waits, as some \
      sound servers do. Drift is how much faster the capture's clock \
      runs than the playback's.

      The verdict is good, usable or fails, with reasons; the exit status is 1 if it fails. By \
      the profile 'loopback' it fails for an unheard digit, a latency over 400 ms one way (ITU-T \
      G.114; 150 ms is good), jitter over 60 ms (20), SNR under 15 dB (30), a gain under -30 dB (-16), distortion over \
      10 % (3), a response that varies by over 20 dB from 500 to 2500 Hz (8), drift over 1000 ppm (100), \
      dropouts in over 1 % of the sound (none), half of the marks unheard (10 %). 'g712' holds the path \
      to ITU-T G.712's mask of the response (clause 7) and its distortion (12), 'handset' allows for \
      the air between a handset's two ends. --limits names a YAML file:
        format: 1
        profile: loopback            # the rest of the limits; none: no others
        limits:
          latency.median_ms: { good: { max: 60 }, usable: { max: 120 }, tolerance: 5 }
          drift_ppm: none            # no limit
        response:                    # dB beside the gain at 1 kHz
          - { from: 300, to: 3400, usable: { min: -3, max: 3 } }
      A figure has the name that it has in --json. --baseline compares each with an earlier run; the \
      exit status is 1 if one became worse by more than its tolerance, which is how far two runs on one \
      path lie apart, or what --limits says.

      Every second is compared with what was sent. A dropout is a silence, a skip (what followed came \
      early), a delay (late), damage or a click; where its moment can't be told, as in silence, it lies \
      between two, and a silence beside parts in which nothing sounds has a least and a greatest length. \
      Figures measured where one is are marked as spoilt, and aren't judged.

      What was sent and heard is kept by --keep, and always if the path fails or a device does; it is said \
      where. gooya audio analyse heard.wav --sent sent.wav then tells the same of it. The ten newest \
      failures are left there.

      Over 10 minutes, or with --round or --account, it is a soak: the signal is played round after round \
      without a gap, and each round is examined while the next is played. Dropouts, clicks and xruns are \
      counted over the whole, latency and drift are those of all rounds, and what else is measured is \
      the worst of any round; limits, baselines and reports apply to that. --plot draws latency, drift and \
      dropouts over the time. Ctrl-C or SIGTERM ends it with the report on what there is, and the status \
      of its verdict. --keep keeps the first round and up to 20 disturbed ones, as round-N.wav. --json has \
      soak besides (rounds_planned, round_seconds, stopped, unexamined, silences, skips, delays, damages, \
      lost_ms, digits_wrong, disturbed_rounds, rounds); the time of dropouts is the soak's.
        gooya audio loopback --for 8h --account soak.csv --plot soak.svg
        gooya audio loopback --for 3d --account /var/lib/node_exporter/gooya.prom

      --json prints verdict, reasons (grade, figure, text), profile, limits (figure, value, grade, good and \
      usable with min and max, source, unmeasured if there is no value: why), baseline (file, changes of \
      figure, before, now, tolerance, regression; uncompared: figure, reason), latency (median_ms, p95_ms, jitter_ms, one_way_ms, systemic_ms, systemic_frames; in their \
      place overstated_ms, if the devices account for more than the latency), marks_sent, marks_heard, marks_unheard_percent, \
      missing_percent, missing_beginning_s and missing_end_s (what the capture lacks of \
      the signal), ends_at_s (when in the signal the capture ends, if that is early), playback_delay_ms and capture_delay_ms (by ALSA's account), gain_db, \
      level_sent_dbfs, level_heard_dbfs, peak_dbfs, clipped, inverted, noise_floor_dbfs, snr_db, \
      distortion_percent, response (low_hz, high_hz, voice_band_spread_db, \
      telephone_band_lowest_db, telephone_band_highest_db, points of hz and gain_db), drift_ppm, \
      dropouts (kind, at_ms, earliest_ms, latest_ms, length_ms, length_at_most_ms, channel if it \
      is on one of two), clicks, lost_percent, spoilt_by \
      (by noise, tone, intermodulation, response, digits), watched_seconds, tracked_seconds, underruns, overruns, xruns, \
      digits_sent, digits_heard, digits_right, digits_wrong; a field is missing where it could not be measured.

      \(MeasurementText.help)

      \(ChannelText.help)
      """)

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp("The ALSA device that plays.", valueName: "name"))
  var output = "default"

  @Option(
    name: .customLong("in"),
    help: ArgumentHelp("The ALSA device that captures.", valueName: "name"))
  var input = "default"

  @Option(
    parsing: .unconditional,
    help: "The sample rate in Hz, 8000 to 192000. (default: 16000, a call's)",
    transform: NumberRange.whole(LoopbackSignal.sampleRates, " Hz").read)
  var rate = 16000

  @Option(
    name: .customLong("for"), parsing: .unconditional,
    help: "How long the signal is, from 8s; over 10m it is a soak, to 30d. (default: 14s)",
    transform: NumberRange.soak.read)
  var length = DurationOption.milliseconds(14_000)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How long each round of a soak is, 8s to 10m. (default: 1m; in a soak of less than 10m a "
        + "tenth of it)", valueName: "time"),
    transform: NumberRange.time("8s", "10m").read)
  var round: DurationOption?

  @Option(
    help: ArgumentHelp(
      "Soak, and write each round as it ends: a line of CSV, or Prometheus' text format into a "
        + ".prom file.", valueName: "file"))
  var account: String?

  @Option(
    parsing: .unconditional,
    help:
      "How much sound is queued for playback, 20ms to 1s; less is sooner heard. (default: 40ms)",
    transform: NumberRange.time("20ms", "1s").read)
  var queue = DurationOption.milliseconds(40)

  @Option(
    parsing: .unconditional,
    help: "1, or 2 to measure both and what they do to each other. (default: 1)",
    transform: NumberRange.whole(1...2).read)
  var channels = 1

  @Flag(help: "Tell harmonics, noise in bands, phase and group delay too.")
  var details = false

  @Flag(help: "Print one JSON object.")
  var json = false

  @Option(help: ArgumentHelp("Draw the frequency response, as SVG.", valueName: "file"))
  var plot: String?

  @Option(
    help: ArgumentHelp(
      "Keep sent.wav, heard.wav and report.json there. (default: only if the path fails, in "
        + "$XDG_STATE_HOME/gooya/loopback or ~/.local/state/gooya/loopback)",
      valueName: "folder"))
  var keep: String?

  @OptionGroup var judging: JudgingOptions

  func run() throws {
    // Checked first: a missing folder should be reported before a long measurement, not after it.
    var outputs = Outputs()
    let picture = try outputs.add("--plot", plot)
    let judge = try judging.judge(&outputs, sampleRate: rate)
    let folder = try keep.map { try RunFolder(named: $0, &outputs) }
    let running = try outputs.add("--account", account)
    try outputs.spare()
    if isSoak {
      try soak(judge, picture: picture, folder: folder, account: running)
      return
    }
    let signal = LoopbackSignal(
      sampleRate: rate, length: length.duration, channels: channels)
    let recording = try record(signal)
    var failure: Failure?
    switch recording.end {
    case nil: break
    case .stopped?:
      StandardError.line("stopped; nothing was measured")
      throw ExitCode(128 + (Interruption.signal ?? SIGINT))
    case .failed(let error)?:
      failure = Failure("\(error)")
      if let failure, recording.samples.isEmpty { throw failure }
    }
    let report = LoopbackAnalysis(signal).report(on: recording)
    let judged = judge.judge(
      report, of: MeasuredPath(command: "gooya audio loopback", output: output, input: input))
    if failure == nil {
      try LoopbackPrinting(judged).run(json: json, details: details, picture: picture)
      try judge.write(judged)
    }
    if folder != nil || failure != nil || judged.hasFailed {
      var kept = LoopbackJSON(judged)
      kept.error = failure?.message.description
      let folder = try folder ?? RunFolder()
      try folder.keep(
        sent: signal.clip.samples, heard: recording.samples, channels: channels, sampleRate: rate,
        report: kept)
      folder.tell()
    }
    if let failure { throw failure }
    if judged.hasFailed { throw ExitCode(1) }
  }

  func validate() throws {
    if let account, !SoakAccountFile.isKnown(account) {
      throw ValidationError("--account takes a name that ends in \(SoakAccountFile.endings)")
    }
    if isSoak, channels != 1 {
      throw ValidationError(
        "a soak has one channel; leave out --channels, or --round and --account, and take up to 10m"
      )
    }
  }

  private func record(_ signal: LoopbackSignal) throws -> LoopbackRecording {
    let (player, listener) = try devices()
    Interruption.watch()
    var status = StatusLine()
    defer { status.clear() }
    return LoopbackRun(signal, output: player, input: listener).record { elapsed in
      status.show("loopback  \(elapsed.tenths) of \((signal.playingTime + .seconds(2)).tenths) s")
      return Interruption.signal == nil
    }
  }

  func devices() throws -> (PlaybackDevice, CaptureDevice) {
    do {
      let player = try PlaybackDevice(
        output, sampleRate: rate, channels: channels, target: queue.duration,
        highestTarget: max(queue.duration, .milliseconds(160)))
      return (player, try CaptureDevice(input, sampleRate: rate, channels: channels))
    } catch {
      throw Failure("\(error)")
    }
  }
}
