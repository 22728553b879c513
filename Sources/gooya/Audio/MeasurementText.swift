import Sound

/// What is measured with tones, silence and a sweep, for people.
struct MeasurementText {
  private let measured: PathMeasurements

  init(_ measured: PathMeasurements) { self.measured = measured }

  /// What the JSON output of it has, for a command's help.
  static let help = """
    Also in --json: tone (hz, level_dbfs, dc_percent, thd_percent, thd_n_percent, sinad_db, \
    total_distortion_db by ITU-T O.132 with O.41's weights, harmonics), intermodulation (two tones, \
    strongest_db and products relative to one of them; ITU-T G.712 asks for -35), hum (mains_hz, \
    level_dbfs, lines), noise (psophometric_dbm0p, third_octaves), echoes (delay_ms, loss_db, beside the \
    direct sound), echo_loss_db (of the strongest), echo_loss_weighted_db (of all together) and weighted_loss_db (of the \
    whole path: TCLw, if that is a terminal's), both by ITU-T G.122 annex B.4, reverberation (edt_s, t20_s, t30_s; ISO 3382), transfer (group_delay_distortion_ms from \
    500 to 2800 Hz, points of hz, gain_db, phase_deg, group_delay_ms).
    """

  /// The lines of a report that fits on a screen.
  var rows: [(String, String)] {
    var rows: [(String, String)] = []
    if let tone = measured.tone {
      var text =
        "THD \(tone.harmonicDistortion.text(decimals: 2)) %, "
        + "THD+N \(tone.distortionAndNoise.text(decimals: 2)) %, "
        + "S/D \(tone.signalToTotalDistortion.text(decimals: 1)) dB"
      if let products = measured.intermodulation {
        text += ", intermodulation \(products.strongest.text(decimals: 1)) dB"
      }
      rows.append(("tones", text))
    }
    if let hum = measured.hum {
      let lines = hum.lines.map { $0.frequency.text(decimals: 0) }.joined(separator: ", ")
      rows.append(("hum", "\(hum.level.text(decimals: 1)) dBFS at \(lines) Hz"))
    }
    if let echo = measured.echoes.first {
      let more = measured.echoes.count == 1 ? "" : ", and \(measured.echoes.count - 1) weaker"
      let weighted = measured.weightedEchoLoss.map {
        "; weighted loss \($0.text(decimals: 1)) dB"
      }
      rows.append(("echo", Self.text(of: echo) + more + (weighted ?? "")))
    }
    if let reverberation = measured.reverberation {
      rows.append(("room", Self.text(of: reverberation)))
    }
    return rows
  }

  /// All the rest.
  var details: [String] {
    var lines: [String] = []
    if let tone = measured.tone {
      lines.append(
        "tone          \(tone.frequency.text(decimals: 2)) Hz, \(tone.level.text(decimals: 2)) "
          + "dBFS, SINAD \(tone.sinad.text(decimals: 1)) dB, "
          + "DC \((100 * tone.offset).text(decimals: 3)) % of full scale")
      let harmonics = tone.harmonics.map { "\($0.order): \($0.level.text(decimals: 1))" }
      lines.append("harmonics     \(harmonics.joined(separator: ", ")) dBFS")
    }
    if let found = measured.intermodulation {
      let products = found.products.map {
        "\($0.frequency.text(decimals: 0)): \($0.level.text(decimals: 1))"
      }
      lines.append("products      \(products.joined(separator: ", ")) dB")
    }
    if let hum = measured.hum {
      let found = hum.lines.map {
        "\($0.frequency.text(decimals: 1)): \($0.level.text(decimals: 1))"
      }
      lines.append("hum           \(found.joined(separator: ", ")) dBFS at Hz")
    }
    if let noise = measured.noise {
      lines.append("noise         \(noise.psophometric.text(decimals: 1)) dBm0p")
      lines += Self.columns(
        noise.bands.map { "\($0.frequency.text(decimals: 0)): \($0.level.text(decimals: 1))" })
      lines.append("  Hz and dBFS in thirds of an octave")
    }
    for echo in measured.echoes { lines.append("echo          \(Self.text(of: echo))") }
    if let loss = measured.impulse?.weightedLoss {
      lines.append("loss          \(loss.text(decimals: 1)) dB, weighted by ITU-T G.122")
    }
    if let transfer = measured.transfer {
      lines.append("      Hz      gain     phase   group delay")
      // Every fourth twelfth of an octave.
      for index in stride(from: 0, to: transfer.points.count, by: 4) {
        let point = transfer.points[index]
        lines.append(
          Self.padded(point.frequency.text(decimals: 0), to: 8)
            + Self.padded(point.gain.text(decimals: 1), to: 7) + " dB"
            + Self.padded(point.phase.text(decimals: 0), to: 6) + " deg"
            + Self.padded((1000 * point.groupDelay).text(decimals: 2), to: 8) + " ms")
      }
    }
    return lines.isEmpty ? [] : [""] + lines.map { "  \($0)" }
  }

  private static func text(of echo: ImpulseResponse.Echo) -> String {
    "\((1000 * echo.delay).text(decimals: 1)) ms later, \(echo.loss.text(decimals: 1)) dB weaker"
  }

  private static func text(of found: Reverberation) -> String {
    let times = [("T30", found.t30), ("T20", found.t20), ("EDT", found.earlyDecayTime)]
    return "reverberation "
      + times.compactMap { name, time in time.map { "\($0.text(decimals: 2)) s (\(name))" } }
      .joined(separator: ", ")
  }

  /// Six to a line.
  static func columns(_ texts: [String]) -> [String] {
    stride(from: 0, to: texts.count, by: 6).map { start in
      "  " + texts[start..<min(start + 6, texts.count)].map { padded($0, to: 13) }.joined()
    }
  }

  private static func padded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
