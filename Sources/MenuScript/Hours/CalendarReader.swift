import CallEngine
import Foundation

/// Reads the events of an iCalendar file (RFC 5545) as days.
struct CalendarReader {
  private(set) var findings: Findings
  private(set) var days: [Located<SpecialDays>] = []

  private let lines: [CalendarLine]
  private let zone: TimeZone?
  /// The components that are open, outermost first.
  private var components: [String] = []
  private var event: CalendarEvent?

  /// - Parameter zone: where the hours are; events of other zones are told by its clock.
  init(_ source: SourceText, zone: TimeZone?, findings: Findings) {
    self.zone = zone
    self.findings = findings
    lines = CalendarLine.all(in: source)
  }

  mutating func read() {
    guard lines.first?.name == "BEGIN", lines[0].value.uppercased() == "VCALENDAR" else {
      return findings.report(
        HoursRules.BadCalendar(reason: "a calendar begins with 'BEGIN:VCALENDAR'"),
        at: lines.first?.range ?? .top)
    }
    for line in lines where !findings.isFull(of: .error) { take(line) }
    if let open = components.last {
      findings.report(
        HoursRules.BadCalendar(reason: "\(quoted(open)) has no end"),
        at: lines.last?.range ?? .top)
    }
  }

  private mutating func take(_ line: CalendarLine) {
    switch line.name {
    case "BEGIN": begin(line)
    case "END": end(line)
    default:
      guard components.last == "VEVENT" else { return }
      if line.name.isEmpty {
        return findings.report(
          HoursRules.BadCalendar(reason: "a line is a name, a colon and a value"), at: line.range)
      }
      event?.take(line)
    }
  }

  private mutating func begin(_ line: CalendarLine) {
    let name = line.value.uppercased()
    if components.count == 1 {
      switch name {
      case "VEVENT": event = CalendarEvent(line.range)
      case "VTIMEZONE": break
      default:
        findings.report(HoursRules.UnusedInCalendar(component: name), at: line.range)
      }
    }
    components.append(name)
  }

  private mutating func end(_ line: CalendarLine) {
    guard components.last == line.value.uppercased() else {
      let open = components.last.map { "\(quoted($0)) is open" } ?? "nothing is open"
      return findings.report(
        HoursRules.BadCalendar(reason: "\(quoted(line.value)) ends here, but \(open)"),
        at: line.range)
    }
    if components.removeLast() == "VEVENT", let event {
      self.event = nil
      if let special = event.days(zone: zone, findings: &findings) {
        days.append(Located(special, event.range))
      }
    }
  }
}

/// A line of a calendar, unfolded: `DTSTART;VALUE=DATE:20261225`.
struct CalendarLine: Sendable {
  /// In capitals; empty if the line has no colon.
  let name: String
  let parameters: [String: String]
  let value: String
  let range: TextRange

  static func all(in source: SourceText) -> [CalendarLine] {
    let lines = source.text.replacing("\r\n", with: "\n").split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r" })
    var all: [CalendarLine] = []
    var text = ""
    var number = 0
    func close() {
      if !text.allSatisfy(\.isWhitespace) { all.append(CalendarLine(text, on: number)) }
    }
    for (place, line) in lines.enumerated() {
      if let first = line.first, first == " " || first == "\t" {
        text += line.dropFirst()
      } else {
        close()
        text = String(line)
        number = place + 1
      }
    }
    close()
    return all
  }

  private init(_ text: String, on number: Int) {
    let length = text.unicodeScalars.count
    range = TextRange(
      TextPosition(line: number, column: 1), TextPosition(line: number, column: length + 1))
    guard let colon = Self.colon(in: text) else {
      (name, parameters, value) = ("", [:], text)
      return
    }
    let head = text[..<colon].split(separator: ";").map(String.init)
    name = head.first?.uppercased() ?? ""
    parameters = Dictionary(
      head.dropFirst().compactMap { part in
        let sides = part.split(separator: "=", maxSplits: 1)
        guard sides.count == 2 else { return nil }
        return (sides[0].uppercased(), sides[1].trimmingCharacters(in: ["\""]))
      }, uniquingKeysWith: { first, _ in first })
    value = String(text[text.index(after: colon)...])
  }

  /// The colon before the value: not one in a quoted parameter.
  private static func colon(in text: String) -> String.Index? {
    var isQuoted = false
    return text.indices.first { index in
      if text[index] == "\"" { isQuoted.toggle() }
      return text[index] == ":" && !isQuoted
    }
  }

  /// The value as people read it.
  var text: String {
    var text = ""
    var isEscaped = false
    for character in value {
      if isEscaped {
        text.append(character == "n" || character == "N" ? " " : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        text.append(character)
      }
    }
    return text.trimmingCharacters(in: .whitespaces)
  }
}
