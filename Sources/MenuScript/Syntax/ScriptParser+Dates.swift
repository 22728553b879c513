import CallEngine

/// Fields that ask for a day or a time of day.
extension ScriptParser {
  mutating func date(_ node: LocatedNode, _ map: NodeReader.Map) -> FieldSyntax.Kind? {
    let layout: DateEntry.Layout? = reader.word(node, "'date'")
    let calendar: SpokenForm.DateCalendar? = map["calendar"].flatMap {
      reader.word($0, "'calendar'")
    }
    let from = map["from"].flatMap { day($0, "'from'") }
    let to = map["to"].flatMap { day($0, "'to'") }
    return layout.map { .date($0, calendar, from: from, to: to) }
  }

  /// `1971-03-05`, `today`, `+14d`, `-18y`.
  private mutating func day(_ node: LocatedNode, _ what: String) -> Located<DateEntry.Bound>? {
    guard let text = reader.text(node, what) else { return nil }
    if let bound = DateEntry.Bound(text.value) { return Located(bound, text.range) }
    reader.findings.report(
      FieldRules.BadDay(what: what, text: text.value), at: text.range,
      fixIts: FieldRules.BadDay.repaired(text.value).map { [(text.range, $0)] } ?? [])
    return nil
  }

  mutating func time(_ node: LocatedNode, _ map: NodeReader.Map) -> FieldSyntax.Kind? {
    let layout = reader.word(node, "'time'", among: [TimeEntry.layout])
    let from = map["from"].flatMap { time($0, "'from'") }
    let to = map["to"].flatMap { time($0, "'to'") }
    return layout.map { _ in .time(from: from, to: to) }
  }

  private mutating func time(_ node: LocatedNode, _ what: String) -> Located<Int>? {
    guard let text = reader.text(node, what) else { return nil }
    if let minute = TimeEntry.minute(text.value) { return Located(minute, text.range) }
    reader.findings.report(FieldRules.BadTime(what: what, text: text.value), at: text.range)
    return nil
  }
}

extension DateEntry.Bound {
  /// Reads what scripts write.
  init?(_ text: String) {
    if let day = CivilDay(text) {
      self = .day(day)
      return
    }
    let rest = text.hasPrefix("today") ? text.dropFirst("today".count) : text[...]
    if rest.isEmpty {
      self = .today(0, .days)
      return
    }
    guard let sign = rest.first, sign == "+" || sign == "-",
      let unit = rest.last.flatMap({ Unit(rawValue: String($0)) }),
      let number = DigitNumber(rest.dropFirst().dropLast()),
      rest.dropFirst().dropLast().allSatisfy(\.isASCIIDigit)
    else { return nil }
    self = .today(sign == "-" ? -number.value : number.value, unit)
  }
}
