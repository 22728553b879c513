public import CallEngine
import Foundation

/// Hours as an option has them: `sat-wed 09:00-20:00`, with the notation of a script's `hours`.
public enum WrittenHours {
  /// What is wrong with them, in words for whoever wrote them.
  public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
  }

  /// - Parameters:
  ///   - week: days and their spans: `mon-fri 08:00-12:00 14:00-18:00`.
  ///   - zone: a name of the IANA database.
  ///   - closed: dates (`2026-12-25`, `2026-12-24/2027-01-01`, `12-25`), or files of them that end in
  ///     `.csv` or `.ics`.
  /// - Throws: `Fault`, at the first thing that is wrong.
  public static func read(
    _ week: [String], zone: String, closed: [String], name: String
  ) throws(Fault) -> OpeningHours {
    guard let place = TimeZone(identifier: zone), zone.contains("/") || zone == "UTC" else {
      throw Fault(description: "there is no time zone '\(zone)'; write it as 'Asia/Tehran' is")
    }
    var spans: [[TimeSpan]?] = Array(repeating: nil, count: Weekday.allCases.count)
    for text in week {
      let (days, own) = try days(text)
      for day in days {
        guard spans[day.place] == nil else {
          throw Fault(description: "'\(text)': there are other hours for \(day.rawValue)")
        }
        spans[day.place] = own
      }
    }
    if spans.allSatisfy({ $0 == nil }) {
      throw Fault(description: "there are no hours; write days and times: sat-wed 09:00-20:00")
    }
    var special: [SpecialDays] = []
    for text in closed { special += try dates(text, in: place) }
    return OpeningHours(
      name: name, zone: zone, week: spans.map { $0 ?? [] }, special: special)
  }

  private static func days(_ text: String) throws(Fault) -> ([Weekday], [TimeSpan]) {
    let parts = text.split(separator: " ").map(String.init)
    let spans = parts.dropFirst().flatMap { $0.split(separator: ",") }.map {
      ClockNotation.span(String($0)) ?? nil
    }
    guard let days = parts.first.flatMap(ClockNotation.weekdays), !spans.isEmpty,
      case let good = spans.compactMap(\.self), good.count == spans.count
    else {
      throw Fault(
        description: "'\(text)' aren't hours; write days and times, such as sat-wed 09:00-20:00")
    }
    for (place, span) in good.enumerated() where good[..<place].contains(where: span.overlaps) {
      throw Fault(description: "'\(text)': \(span) overlaps other hours of the day")
    }
    return (days, good)
  }

  private static func dates(_ text: String, in zone: TimeZone) throws(Fault) -> [SpecialDays] {
    if case .some(let dates?) = ClockNotation.dates(text) {
      return [SpecialDays(dates, isOpen: false)]
    }
    guard text.lowercased().hasSuffix(".csv") || text.lowercased().hasSuffix(".ics") else {
      throw Fault(
        description:
          "'\(text)' is neither a date such as 2026-12-25 nor a file ending in .csv or .ics")
    }
    let file = DateFile.read(
      text, zone: zone, isOpen: false, limits: .standard, unsaved: UnsavedTexts())
    if file.source == nil || file.findings.hasErrors {
      let first = file.findings.inOrder.first { $0.isError }
      throw Fault(description: "'\(text)' can't be read: \(first?.message ?? "it has errors")")
    }
    return file.days.map(\.value)
  }
}
