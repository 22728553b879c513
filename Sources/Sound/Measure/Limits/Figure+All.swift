// Repeatability: the latency of eight runs of 12 s on a null sink and its monitor, on a busy machine,
// spread by 3 ms at most and their jitter by 2.1 ms, but a card's start shifts by up to a period.
// The others repeat themselves exactly there; noise 50 dB below the tone moves them by less than
// this. What is counted must not become more at all.
extension Figure {
  /// What of the signal was recognised.
  static let found = [
    Figure(
      "marks_unheard_percent", .percent, decimals: 0, .lowIsGood, repeatability: 2,
      value: { $0.shareUnheard * 100 },
      fault: { value, _ in "\(value.text(decimals: 0)) % of the marks were not heard" }),
    Figure(
      "missing_percent", .percent, decimals: 0, .lowIsGood, repeatability: 2,
      value: { $0.missing.map { $0.share * 100 } },
      fault: { value, report in
        "\(report.missing?.text ?? "the recording isn't whole"); \(value.text(decimals: 0)) % of the "
          + "signal can't be judged"
      }),
    Figure(
      "digits_wrong", .count, decimals: 0, .lowIsGood, repeatability: 0,
      value: { Double($0.digitsWrong) },
      fault: { _, report in
        let extra = report.digitsHeard.count - report.digitsRight
        let wrong = extra > 0 ? ", and \(extra) that \(extra == 1 ? "was" : "were") not sent" : ""
        return "\(report.digitsRight) of \(report.digitsSent.count) digits were heard\(wrong)"
          + (report.spoilers[.digits]?.first { $0.kind != .click }.map { "; spoilt by \($0.text)" }
            ?? "")
      }),
  ]

  static let latency = [
    Figure(
      "latency.median_ms", .milliseconds, decimals: 1, .lowIsGood, repeatability: 10,
      value: { $0.latency.map { $0.median / .milliseconds(1) } },
      fault: { value, _ in
        "the round trip takes \(value.text(decimals: 0)) ms, \((value / 2).text(decimals: 0)) ms one way"
      }),
    Figure(
      "latency.p95_ms", .milliseconds, decimals: 1, .lowIsGood, repeatability: 10,
      value: { $0.latency.map { $0.percentile95 / .milliseconds(1) } },
      fault: { value, _ in "one round trip in twenty takes \(value.text(decimals: 0)) ms" }),
    Figure(
      "latency.jitter_ms", .milliseconds, decimals: 1, .lowIsGood, repeatability: 3,
      value: { $0.latency.map { $0.jitter / .milliseconds(1) } },
      fault: { value, _ in "the latency jitters by \(value.text(decimals: 0)) ms" }),
    Figure(
      "latency.systemic_ms", .milliseconds, decimals: 1, .lowIsGood, repeatability: 3,
      value: { $0.latency?.systemic.map { $0 / .milliseconds(1) } },
      fault: { value, _ in
        "without both devices' queues the round trip takes \(value.text(decimals: 0)) ms"
      }),
  ]

  static let level = [
    Figure(
      "snr_db", .decibels, decimals: 1, .highIsGood, repeatability: 2,
      value: { $0.signalToNoise },
      fault: { value, _ in "the signal is \(value.text(decimals: 0)) dB above the noise" }),
    Figure(
      "noise_floor_dbfs", .fullScale, decimals: 1, .lowIsGood, repeatability: 2,
      value: { $0.noiseFloor },
      fault: { value, _ in "the noise is at \(value.text(decimals: 0)) dBFS" }),
    Figure(
      "gain_db", .decibels, decimals: 1, .sameIsGood, repeatability: 0.5,
      advice: "set the playback or capture level", value: { $0.gain },
      fault: { value, _ in "the gain is \(value.text(decimals: 0)) dB" }),
    Figure(
      "peak_dbfs", .fullScale, decimals: 1, .sameIsGood, repeatability: 1, value: { $0.peak },
      fault: { value, _ in "the peak is at \(value.text(decimals: 1)) dBFS" }),
    Figure(
      "clipped", .count, decimals: 0, .lowIsGood, repeatability: 0,
      advice: "lower the playback or capture level", value: { $0.isClipped ? 1 : 0 },
      fault: { _, _ in "the sound is clipped" }),
    Figure(
      "distortion_percent", .percent, decimals: 2, .lowIsGood, repeatability: 0.3,
      value: { $0.distortion },
      fault: { value, _ in "\(value.text(decimals: 1)) % of the tone is distortion" }),
  ]

  static let band = [
    Figure(
      "response.voice_band_spread_db", .decibels, decimals: 1, .lowIsGood, repeatability: 0.5,
      value: { $0.response?.voiceBandSpread },
      fault: { value, _ in
        let band = FrequencyResponse.voiceBand
        return "from \(Int(band.lowerBound)) to \(Int(band.upperBound)) Hz the gain varies by "
          + "\(value.text(decimals: 0)) dB"
      }),
    Figure(
      "response.telephone_band_lowest_db", .decibels, decimals: 1, .highIsGood, repeatability: 0.5,
      value: { $0.response?.spread(in: FrequencyResponse.telephoneBand).lowerBound },
      fault: { value, _ in "the telephone band has a dip of \(value.text(decimals: 1)) dB" }),
    Figure(
      "response.telephone_band_highest_db", .decibels, decimals: 1, .lowIsGood, repeatability: 0.5,
      value: { $0.response?.spread(in: FrequencyResponse.telephoneBand).upperBound },
      fault: { value, _ in "the telephone band has a peak of \(value.text(decimals: 1)) dB" }),
    Figure(
      "response.low_hz", .hertz, decimals: 0, .lowIsGood, repeatability: 20,
      value: { $0.response?.passband.lowerBound },
      fault: { value, _ in "nothing below \(value.text(decimals: 0)) Hz comes through" }),
    Figure(
      "response.high_hz", .hertz, decimals: 0, .highIsGood, repeatability: 200,
      value: { $0.response?.passband.upperBound },
      fault: { value, _ in "nothing above \(value.text(decimals: 0)) Hz comes through" }),
  ]

  static let time = [
    Figure(
      "drift_ppm", .partsPerMillion, decimals: 1, .zeroIsGood, repeatability: 10,
      uncertainty: 0.2,
      value: { $0.drift },
      fault: { value, _ in "the clocks are \(abs(value).text(decimals: 0)) ppm apart" }),
    Figure(
      "lost_percent", .percent, decimals: 2, .lowIsGood, repeatability: 0,
      value: { $0.shareLost * 100 },
      fault: { value, report in
        let count =
          report.soak?.account.counts.dropouts ?? report.dropouts.count { $0.kind != .click }
        return "\(count) \(count == 1 ? "dropout affects" : "dropouts affect") "
          + "\(max(value, 0.01).text(decimals: 2)) % of the sound"
      }),
    Figure(
      "clicks", .count, decimals: 0, .lowIsGood, repeatability: 0,
      value: { Double($0.clicks) },
      fault: { value, _ in
        "\(value.text(decimals: 0)) \(value == 1 ? "click was" : "clicks were") heard"
      }),
    Figure(
      "xruns", .count, decimals: 0, .lowIsGood, repeatability: 0,
      advice: "queue more sound or reduce the machine's load",
      value: { Double($0.underruns + $0.overruns) },
      fault: { value, _ in
        "\(value.text(decimals: 0)) \(value == 1 ? "xrun" : "xruns"): the machine was too slow"
      }),
  ]
}
