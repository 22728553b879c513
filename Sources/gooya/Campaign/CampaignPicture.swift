import CallEngine
import Foundation
import Lines

/// A campaign's attempts by the hour of the day and their outcome, as columns.
struct CampaignPicture {
  private let name: String
  private let subtitle: String
  private let columns: [(hour: Int, counts: [CampaignOutcome: Int])]

  private static let size = (width: 800, height: 420)
  private static let plot = (left: 64.0, top: 84.0, right: 600.0, bottom: 372.0)
  private static let fonts = "system-ui, 'DejaVu Sans', Verdana, sans-serif"

  /// From the bottom of a column to its top: what was of use, then what was not. Each colour is
  /// distinct on white and on black, also to the colour-blind.
  private static let colours: [(CampaignOutcome, light: String, dark: String)] = [
    (.answered, "#1B7F5C", "#37B386"), (.hungUp, "#7CC4A4", "#8FD9B6"),
    (.notTold, "#7A4B2A", "#B98457"), (.machine, "#3F6FB5", "#6C9BE0"),
    (.noAnswer, "#E0A526", "#E8B84A"), (.busy, "#C9552F", "#E3754F"),
    (.rejected, "#7B2D26", "#C2766B"), (.unreachable, "#7A7F87", "#8F959E"),
    (.noSuchNumber, "#4A5058", "#636B75"), (.congestion, "#B9BEC6", "#C9CFD8"),
    (.interrupted, "#B0347F", "#D65FA3"),
  ]

  init(of campaign: Campaign, _ report: CampaignReport) {
    name = campaign.name
    let days = [report.firstAttempt, report.lastAttempt].compactMap { date in
      date.map { campaign.policy.moment($0).wall.day.description }
    }
    let span =
      days.count < 2 ? "" : days[0] == days[1] ? ", \(days[0])" : ", \(days[0]) to \(days[1])"
    subtitle =
      "\(Self.number(report.attemptCount)) attempts to reach \(Self.number(report.debtorCount)) debtors"
      + "\(span), by hour in \(campaign.plan.hours.zone)"
    let hours = report.hours.keys.sorted()
    columns =
      hours.isEmpty
      ? []
      : (hours[0]...hours[hours.count - 1]).map {
        ($0, report.hours[$0] ?? [:])
      }
  }

  var svg: VisibleText {
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Self.size.width) \(Self.size.height)\""
        + " width=\"\(Self.size.width)\" height=\"\(Self.size.height)\" role=\"img\">",
      "<title>\(Self.escaped(name)): attempts by hour and outcome</title>",
      "<style>",
      style(\.light, back: "#FFFFFF", ink: "#1D2126", faint: "#5B626B", rule: "#DDE1E6"),
      "@media (prefers-color-scheme: dark) {",
      style(\.dark, back: "#15181C", ink: "#ECEFF3", faint: "#A2AAB4", rule: "#333A42"),
      "}",
      "</style>",
      "<rect class=\"back\" width=\"100%\" height=\"100%\"/>",
      "<text class=\"head\" x=\"24\" y=\"36\">\(Self.escaped(name))</text>",
      "<text class=\"faint\" x=\"24\" y=\"58\">\(Self.escaped(subtitle))</text>",
    ]
    lines += axis + bars + legend
    lines.append("</svg>")
    return VisibleText(lines: lines.joined(separator: "\n") + "\n")
  }

  private func style(
    _ colour: (((CampaignOutcome, light: String, dark: String)) -> String), back: String,
    ink: String, faint: String, rule: String
  ) -> String {
    let fills = Self.colours.map { ".\($0.0.rawValue) { fill: \(colour($0)); }" }
    return """
      .back { fill: \(back); }
      text { fill: \(ink); font: 12px \(Self.fonts); }
      .head { font-size: 18px; font-weight: 600; }
      .faint { fill: \(faint); }
      .rule { stroke: \(rule); stroke-width: 1; }
      .gap { stroke: \(back); stroke-width: 1; }
      \(fills.joined(separator: "\n"))
      """
  }

  // MARK: Parts

  /// The largest number on the axis, and the distance of its marks.
  private var scale: (top: Int, step: Int) {
    let most = max(1, columns.map { $0.counts.values.reduce(0, +) }.max() ?? 1)
    // 1, 2, 5, 10, 20 …
    let power = (0...18).reduce(1) { power, _ in most > 50 * power ? power * 10 : power }
    let step = [1, 2, 5, 10].map { $0 * power }.first { most <= 5 * $0 } ?? 10 * power
    return ((most + step - 1) / step * step, step)
  }

  private func y(_ count: Int) -> Double {
    let plot = Self.plot
    return plot.bottom - (plot.bottom - plot.top) * Double(count) / Double(scale.top)
  }

  private var axis: [String] {
    let plot = Self.plot
    return stride(from: 0, through: scale.top, by: scale.step).flatMap { count in
      [
        "<line class=\"rule\" x1=\"\(plot.left)\" x2=\"\(plot.right)\" y1=\"\(Self.text(y(count)))\""
          + " y2=\"\(Self.text(y(count)))\"/>",
        "<text class=\"faint\" x=\"\(plot.left - 8)\" y=\"\(Self.text(y(count) + 4))\""
          + " text-anchor=\"end\">\(Self.number(count))</text>",
      ]
    }
  }

  private var bars: [String] {
    let plot = Self.plot
    let slot = (plot.right - plot.left) / Double(max(columns.count, 6))
    return columns.enumerated().flatMap { place, column -> [String] in
      let left = plot.left + slot * (Double(place) + 0.14)
      let middle = plot.left + slot * (Double(place) + 0.5)
      var count = 0
      var parts: [String] = []
      for (outcome, _, _) in Self.colours {
        guard let own = column.counts[outcome], own > 0 else { continue }
        let bottom = y(count)
        count += own
        parts.append(
          "<rect class=\"\(outcome.rawValue)\(bottom - y(count) > 3 ? " gap" : "")\" x=\"\(Self.text(left))\" y=\"\(Self.text(y(count)))\""
            + " width=\"\(Self.text(slot * 0.72))\" height=\"\(Self.text(bottom - y(count)))\">"
            + "<title>\(column.hour):00, \(outcome.words): \(Self.number(own))</title></rect>")
      }
      parts.append(
        "<text class=\"faint\" x=\"\(Self.text(middle))\" y=\"\(Self.text(plot.bottom + 18))\""
          + " text-anchor=\"middle\">\(column.hour)</text>")
      return parts
    }
  }

  /// In the order of the columns, seen from above.
  private var legend: [String] {
    let sums = Self.colours.map { outcome, _, _ in
      (outcome, columns.reduce(0) { $0 + ($1.counts[outcome] ?? 0) })
    }.filter { $0.1 > 0 }
    return sums.reversed().enumerated().flatMap { place, sum in
      let y = Self.plot.top + 8 + 24 * Double(place)
      return [
        "<rect class=\"\(sum.0.rawValue)\" x=\"624\" y=\"\(Self.text(y))\" width=\"12\" height=\"12\" rx=\"2\"/>",
        "<text x=\"644\" y=\"\(Self.text(y + 10.5))\">\(sum.0.words)</text>",
        "<text class=\"faint\" x=\"776\" y=\"\(Self.text(y + 10.5))\" text-anchor=\"end\">\(Self.number(sum.1))</text>",
      ]
    }
  }

  // MARK: Texts

  private static func text(_ number: Double) -> String { String(format: "%.1f", number) }

  /// With thin blanks between groups of three digits.
  private static func number(_ count: Int) -> String {
    var groups: [Substring] = []
    var rest = String(count)[...]
    while rest.count > 3 {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return ([rest] + groups).joined(separator: "\u{202F}")
  }

  private static func escaped(_ text: String) -> String {
    text.visible.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;")
  }
}
