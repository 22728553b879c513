import CallEngine

/// A drawing of a soak over its time, as SVG: the latency of each round and the drift, and below them
/// when something happened, a row for each kind.
package struct SoakPicture {
  private let account: SoakAccount
  private let verdict: LoopbackVerdict
  private let title: String?
  private let words: Words

  /// What stands in it, and how numbers are written.
  package struct Words: Sendable {
    let latency: String
    let drift: String
    /// Before the unit of time.
    let time: String
    let days: String
    let hours: String
    let minutes: String
    let seconds: String
    let kinds: [Dropout.Kind: String]
    let xruns: String
    let numbers: LoopbackPicture.Words

    package init(
      latency: String, drift: String, time: String, days: String, hours: String, minutes: String,
      seconds: String, kinds: [Dropout.Kind: String], xruns: String, numbers: LoopbackPicture.Words
    ) {
      self.latency = latency
      self.drift = drift
      self.time = time
      self.days = days
      self.hours = hours
      self.minutes = minutes
      self.seconds = seconds
      self.kinds = kinds
      self.xruns = xruns
      self.numbers = numbers
    }

    package static let english = Words(
      latency: "latency, ms", drift: "drift, ppm", time: "time", days: "days", hours: "h",
      minutes: "min", seconds: "s", kinds: [:], xruns: "xruns", numbers: .english)
  }

  private static let left = 92.0
  private static let right = 936.0
  private static let latencyArea = 84.0...284.0
  private static let driftArea = 316.0...436.0
  private static let eventsTop = 468.0
  private static let row = 24.0
  /// More than this many columns can't be told apart.
  private static let columns = 800

  private typealias Row = (name: String, color: String, times: [Double])

  /// - Parameters:
  ///   - title: what was measured, above the drawing; `nil` for one in a text that says it.
  ///   - words: of the drawing; a title is in English.
  /// - Returns: `nil` if no round was examined.
  package init?(
    _ account: SoakAccount, verdict: LoopbackVerdict, title: String?, words: Words = .english
  ) {
    guard account.rounds.contains(where: { $0.grade != nil }) else { return nil }
    self.account = account
    self.verdict = verdict
    self.title = title
    self.words = words
  }

  package var svg: String {
    let top = title == nil ? Self.latencyArea.lowerBound - 16 : 0
    let height = eventsBottom + 56 - top
    let size = "width=\"960\" height=\"\(Self.number(height))\""
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 \(Self.number(top)) 960 "
        + "\(Self.number(height))\" \(size) font-family=\"sans-serif\" font-size=\"13\" fill=\"#444\">"
    ]
    if let title {
      lines += [
        "<title>Soak from \(title.markup)</title>",
        "<rect \(size) fill=\"#fff\"/>",
        LoopbackPicture.text(
          "Soak from \(title)", x: Self.left, y: 32, size: 18, color: "#111", bold: true),
        LoopbackPicture.text(summary, x: Self.left, y: 56),
      ]
    }
    lines += curve(
      words.latency, in: Self.latencyArea,
      [
        ("#9bbfdf", { $0.latency.map { $0.percentile95 / .milliseconds(1) } }),
        ("#2c6fae", { $0.latency.map { $0.median / .milliseconds(1) } }),
      ], least: 1)
    lines += curve(words.drift, in: Self.driftArea, [("#8e44ad", { $0.drift })], least: 2)
    lines += events
    lines.append("</svg>")
    return lines.joined(separator: "\n") + "\n"
  }

  private var summary: String {
    let counts = account.counts
    let xruns = account.rounds.reduce(0) { $0 + $1.underruns + $1.overruns }
    return [
      "verdict: \(verdict.grade.rawValue)", "\(account.rounds.count) rounds",
      "\(counts.dropouts) dropouts, \((account.lost / .seconds(1)).text(decimals: 2)) s lost",
      "\(counts.clicks) clicks", "\(xruns) xruns", "light: 95th percentile",
    ].joined(separator: " · ")
  }
}

// Time.
extension SoakPicture {
  private var length: Double {
    let last = account.rounds.last
    return max(
      1,
      account.isStopped
        ? ((last?.begins ?? .zero) + (last?.watched ?? .zero)) / .seconds(1)
        : account.plan.length / .seconds(1))
  }

  private func x(_ seconds: Double) -> Double {
    Self.left + min(1, max(0, seconds / length)) * (Self.right - Self.left)
  }

  /// The unit in which the time is written, and a round step of it.
  private var scale: (unit: String, seconds: Double, step: Double) {
    let units = [
      (words.days, 86_400.0), (words.hours, 3600), (words.minutes, 60), (words.seconds, 1),
    ]
    let (unit, seconds) = units.first { length >= 2 * $0.1 } ?? (words.seconds, 1)
    return (unit, seconds, LoopbackPicture.step(of: length / seconds, into: 12))
  }

  private func grid(_ area: ClosedRange<Double>) -> [String] {
    stride(from: 0, through: length / scale.seconds, by: scale.step).map { value in
      let place = x(value * scale.seconds)
      return LoopbackPicture.line(
        place, area.lowerBound, place, area.upperBound, color: "#d4d4d4")
    }
  }

  private var axis: [String] {
    stride(from: 0, through: length / scale.seconds, by: scale.step).map { value in
      LoopbackPicture.text(
        words.numbers.number(value, decimals: scale.step < 1 ? 1 : 0), x: x(value * scale.seconds),
        y: eventsBottom + 18, anchor: "middle")
    } + [
      LoopbackPicture.text(
        "\(words.time), \(scale.unit)", x: (Self.left + Self.right) / 2, y: eventsBottom + 40,
        anchor: "middle")
    ]
  }
}

// What the rounds measured.
extension SoakPicture {
  private func curve(
    _ name: String, in area: ClosedRange<Double>,
    _ values: [(color: String, value: (SoakAccount.Round) -> Double?)], least: Double
  ) -> [String] {
    let all = values.flatMap { account.rounds.compactMap($0.value) }
    guard let lowest = all.min(), let highest = all.max() else { return [] }
    // What hardly changes is a line in the middle.
    let middle = (lowest + highest) / 2
    let (low, high) = (min(lowest, middle - least), max(highest, middle + least))
    let step = LoopbackPicture.step(of: high - low, into: 4)
    let bottom = (low / step).rounded(.down) * step
    let top = (high / step).rounded(.up) * step
    let y = { (value: Double) in
      area.upperBound - (value - bottom) / (top - bottom) * (area.upperBound - area.lowerBound)
    }
    var lines = grid(area)
    for value in stride(from: bottom, through: top + step / 2, by: step) {
      lines.append(
        LoopbackPicture.line(Self.left, y(value), Self.right, y(value), color: "#d4d4d4"))
      lines.append(
        LoopbackPicture.text(
          words.numbers.number(value, decimals: step < 1 ? 1 : 0), x: Self.left - 8,
          y: y(value) + 4, anchor: "end"))
    }
    for (color, value) in values { lines += Self.steps(columns(of: value), y, color) }
    lines.append(Self.frame(area))
    lines.append(LoopbackPicture.upright(name, y: (area.lowerBound + area.upperBound) / 2))
    return lines
  }

  /// The rounds' values from one time to another; where there are more rounds than columns, the
  /// highest of each column.
  private func columns(
    of value: (SoakAccount.Round) -> Double?
  ) -> [(from: Double, to: Double, value: Double?)] {
    let rounds = account.rounds
    let many = max(1, (rounds.count + Self.columns - 1) / Self.columns)
    return stride(from: 0, to: rounds.count, by: many).map { first in
      let group = rounds[first..<min(first + many, rounds.count)]
      let from = rounds[first].begins / .seconds(1)
      let length = Double(group.count) * (account.plan.round / .seconds(1))
      return (x(from), x(from + length), group.compactMap(value).max())
    }
  }

  /// A line that stays on a round's value while the round lasts, and is parted where there is none.
  private static func steps(
    _ columns: [(from: Double, to: Double, value: Double?)], _ y: (Double) -> Double,
    _ color: String
  ) -> [String] {
    var pieces: [[String]] = [[]]
    for (from, to, value) in columns {
      guard let value else {
        pieces.append([])
        continue
      }
      let height = number(y(value))
      pieces[pieces.count - 1] += ["\(number(from)),\(height)", "\(number(to)),\(height)"]
    }
    return pieces.filter { !$0.isEmpty }.map { points in
      "<polyline points=\"\(points.joined(separator: " "))\" fill=\"none\" stroke=\"\(color)\" "
        + "stroke-width=\"2\" stroke-linejoin=\"round\"/>"
    }
  }
}

// What happened.
extension SoakPicture {
  private var rows: [Row] {
    let times = { (kind: Dropout.Kind) in
      account.dropouts.filter { $0.kind == kind }.map { $0.earliest / .seconds(1) }
    }
    let xruns = account.rounds.filter { $0.underruns + $0.overruns > 0 }
    let colors: [(Dropout.Kind, String)] = [
      (.silence, "#c0392b"), (.skip, "#d35400"), (.delay, "#b7950b"), (.damage, "#7b241c"),
      (.click, "#1e8449"),
    ]
    return colors.map { kind, color in
      (words.kinds[kind] ?? kind.rawValue, color, times(kind))
    } + [
      (words.xruns, "#566573", xruns.map { ($0.begins + account.plan.round / 2) / .seconds(1) })
    ]
  }

  private var eventsBottom: Double { Self.eventsTop + Double(rows.count) * Self.row }

  private var events: [String] {
    let area = Self.eventsTop...eventsBottom
    var lines = grid(area)
    for (index, row) in rows.enumerated() {
      let middle = Self.eventsTop + (Double(index) + 0.5) * Self.row
      lines.append(LoopbackPicture.text(row.name, x: Self.left - 8, y: middle + 4, anchor: "end"))
      // Those in one column look like one.
      for place in Set(row.times.map { x($0).rounded() }).sorted() {
        lines.append(
          "<line x1=\"\(Self.number(place))\" y1=\"\(Self.number(middle - 9))\" "
            + "x2=\"\(Self.number(place))\" y2=\"\(Self.number(middle + 9))\" "
            + "stroke=\"\(row.color)\" stroke-width=\"2\"/>")
      }
      if index > 0 {
        let edge = Self.eventsTop + Double(index) * Self.row
        lines.append(LoopbackPicture.line(Self.left, edge, Self.right, edge, color: "#d4d4d4"))
      }
    }
    return lines + [Self.frame(area)] + axis
  }

  private static func number(_ value: Double) -> String { value.text(decimals: 1) }

  private static func frame(_ area: ClosedRange<Double>) -> String {
    "<rect x=\"\(number(left))\" y=\"\(number(area.lowerBound))\" width=\"\(number(right - left))\" "
      + "height=\"\(number(area.upperBound - area.lowerBound))\" fill=\"none\" stroke=\"#777\"/>"
  }
}
