import CallEngine

extension ScriptParser {
  static let hoursKeys = ["zone", "closed", "open"]

  /// Days that are often written together, for suggestions.
  private static let usualDays = [
    "mon-fri", "mon-thu", "mon-sat", "mon-sun", "sat-sun", "sat-wed", "sat-thu", "sun-thu",
  ]

  mutating func hours(_ node: LocatedNode, into script: inout ScriptSyntax) {
    guard let map = reader.map(node, "'hours'") else {
      script.hasAllHours = false
      return
    }
    script.hasAllHours = script.hasAllHours && map.isWhole
    let limit = ScriptLimits.hours
    if map.entries.count > limit {
      reader.findings.report(
        ValueRules.TooMany(what: "'hours'", limit: limit), at: map.entries[limit].key.range)
      script.hasAllHours = false
    }
    script.hours = map.entries.prefix(limit).map { entry in
      _ = reader.isName(entry.key, of: "set of hours")
      return hours(entry)
    }
  }

  private mutating func hours(_ entry: NodeReader.Map.Entry) -> HoursSyntax {
    var hours = HoursSyntax(name: entry.key)
    let place = "hours \(quoted(entry.key.value))"
    guard let map = reader.map(entry.value, place) else {
      hours.isWhole = false
      return hours
    }
    hours.isWhole = map.isWhole
    hours.zone = reader.required("zone", in: map).flatMap { reader.text($0, "'zone'") }
    for entry in map.entries where !Self.hoursKeys.contains(entry.key.value) {
      if let days = days(entry) { hours.days.append(days) } else { hours.isWhole = false }
    }
    for key in ["closed", "open"] {
      if let node = map[key] { dates(node, key, into: &hours) }
    }
    return hours
  }

  private mutating func days(_ entry: NodeReader.Map.Entry) -> HoursSyntax.Days? {
    guard let weekdays = ClockNotation.weekdays(entry.key.value) else {
      let meant =
        ClockNotation.meantWeekdays(entry.key.value)
        ?? reader.findings.suggestion(
          for: entry.key.value,
          among: Self.hoursKeys + Weekday.allCases.map(\.rawValue) + Self.usualDays)
      reader.findings.report(
        HoursRules.BadDays(text: entry.key.value, suggestion: meant), at: entry.key.range,
        fixIts: meant.map { [(entry.key.range, $0)] } ?? [])
      return nil
    }
    return spans(entry.value, quoted(entry.key.value)).map {
      HoursSyntax.Days(key: entry.key, weekdays: weekdays, spans: $0)
    }
  }

  /// A span, or a list of them, which may be empty.
  private mutating func spans(_ node: LocatedNode, _ what: String) -> [Located<TimeSpan>]? {
    guard node.scalar == nil else {
      return reader.text(node, what).flatMap { span($0) }.map { [$0] }
    }
    guard let items = reader.list(node, what) else { return nil }
    var spans: [Located<TimeSpan>] = []
    for item in items {
      guard let text = reader.text(item, "a span"), let span = span(text) else { continue }
      spans.append(span)
    }
    return spans.count == items.count ? spans : nil
  }

  private mutating func span(_ text: Located<String>) -> Located<TimeSpan>? {
    reader.findings.span(text, quoting: true).map { Located($0, text.range) }
  }

  // MARK: Dates

  /// What is under `closed` or `open`: a file, or a list of files and dates; with their spans as a
  /// map.
  private mutating func dates(
    _ node: LocatedNode, _ key: String, into hours: inout HoursSyntax
  ) {
    let isOpen = key == "open"
    switch node.content {
    case .scalar: date(node, quoted(key), isOpen: isOpen, into: &hours)
    case .mapping: spansByDate(node, quoted(key), isOpen: isOpen, into: &hours)
    case .sequence(let items):
      if items.count > ScriptLimits.dates {
        reader.findings.report(
          ValueRules.TooMany(what: quoted(key), limit: ScriptLimits.dates),
          at: items[ScriptLimits.dates].range)
        hours.isWhole = false
      }
      for item in items.prefix(ScriptLimits.dates) {
        if case .mapping = item.content {
          spansByDate(item, "a date under \(quoted(key))", isOpen: isOpen, into: &hours)
        } else {
          date(item, "a date under \(quoted(key))", isOpen: isOpen, into: &hours)
        }
      }
    }
  }

  /// A date or a file.
  private mutating func date(
    _ node: LocatedNode, _ what: String, isOpen: Bool, into hours: inout HoursSyntax
  ) {
    guard let text = reader.text(node, what) else {
      hours.isWhole = false
      return
    }
    let ending = text.value.lowercased().split(separator: ".").last.map(String.init) ?? ""
    let isFile =
      text.value.contains("/") && ClockNotation.dates(text.value) == nil
      || ending.contains(where: \.isLetter) && text.value.contains(".")
    if isFile {
      hours.files.append(HoursSyntax.File(name: text, isOpen: isOpen))
      return
    }
    guard let dates = reader.findings.dates(text, quoting: true) else {
      hours.isWhole = false
      return
    }
    if isOpen {
      reader.findings.report(HoursRules.OpenWithoutSpans(date: text.value), at: text.range)
      hours.isWhole = false
      return
    }
    hours.special.append(Located(SpecialDays(dates, isOpen: false), text.range))
  }

  /// `{ "2026-12-27": ["10:00-14:00"] }`
  private mutating func spansByDate(
    _ node: LocatedNode, _ what: String, isOpen: Bool, into hours: inout HoursSyntax
  ) {
    guard let map = reader.map(node, what) else {
      hours.isWhole = false
      return
    }
    hours.isWhole = hours.isWhole && map.isWhole
    for entry in map.entries {
      let dates = reader.findings.dates(entry.key, quoting: true)
      let spans = spans(entry.value, quoted(entry.key.value))
      guard let dates, let spans else {
        hours.isWhole = false
        continue
      }
      if isOpen && spans.isEmpty {
        reader.findings.report(
          HoursRules.OpenWithoutSpans(date: entry.key.value), at: entry.key.range)
        hours.isWhole = false
        continue
      }
      let special = SpecialDays(dates, isOpen: isOpen, spans: spans.map(\.value))
      hours.special.append(Located(special, entry.key.range))
      reader.findings.reportOverlaps(among: spans)
    }
  }
}

extension Findings {
  /// A span of time; reported if it is none.
  ///
  /// - Parameter quoting: whether a correction is written in quotes.
  mutating func span(_ text: Located<String>, quoting: Bool = false) -> TimeSpan? {
    switch ClockNotation.span(text.value) {
    case .some(let span?):
      if span.end - span.start >= HoursRules.LongNight.longest,
        span.end > TimeSpan.minutesOfDay
      {
        report(HoursRules.LongNight(span: span), at: text.range)
      }
      return span
    case .some(nil):
      report(HoursRules.EmptySpan(text: text.value), at: text.range)
    case nil:
      let meant = ClockNotation.meantSpan(text.value)
      report(
        HoursRules.BadSpan(text: text.value, suggestion: meant), at: text.range,
        fixIts: meant.map { [(text.range, quoting ? "\"\($0)\"" : $0)] } ?? [])
    }
    return nil
  }

  /// Days; reported if they are none.
  mutating func dates(_ text: Located<String>, quoting: Bool = false) -> SpecialDays.Dates? {
    switch ClockNotation.dates(text.value) {
    case .some(let dates?): return dates
    case .some(nil): report(HoursRules.BackwardDates(text: text.value), at: text.range)
    case nil:
      let meant = ClockNotation.meantDate(text.value)
      report(
        HoursRules.BadDate(text: text.value, suggestion: meant), at: text.range,
        fixIts: meant.map { [(text.range, quoting ? "\"\($0)\"" : $0)] } ?? [])
    }
    return nil
  }

  /// Spans of one day that overlap.
  mutating func reportOverlaps(among spans: [Located<TimeSpan>]) {
    for (place, span) in spans.enumerated() {
      guard let first = spans[..<place].first(where: { $0.value.overlaps(span.value) }) else {
        continue
      }
      report(
        HoursRules.Overlap(span: "\(span.value)", other: "\(first.value)", day: nil),
        at: span.range, notes: [note("it overlaps this", at: first.range)])
    }
  }
}
