// What is measured with tones, silence and a sweep.
extension Figure {
  static let purity = [
    Figure(
      "tone.thd_percent", .percent, decimals: 2, .lowIsGood, repeatability: 0.2,
      value: { $0.measurements.tone?.harmonicDistortion },
      fault: { value, _ in "the tone's harmonics are \(value.text(decimals: 2)) % of it" }),
    Figure(
      "tone.sinad_db", .decibels, decimals: 1, .highIsGood, repeatability: 2,
      value: { $0.measurements.tone?.sinad },
      fault: { value, _ in
        "the tone is \(value.text(decimals: 1)) dB above noise and distortion (SINAD)"
      }),
    Figure(
      "tone.total_distortion_db", .decibels, decimals: 1, .highIsGood, repeatability: 2,
      value: { $0.measurements.tone?.signalToTotalDistortion },
      fault: { value, _ in "the tone is \(value.text(decimals: 1)) dB above total distortion" }),
    Figure(
      "intermodulation.strongest_db", .decibels, decimals: 1, .lowIsGood, repeatability: 6,
      value: { $0.measurements.intermodulation?.strongest },
      fault: { value, _ in
        "two tones make a third at \(value.text(decimals: 1)) dB beside one of them"
      }),
    Figure(
      "hum.level_dbfs", .fullScale, decimals: 1, .lowIsGood, repeatability: 3,
      advice: "look for a ground loop", absent: -120,
      value: { report in
        report.measurements.hum?.level ?? report.measurements.noise.map { _ in -120 }
      },
      fault: { value, _ in "mains hum is at \(value.text(decimals: 1)) dBFS" }),
    Figure(
      "noise.psophometric_dbm0p", .psophometric, decimals: 1, .lowIsGood, repeatability: 2,
      value: { $0.measurements.noise?.psophometric },
      fault: { value, _ in "the weighted noise is at \(value.text(decimals: 1)) dBm0p" }),
  ]

  static let room = [
    Figure(
      "transfer.group_delay_distortion_ms", .milliseconds, decimals: 2, .lowIsGood,
      repeatability: 0.2,
      value: {
        $0.measurements.transfer?.groupDelayDistortion(in: TransferFunction.middle)
          .map { 1000 * $0 }
      },
      fault: { value, _ in "the group delay varies by \(value.text(decimals: 2)) ms" }),
    Figure(
      "echo_loss_db", .decibels, decimals: 1, .highIsGood, repeatability: 3, absent: 120,
      value: { report in
        report.measurements.echoes.first?.loss ?? report.measurements.transfer.map { _ in 120 }
      },
      fault: { value, report in
        let delay = report.measurements.echoes.first.map { 1000 * $0.delay } ?? 0
        return "an echo is \(value.text(decimals: 1)) dB weaker than the sound, "
          + "\(delay.text(decimals: 0)) ms later"
      }),
    Figure(
      "echo_loss_weighted_db", .decibels, decimals: 1, .highIsGood, repeatability: 3, absent: 120,
      value: { report in
        report.measurements.weightedEchoLoss ?? report.measurements.transfer.map { _ in 120 }
      },
      fault: { value, _ in "the weighted loss of all echoes is \(value.text(decimals: 1)) dB" }),
    Figure(
      "weighted_loss_db", .decibels, decimals: 1, .sameIsGood, repeatability: 0.5,
      value: { $0.measurements.impulse?.weightedLoss },
      fault: { value, _ in "the path's weighted loss is \(value.text(decimals: 1)) dB" }),
    Figure(
      "reverberation.edt_s", .seconds, decimals: 2, .lowIsGood, repeatability: 0.05, absent: 0,
      value: { report in
        report.measurements.reverberation?.earlyDecayTime
          ?? report.measurements.transfer.map { _ in 0 }
      },
      fault: { value, _ in "the sound reverberates for \(value.text(decimals: 2)) s" }),
  ]
}
