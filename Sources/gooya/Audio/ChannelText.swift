import Sound

/// What two channels do to each other, for people.
struct ChannelText {
  private let found: ChannelMeasurements

  init(_ found: ChannelMeasurements) { self.found = found }

  /// What is measured, for a command's help.
  static let help = """
    Two channels are played on both at once first, and then each alone. The figures are those of left, \
    and judged by the worse of both; besides there are swapped, mono (both carry the same) and dead \
    channels, one inverted, crosstalk (of the 1020 Hz tone, and from 300 to 3400 Hz by a sweep; the limit \
    is -20 dB, -40 is good), balance (6 dB, 2) and delay (1 ms, 0.05) between the channels. In --json: \
    channels (dead, dead_channels, swapped, mono, difference (only what the channels don't have in common \
    is passed), inverted, crosstalk_db, crosstalk of from, to, band_db, \
    tone_db and third_octaves, balance_db, delay_ms, left and right with gain_db, alone_gain_db, \
    noise_floor_dbfs, snr_db, distortion_percent, inverted, response and more).
    """

  var rows: [(String, String)] {
    var rows = ChannelMeasurements.Channel.allCases.map { ($0.name, text(of: $0)) }
    if let rightward = found.crosstalk[0], let leftward = found.crosstalk[1] {
      rows.append(
        (
          "crosstalk",
          "left to right \(Self.text(rightward)), right to left \(Self.text(leftward)) "
            + "(1020 Hz; 300 to 3400 Hz)"
        ))
    }
    if !together.isEmpty { rows.append(("channels", together)) }
    return rows
  }

  /// The crosstalk in thirds of an octave.
  var details: [String] {
    let ways = ["left to right", "right to left"]
    return zip(ways, found.crosstalk).flatMap { way, crosstalk -> [String] in
      guard let crosstalk else { return [] }
      return ["crosstalk     \(way), Hz and dB in thirds of an octave"]
        + MeasurementText.columns(
          crosstalk.bands.map {
            "\($0.frequency.text(decimals: 0)): \($0.level.text(decimals: 1))"
          })
    }.map { "  \($0)" }
  }

  private func text(of channel: ChannelMeasurements.Channel) -> String {
    let report = found.report(on: channel)
    guard report.marksHeard > 0 else {
      return "nothing heard; peak \(report.peak.text(decimals: 1)) dBFS"
    }
    var parts: [String] = []
    if let gain = report.gain { parts.append("gain \(gain.signedText(decimals: 1)) dB") }
    if let noise = report.noiseFloor { parts.append("noise \(noise.text(decimals: 1)) dBFS") }
    if let ratio = report.signalToNoise { parts.append("SNR \(ratio.text(decimals: 1)) dB") }
    if let distortion = report.distortion {
      parts.append("distortion \(distortion.text(decimals: 2)) %")
    }
    if report.isInverted { parts.append("inverted") }
    if report.isClipped { parts.append("clipped") }
    if report.dropouts.count == 1 { parts.append("1 dropout") }
    if report.dropouts.count > 1 { parts.append("\(report.dropouts.count) dropouts") }
    return parts.joined(separator: ", ")
  }

  private var together: String {
    var parts: [String] = []
    if found.isSwapped { parts.append("swapped") }
    if found.isDifference {
      parts.append("only their difference is passed")
    } else if found.isMono {
      parts.append("both carry the same")
    }
    parts += found.dead.map { "\($0.name) is dead" }
    if let balance = found.balance {
      parts.append("balance \(balance.signedText(decimals: 2)) dB (left beside right)")
    }
    if let delay = found.delay {
      let later = delay < 0 ? "left" : "right"
      parts.append("\(later) \((1000 * abs(delay)).text(decimals: 3)) ms later")
    }
    if found.isInverted == true { parts.append("opposite polarities") }
    return parts.joined(separator: ", ")
  }

  /// At 1 kHz, and over the band.
  private static func text(_ crosstalk: ChannelMeasurements.Crosstalk) -> String {
    "\(crosstalk.toneLevel.text(decimals: 1)) and \(crosstalk.level.text(decimals: 1)) dB"
  }
}
