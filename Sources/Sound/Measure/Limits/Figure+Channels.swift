// What two channels do to each other. There are none of them in a report of one channel.
extension Figure {
  static let channels =
    [
      Figure(
        "channels.dead", .count, decimals: 0, .lowIsGood, repeatability: 0,
        advice: "look at the plugs, the wires and the channels' volumes",
        value: { $0.channels.map { Double($0.dead.count) } },
        fault: { _, report in
          let dead = report.channels?.dead.map(\.name) ?? []
          return dead.count == 1
            ? "the \(dead[0]) channel is dead" : "neither channel is heard alone"
        }),
      Figure(
        "channels.swapped", .count, decimals: 0, .lowIsGood, repeatability: 0,
        value: { $0.channels.map { $0.isSwapped ? 1 : 0 } },
        fault: { _, _ in "left and right are swapped" }),
      Figure(
        "channels.mono", .count, decimals: 0, .lowIsGood, repeatability: 0,
        value: { $0.channels.map { $0.isMono ? 1 : 0 } },
        fault: { _, _ in "both channels carry the same, left and right together" }),
      Figure(
        "channels.inverted", .count, decimals: 0, .lowIsGood, repeatability: 0,
        advice: "one channel's wires are swapped; a mix of both is nearly silent",
        value: { $0.channels?.isInverted.map { $0 ? 1 : 0 } },
        fault: { _, report in
          let which = report.channels?.report(on: .left).isInverted == true ? "left" : "right"
          return "the \(which) channel's polarity is inverted"
        }),
      Figure(
        "channels.crosstalk_db", .decibels, decimals: 1, .lowIsGood, repeatability: 3,
        value: { $0.channels?.strongestCrosstalk },
        fault: { value, report in
          let levels = report.channels?.crosstalk.map { $0?.strongest ?? -.infinity } ?? []
          let way = levels.first == value ? "left to right" : "right to left"
          return "the crosstalk from \(way) is \(value.text(decimals: 1)) dB"
        }),
      Figure(
        "channels.balance_db", .decibels, decimals: 1, .zeroIsGood, repeatability: 0.5,
        value: { $0.channels?.balance },
        fault: { value, _ in
          "\(value > 0 ? "left" : "right") is \(abs(value).text(decimals: 1)) dB louder than "
            + "\(value > 0 ? "right" : "left")"
        }),
      Figure(
        "channels.delay_ms", .milliseconds, decimals: 3, .zeroIsGood, repeatability: 0.02,
        value: { $0.channels?.delay.map { 1000 * $0 } },
        fault: { value, _ in
          "\(value > 0 ? "right" : "left") is \(abs(value).text(decimals: 3)) ms later than "
            + "\(value > 0 ? "left" : "right")"
        }),
    ]
    + ["gain_db", "noise_floor_dbfs", "snr_db", "distortion_percent"].compactMap(ofRight)

  /// A figure of what the right channel heard; the report's own are the left one's.
  private static func ofRight(_ name: String) -> Figure? {
    guard let figure = level.first(where: { $0.name == name }) else { return nil }
    let right = { @Sendable (report: LoopbackReport) in report.channels?.report(on: .right) }
    return Figure(
      "channels.right.\(name)", figure.unit, decimals: figure.decimals, figure.sense,
      repeatability: figure.repeatability, value: { right($0).flatMap(figure.value) },
      fault: { value, report in "right: " + figure.fault(value, right(report) ?? report) })
  }

  /// Whether it is about two channels.
  var isOfChannels: Bool { name.hasPrefix("channels.") }
}
