import CallEngine
import Files
import Foundation

/// A file of special days, named in `hours`: rows (`.csv`) or a calendar (`.ics`).
struct DateFile: Sendable {
  var findings: Findings
  /// In the order of the file.
  private(set) var days: [Located<SpecialDays>] = []
  /// `nil` if it can't be read.
  private(set) var source: SourceText?

  private let isOpen: Bool

  /// - Parameters:
  ///   - zone: where the hours are, for a calendar's times of other places.
  ///   - isOpen: whether it is named under `open`.
  static func read(
    _ path: String, zone: TimeZone?, isOpen: Bool, limits: ReadingLimits, unsaved: UnsavedTexts
  ) -> DateFile {
    var file = DateFile(findings: Findings(file: path), isOpen: isOpen)
    let source = SourceText.read(path, limits: limits, unsaved: unsaved, findings: &file.findings)
    guard let source else { return file }
    file.parse(source, zone)
    return file
  }

  static func parse(_ source: SourceText, zone: TimeZone? = nil, isOpen: Bool = false) -> DateFile {
    var file = DateFile(findings: Findings(file: source.file), isOpen: isOpen)
    file.parse(source, zone)
    return file
  }

  private init(findings: Findings, isOpen: Bool) {
    self.findings = findings
    self.isOpen = isOpen
  }

  private mutating func parse(_ source: SourceText, _ zone: TimeZone?) {
    self.source = source
    if Self.isCalendar(source.file) {
      var calendar = CalendarReader(source, zone: zone, findings: findings)
      calendar.read()
      findings = calendar.findings
      for event in calendar.days { add(event.value, event.range) }
    } else {
      parseRows(source)
    }
    if days.isEmpty, !findings.hasErrors {
      findings.report(ValueRules.Empty(what: quoted(source.file)), at: .top)
    }
  }

  static func isCalendar(_ name: String) -> Bool { name.lowercased().hasSuffix(".ics") }

  private mutating func add(_ special: SpecialDays, _ range: TextRange) {
    guard days.count < ScriptLimits.dates else {
      if days.count == ScriptLimits.dates {
        findings.report(
          ValueRules.TooMany(what: quoted(findings.file), limit: ScriptLimits.dates), at: range)
      }
      return
    }
    if isOpen, special.spans.isEmpty {
      findings.report(HoursRules.OpenWithoutSpans(date: special.dates.text), at: range)
      return
    }
    days.append(
      Located(
        SpecialDays(special.dates, isOpen: isOpen, spans: special.spans, name: special.name), range)
    )
  }

  // MARK: Rows

  private enum Column { case date, spans, name }

  private mutating func parseRows(_ source: SourceText) {
    var columns: [Column]?
    do {
      var reader = CSVReader(ByteSource(path: source.file, bytes: Array(source.text.utf8)))
      while let row = try reader.next(), !findings.isFull(of: .error) {
        let fields = row.fields.map { $0.trimmingCharacters(in: .whitespaces) }
        if columns == nil, let named = Self.header(fields) {
          columns = named
        } else {
          columns = columns ?? [.date, .spans, .name]
          parse(fields, columns ?? [], source, row.line)
        }
      }
    } catch CSVFault.syntax(let line, let reason) {
      findings.report(HoursRules.BadRow(reason: reason), at: Self.range(of: line, in: source))
    } catch {
      findings.report(HoursRules.BadRow(reason: "the file can't be read"), at: .top)
    }
  }

  /// The columns that a first row names.
  private static func header(_ fields: [String]) -> [Column]? {
    let columns = fields.compactMap { field -> Column? in
      switch field.lowercased() {
      case "date", "day": .date
      case "spans", "hours", "times": .spans
      case "name", "holiday", "reason": .name
      default: nil
      }
    }
    return columns.count == fields.count && columns.contains(.date) ? columns : nil
  }

  private mutating func parse(
    _ fields: [String], _ columns: [Column], _ source: SourceText, _ line: Int
  ) {
    let row = Self.range(of: line, in: source)
    guard let place = columns.firstIndex(of: .date), fields.indices.contains(place),
      fields.count <= columns.count
    else {
      let reason = "this has \(fields.count) fields"
      return findings.report(HoursRules.BadRow(reason: reason), at: row)
    }
    let date = Located(fields[place], Self.range(of: fields[place], on: line, in: source))
    guard let dates = findings.dates(date) else { return }
    var spans: [TimeSpan] = []
    var name: String?
    for (field, column) in zip(fields, columns) where !field.isEmpty {
      // A name may stand right after the date.
      let isName = column == .name || column == .spans && !field.contains(where: \.isNumber)
      if column == .date { continue }
      if isName {
        name = field
      } else if let read = self.spans(field, Self.range(of: field, on: line, in: source)) {
        spans = read
      } else {
        return
      }
    }
    add(SpecialDays(dates, isOpen: isOpen, spans: spans, name: name), row)
  }

  private mutating func spans(_ field: String, _ range: TextRange) -> [TimeSpan]? {
    let parts = field.split { " ,;".contains($0) }.map(String.init)
    let spans = parts.compactMap { part in
      findings.span(Located(part, range)).map { Located($0, range) }
    }
    guard spans.count == parts.count else { return nil }
    findings.reportOverlaps(among: spans)
    return spans.map(\.value)
  }

  private static func range(of line: Int, in source: SourceText) -> TextRange {
    let length = source.line(line).unicodeScalars.count
    return TextRange(
      TextPosition(line: line, column: 1), TextPosition(line: line, column: length + 1))
  }

  /// The place of a field, if it stands in its line as it is read.
  private static func range(of field: String, on line: Int, in source: SourceText) -> TextRange {
    let text = source.line(line)
    guard !field.isEmpty, let found = text.range(of: field) else {
      return range(of: line, in: source)
    }
    let start = text[..<found.lowerBound].unicodeScalars.count + 1
    return TextRange(
      TextPosition(line: line, column: start),
      TextPosition(line: line, column: start + field.unicodeScalars.count))
  }
}

extension SpecialDays.Dates {
  /// The first of them, for a message.
  var text: String {
    switch self {
    case .days(let first, 1): first.description
    case .days(let first, let count): "\(first)/\(first.advanced(by: count - 1))"
    case .yearly(let days):
      switch days.day {
      case .number(let day):
        "\(CivilDay(year: 2024, month: days.month, day: day)?.description.dropFirst(5) ?? "")"
      case .weekday(let weekday, let place):
        "the \(weekday.rawValue) \(place) of month \(days.month)"
      }
    }
  }
}
