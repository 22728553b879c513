import CallEngine
import Foundation
import Testing

@testable import Lines

struct DeclaredHoursTests {
  private static func spans(_ spans: (Int, Int)...) -> [TimeSpan] {
    spans.map { TimeSpan($0.0, $0.1) }
  }

  private static func day(_ text: String) -> CivilDay {
    guard let day = CivilDay(text) else { preconditionFailure("no day \(text)") }
    return day
  }

  /// Open 8 to 12 and 14 to 18 on working days, on Saturday from 9 to 12, on Friday night from 22
  /// to 2; Christmas and a staff meeting are exceptions.
  private static func surgery(in zone: String) -> OpeningHours {
    let workday = spans((480, 720), (840, 1080))
    let friday = workday + spans((1320, 1560))
    return OpeningHours(
      name: "surgery", zone: zone,
      week: [workday, workday, workday, workday, friday, spans((540, 720)), []],
      special: [
        SpecialDays(.days(from: day("2026-12-24"), count: 3), isOpen: false, name: "Christmas"),
        SpecialDays(
          .days(from: day("2026-03-05"), count: 1), isOpen: false, spans: spans((600, 660))),
        SpecialDays(
          .days(from: day("2026-03-08"), count: 1), isOpen: true, spans: spans((600, 720))),
        SpecialDays(.yearly(YearlyDays(month: 1, day: .number(1))), isOpen: false),
        // From Thursday 16:00 to Saturday 10:00.
        SpecialDays(
          .days(from: day("2026-07-02"), count: 1), isOpen: false, spans: spans((960, 3480))),
      ])
  }

  private func isOpen(_ hours: OpeningHours, at text: String) throws -> Bool {
    let moment = try #require(Moment(text))
    let program = MenuProgram(
      title: "", digest: "", languages: [.english],
      states: [
        MenuState(
          name: "bye", location: SourceLocation(file: "", line: 1, column: 1),
          kind: .hangUp(HangUp(PromptSequence([], languages: [.english]))))
      ], start: StateID(index: 0), hours: [hours])
    let declared = DeclaredHours(of: program, otherwise: .gmt)
    let request = ServiceRequest(service: "hours:surgery", input: [])
    #expect(declared.answer(ServiceRequest(service: "a.b", input: []), at: moment.date) == nil)
    return try #require(declared.answer(request, at: moment.date)).reply.outcome == "open"
  }

  @Test(arguments: [
    // A week, at its edges.
    ("Europe/Berlin", "2026-03-03T07:59:59+01:00", false),
    ("Europe/Berlin", "2026-03-03T08:00:00+01:00", true),
    ("Europe/Berlin", "2026-03-03T11:59:59+01:00", true),
    ("Europe/Berlin", "2026-03-03T12:00:00+01:00", false),
    ("Europe/Berlin", "2026-03-03T17:59:59+01:00", true),
    ("Europe/Berlin", "2026-03-07T09:00:00+01:00", true),
    ("Europe/Berlin", "2026-03-07T14:00:00+01:00", false),
    // The same moment elsewhere.
    ("Asia/Tehran", "2026-03-03T08:00:00+01:00", true),
    ("Asia/Tehran", "2026-03-03T11:00:00+01:00", false),
    ("Asia/Tehran", "2026-03-03T06:00:00+01:00", true),
    ("America/New_York", "2026-03-03T08:00:00+01:00", false),
    ("Pacific/Kiritimati", "2026-03-03T20:00:00Z", true),
    // Summer time.
    ("Europe/Berlin", "2026-07-06T06:00:00Z", true),
    ("Europe/Berlin", "2026-01-05T06:30:00Z", false),
    ("Europe/Berlin", "2026-07-06T16:00:00Z", false),
    ("Europe/Berlin", "2026-01-05T16:00:00Z", true),
    // A night, which belongs to Friday.
    ("Europe/Berlin", "2026-03-06T23:00:00+01:00", true),
    ("Europe/Berlin", "2026-03-07T01:59:00+01:00", true),
    ("Europe/Berlin", "2026-03-07T02:00:00+01:00", false),
    ("Europe/Berlin", "2026-03-06T01:00:00+01:00", false),
    // Special days.
    ("Europe/Berlin", "2026-12-24T10:00:00+01:00", false),
    ("Europe/Berlin", "2026-12-25T23:00:00+01:00", false),
    ("Europe/Berlin", "2026-12-28T10:00:00+01:00", true),
    ("Europe/Berlin", "2026-03-05T09:59:00+01:00", true),
    ("Europe/Berlin", "2026-03-05T10:30:00+01:00", false),
    ("Europe/Berlin", "2026-03-05T11:00:00+01:00", true),
    ("Europe/Berlin", "2026-03-08T10:30:00+01:00", true),
    ("Europe/Berlin", "2026-03-15T10:30:00+01:00", false),
    ("Europe/Berlin", "2027-01-01T10:30:00+01:00", false),
    ("Europe/Berlin", "2026-07-02T15:30:00+02:00", true),
    ("Europe/Berlin", "2026-07-02T16:30:00+02:00", false),
    ("Europe/Berlin", "2026-07-03T09:00:00+02:00", false),
    ("Europe/Berlin", "2026-07-03T23:00:00+02:00", false),
    ("Europe/Berlin", "2026-07-04T09:30:00+02:00", false),
    ("Europe/Berlin", "2026-07-04T10:30:00+02:00", true),
  ])
  func `a line is open by the clock of its place`(
    _ zone: String, _ moment: String, _ expected: Bool
  ) throws {
    #expect(try isOpen(Self.surgery(in: zone), at: moment) == expected)
  }

  /// 2 to 3 o'clock doesn't come on 29 March 2026 in Berlin and comes twice on 25 October.
  @Test(arguments: [
    ((120, 180), "2026-03-29T00:59:59Z", false), ((120, 180), "2026-03-29T01:00:00Z", false),
    ((60, 150), "2026-03-29T00:59:59Z", true), ((60, 150), "2026-03-29T01:00:00Z", false),
    ((150, 240), "2026-03-29T01:00:00Z", true), ((150, 240), "2026-03-29T02:00:00Z", false),
    ((120, 180), "2026-10-24T23:59:59Z", false), ((120, 180), "2026-10-25T00:00:00Z", true),
    ((120, 180), "2026-10-25T00:59:59Z", true), ((120, 180), "2026-10-25T01:00:00Z", true),
    ((120, 180), "2026-10-25T01:59:59Z", true), ((120, 180), "2026-10-25T02:00:00Z", false),
    // A night over the change: it is an hour shorter or longer.
    ((1380, 1680), "2026-03-29T01:30:00Z", true), ((1380, 1680), "2026-03-29T02:30:00Z", false),
    ((1380, 1680), "2026-10-25T02:30:00Z", true), ((1380, 1680), "2026-10-25T03:00:00Z", false),
  ])
  func `a time that is skipped or comes twice is as the clock shows it`(
    _ span: (Int, Int), _ moment: String, _ expected: Bool
  ) throws {
    let day = Self.spans(span)
    let hours = OpeningHours(
      name: "surgery", zone: "Europe/Berlin", week: Array(repeating: day, count: 7))
    #expect(try isOpen(hours, at: moment) == expected)
  }

  @Test func `a day's spans are what is left of its week`() {
    let hours = Self.surgery(in: "Europe/Berlin")
    func spans(_ day: String) -> [String] { hours.spans(on: Self.day(day)).map(\.description) }
    #expect(spans("2026-03-04") == ["08:00-12:00", "14:00-18:00"])
    #expect(spans("2026-03-05") == ["08:00-10:00", "11:00-12:00", "14:00-18:00"])
    #expect(spans("2026-03-06") == ["08:00-12:00", "14:00-18:00", "22:00-02:00"])
    #expect(spans("2026-12-25") == [])
    #expect(spans("2026-07-02") == ["08:00-12:00", "14:00-16:00"])
    #expect(spans("2026-07-03") == [] && spans("2026-07-04") == ["10:00-12:00"])
    #expect(hours.reasons(on: Self.day("2026-12-25")).map(\.name) == ["Christmas"])
  }
}
