import CallEngine
import Sound
import Telephony

// The parts of the page, in order.
extension PathPage {
  var verdict: [String] {
    let (verdict, grade) = (judged.judgement.verdict, judged.grade)
    var content = [
      "<p class=\"verdict \(grade.rawValue)\">\(Self.sign(grade)) \(words.grades[grade] ?? "")</p>",
      "<p>\(words.meanings[grade] ?? "")</p>",
    ]
    if judged.trouble != nil { content.append("<p>\(words.incomplete)</p>") }
    let faults =
      verdict.reasons.map { (grade: $0.grade, text: text(of: $0)) }
      + judged.regressions.map { (grade: .fails, text: text(of: $0)) }
    if !faults.isEmpty {
      content.append("<ul>")
      content += faults.map { fault in
        "<li><strong class=\"\(fault.grade.rawValue)\">\(words.grades[fault.grade] ?? "")</strong>: "
          + "\(fault.text)</li>"
      }
      content.append("</ul>")
    }
    let unjudged = judged.judgement.figures.filter { figure in
      judged.judgement.unjudged.contains { $0.names.contains(figure.name) }
    }
    if !unjudged.isEmpty {
      let labels = unjudged.map { words.label($0) }.joined(separator: words.listSeparator)
      content.append("<p>\(words.unmeasured): \(labels)</p>")
    }
    return section("verdict", words.verdict, content)
  }

  /// Every figure that was measured or has limits.
  var figures: [String] {
    let columns = words.columns
    let judgements = Dictionary(
      uniqueKeysWithValues: judged.judgement.figures.map { ($0.name, $0) })
    let heard = judged.report.marksHeard > 0
    let rows =
      Figure.all.compactMap { figure -> String? in
        let judgement = judgements[figure.name]
        let value = heard ? judgement?.value ?? figure.value(judged.report) : nil
        guard judgement != nil || value != nil else { return nil }
        return row(words.label(figure), figure, value, judgement)
      }
      + judged.judgement.figures.compactMap { judgement in
        guard case .band = judgement.subject else { return nil }
        return row(words.label(judgement), judgement.figure, judgement.value, judgement)
      }
    let heads = [columns.figure, columns.measured, columns.good, columns.limit, columns.grade]
    return section("figures", words.figures, table(heads, rows))
  }

  /// What each of two channels heard.
  var channels: [String] {
    guard let found = judged.report.channels else { return [] }
    let names = [
      "gain_db", "peak_dbfs", "noise_floor_dbfs", "snr_db", "distortion_percent", "digits_wrong",
    ]
    let rows = names.compactMap(Figure.named).map { figure in
      let cells = found.reports.map { report in
        let value = report.marksHeard > 0 ? figure.value(report) : nil
        let text = value.map { self.value($0, of: figure) } ?? words.unmeasured
        return "<td class=\"number\">\(text)</td>"
      }
      return "<tr><th scope=\"row\">\(words.label(figure))</th>\(cells.joined())</tr>"
    }
    let heads = [words.columns.figure, words.channels.left, words.channels.right]
    return section("channels", words.channels.title, table(heads, rows))
  }

  private func row(
    _ label: String, _ figure: Figure, _ value: Double?, _ judgement: FigureJudgement?
  ) -> String {
    let limits = judgement?.limits
    let measured = value.map { self.value($0, of: figure) } ?? words.unmeasured
    let source =
      limits?.source.map {
        " <span class=\"small\"><bdi>\(words.source($0).markup)</bdi></span>"
      } ?? ""
    let limit = (limits.map { bounds($0.usable, of: figure) } ?? "") + source
    let grade = judgement?.grade
    let spoilt = value == nil ? "" : spoilt(figure, isJudged: grade != nil)
    return "<tr><th scope=\"row\">\(label)</th><td class=\"number\">\(measured)</td>"
      + "<td class=\"number\">\(limits.map { bounds($0.good, of: figure) } ?? "")</td>"
      + "<td>\(limit)</td><td class=\"grade \(grade?.rawValue ?? "")\">"
      + (grade.map { "\(Self.sign($0)) \(words.grades[$0] ?? "")" } ?? "") + spoilt + "</td></tr>"
  }

  /// What is in the sound that a figure is measured by, and that it isn't judged for it.
  private func spoilt(_ figure: Figure, isJudged: Bool) -> String {
    var names: [String] = []
    for dropout in figure.spoilers(in: judged.report) {
      let name = words.dropouts.kinds[dropout.kind] ?? dropout.kind.rawValue
      if !names.contains(name) { names.append(name) }
    }
    if names.isEmpty { return "" }
    let isSpoilt = !isJudged && figure.isSpoilt(in: judged.report)
    let text = isSpoilt ? words.dropouts.spoilt : words.dropouts.touched
    return " <span class=\"small\">\(text) \(names.joined(separator: words.listSeparator))</span>"
  }

  var baseline: [String] {
    guard let baseline = judged.baseline else { return [] }
    let file = "<bdi>\(baseline.file.markup)</bdi>"
    let unknown = baseline.uncompared.compactMap { Figure.named($0.figure).map(words.label) }
    let rest =
      unknown.isEmpty
      ? []
      : ["<p>\(words.uncompared): \(unknown.joined(separator: words.listSeparator)).</p>"]
    guard !baseline.changes.isEmpty else {
      return section("baseline", words.baseline, ["<p>\(words.unchanged) \(file).</p>"] + rest)
    }
    let rows = baseline.changes.map { change in
      let figure = change.figure
      let kind =
        !change.isRegression
        ? words.change.better
        : figure.sense == .sameIsGood ? words.change.other : words.change.worse
      let now = change.now.map { value($0, of: figure) } ?? words.unmeasured
      return "<tr><th scope=\"row\">\(words.label(figure))</th>"
        + "<td class=\"number\">\(value(change.before, of: figure))</td>"
        + "<td class=\"number\">\(now)</td>"
        + "<td class=\"number\">"
        + "\(quantity(words.number(change.tolerance.shortText), words.unit(figure.unit)))</td>"
        + "<td class=\"grade \(change.isRegression ? "fails" : "good")\">\(kind)</td></tr>"
    }
    let columns = words.change
    let heads = [
      words.columns.figure, columns.before, columns.now, columns.tolerance, columns.kind,
    ]
    return section(
      "baseline", words.baseline, ["<p>\(words.changed) \(file):</p>"] + table(heads, rows) + rest)
  }

  var setup: [String] {
    let (report, path, names) = (judged.report, judged.path, words.setup)
    var rows = [
      (report.isFromFile ? names.sentFile : names.output, "<bdi>\(output)</bdi>"),
      (report.isFromFile ? names.heardFile : names.input, "<bdi>\(path.input.markup)</bdi>"),
      (names.command, "<bdi dir=\"ltr\">\(path.command.markup)</bdi>"),
      (names.rate, quantity(words.number("\(report.sampleRate)"), words.unit(.hertz))),
      (
        names.length,
        quantity(words.number(report.duration / .seconds(1), decimals: 1), names.seconds)
      ),
      (names.sent, quantity(words.number(report.levelSent, decimals: 1), "dBFS")),
    ]
    if let heard = report.levelHeard {
      rows.append((names.heard, quantity(words.number(heard, decimals: 1), "dBFS")))
    }
    if let missing = report.missing {
      let seconds = { (time: Duration) in
        quantity(words.number(time / .seconds(1), decimals: 2), names.seconds)
      }
      if missing.beginning > .zero { rows.append((names.beginsLate, seconds(missing.beginning))) }
      if let end = missing.endsAt { rows.append((names.endsEarly, seconds(end))) }
    }
    rows += [
      (names.marks, quantity(words.number("\(report.marksHeard) / \(report.marksSent)"), "")),
      (names.digitsSent, digits(report.digitsSent.map(\.character))),
      (names.digitsHeard, digits(report.digitsHeard.map(\.character))),
    ]
    if let playback = report.playbackDelay, let capture = report.captureDelay {
      let delays = [playback, capture].map { words.number($0 / .milliseconds(1), decimals: 1) }
      rows.append(
        (names.delays, quantity(delays.joined(separator: " / "), words.unit(.milliseconds))))
    }
    rows += [
      (names.profile, "<bdi>\(judged.judgement.profile.name.markup)</bdi>"),
      (names.date, moment),
      (names.version, "<bdi>gooya \(MeasuredPath.version)</bdi>"),
    ]
    let lines = rows.map { "<tr><th scope=\"row\">\($0)</th><td>\($1)</td></tr>" }
    return section(
      "setup", names.title, ["<table class=\"setup\"><tbody>"] + lines + ["</tbody></table>"])
  }
}

// The pieces of it.
extension PathPage {
  func table(_ heads: [String], _ rows: [String]) -> [String] {
    let head = heads.map { "<th scope=\"col\">\($0)</th>" }.joined()
    return ["<table>", "<thead><tr>\(head)</tr></thead>", "<tbody>"] + rows + ["</tbody></table>"]
  }

  /// Whether it is good, for those who don't see colours.
  private static func sign(_ grade: LoopbackVerdict.Grade) -> String {
    switch grade {
    case .good: "✓"
    case .usable: "!"
    case .fails: "✗"
    }
  }

  private func digits(_ characters: [Character]) -> String {
    "<bdi dir=\"ltr\">\(characters.isEmpty ? "–" : String(characters))</bdi>"
  }

  /// A number, which runs from left to right, and its unit in the text's direction.
  func quantity(_ number: String, _ unit: String) -> String {
    let text = "<bdi dir=\"ltr\">\(number)</bdi>"
    return unit.isEmpty ? text : "\(text)\u{A0}<bdi>\(unit)</bdi>"
  }

  func value(_ value: Double, of figure: Figure) -> String {
    if value == figure.absent { return words.none }
    if ["clipped", "channels.swapped", "channels.mono", "channels.inverted"].contains(figure.name) {
      return value > 0 ? words.yes : words.no
    }
    return quantity(words.number(value, decimals: figure.decimals), words.unit(figure.unit))
  }

  private func bounds(_ bounds: FigureLimits.Bounds, of figure: Figure) -> String {
    let quantity = { (text: String) in self.quantity(words.number(text), words.unit(figure.unit)) }
    switch (bounds.least, bounds.greatest) {
    case (nil, nil): return ""
    case (nil, 0?) where figure.sense == .lowIsGood: return words.none
    case (nil, let greatest?): return words.upTo(quantity(greatest.shortText))
    case (let least?, nil): return words.from(quantity(least.shortText))
    case (let least?, let greatest?) where least == -greatest:
      return quantity("±\(greatest.shortText)")
    case (let least?, let greatest?):
      return words.between(
        self.quantity(words.number(least.shortText), ""), quantity(greatest.shortText))
    }
  }

  /// What is wrong, in the page's language.
  private func text(of reason: LoopbackVerdict.Reason) -> String {
    guard let nothingHeard = words.nothingHeard else { return reason.text.markup }
    guard let judgement = judged.judgement.figures.first(where: { $0.name == reason.figure }) else {
      if judged.report.channels?.isDifference == true { return nothingHeard.difference }
      return judged.report.isSilent ? nothingHeard.silent : nothingHeard.unknown
    }
    let (figure, limits) = (judgement.figure, judgement.limits)
    let measured = judgement.value.map { value($0, of: figure) } ?? words.unmeasured
    let columns = words.columns
    let both = [(columns.good, limits.good), (columns.limit, limits.usable)]
    let parts = (limits.good == limits.usable ? Array(both.suffix(1)) : both)
      .map { ($0, bounds($1, of: figure)) }.filter { !$0.1.isEmpty }.map { "\($0): \($1)" }
    return (["\(words.label(judgement)): \(measured)"] + parts)
      .joined(separator: words.listSeparator)
  }

  private func text(of change: Baseline.Change) -> String {
    let now = change.now.map { value($0, of: change.figure) } ?? words.unmeasured
    return "\(words.label(change.figure)): \(now) "
      + "(\(words.change.before): \(value(change.before, of: change.figure)))"
  }
}
