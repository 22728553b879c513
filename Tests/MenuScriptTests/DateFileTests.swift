import CallEngine
import Foundation
import Testing

@testable import MenuScript

struct DateFileTests {
  private func parse(
    _ text: String, _ ending: String, isOpen: Bool = false, zone: String = "Europe/Berlin"
  ) -> DateFile {
    DateFile.parse(
      SourceText(file: "days.\(ending)", text: text), zone: TimeZone(identifier: zone),
      isOpen: isOpen)
  }

  private func event(_ lines: String...) -> String {
    (["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT"] + lines + ["END:VEVENT", "END:VCALENDAR"])
      .joined(separator: "\r\n") + "\r\n"
  }

  /// The days of a year on which special days are, with their spans.
  private func days(_ file: DateFile, in year: Int = 2026) -> [String] {
    (0..<366).map { CivilDay(number: (CivilDay(year: year, month: 1, day: 1)?.number ?? 0) + $0) }
      .flatMap { day in
        file.days.map(\.value).filter { $0.contain(day) }.map { special in
          ([day.description] + special.spans.map(\.description)).joined(separator: " ")
        }
      }
  }

  // MARK: Rows

  @Test(arguments: [
    ("2026-02-30", true), ("2026-12-24/2026-12-32", true), ("02-30", true), ("2026-2-30", false),
    ("Christmas", false), ("25.12.2026", false),
  ])
  func `a day that there isn't is told from one that is written wrong`(text: String, isNone: Bool) {
    let message = HoursRules.BadDate(text: text, suggestion: nil).message
    #expect((message == "'\(text)': there is no such day") == isNone, "\(message)")
    let moment = ScenarioRules.MalformedMoment(text: "2026-02-30T10:00:00+01:00").message
    #expect(moment == "'2026-02-30T10:00:00+01:00': there is no such day")
  }

  @Test(arguments: [
    ("2026-12-25\n2026-12-26,,Boxing Day\n", ["2026-12-25", "2026-12-26"]),
    ("2026-12-25,Christmas", ["2026-12-25"]),
    ("\u{FEFF}date;name\r\n2026-12-25;\"Christmas; first day\"\r\n\r\n", ["2026-12-25"]),
    ("name,date,hours\nEve,2026-12-24,14:00-24:00\n", ["2026-12-24 14:00-24:00"]),
    ("2026-12-24,\"08:00-09:00, 14:00-24:00\",Eve", ["2026-12-24 08:00-09:00 14:00-24:00"]),
    ("2026-12-30/2027-01-01\n", ["2026-12-30", "2026-12-31", "2027-01-01"]),
    ("12-25\n", ["2026-12-25"]),
  ])
  func `rows are days`(_ text: String, _ expected: [String]) {
    let file = parse(text, "csv")
    #expect(file.findings.diagnostics.map(\.message) == [] && days(file) == expected)
  }

  @Test func `a row's name is kept`() {
    let file = parse("2026-12-25,,Noël\n2026-12-26,,\"St. Stephen's, \"\"2nd\"\"\"\n", "csv")
    #expect(file.days.map(\.value.name) == ["Noël", "St. Stephen's, \"2nd\""])
  }

  @Test(arguments: [
    ("2026-12-25\n2026-13-01\n", "E152", "2:1"),
    ("date,name\n25.12.2026,Christmas\n", "E152", "2:1"),
    ("2026-12-24,8-12\n", "E151", "1:12"), ("2026-12-24,14:00-14:00,Eve\n", "E351", "1:12"),
    ("2026-12-24,14:00-16:00 15:00-17:00\n", "E350", "1:12"),
    ("2026-12-24,14:00-16:00,Eve,public\n", "E155", "1:1"),
    ("2026-12-31/2026-12-01\n", "E358", "1:1"), ("2026-12-25,\"Christmas\n", "E155", "1:1"),
    ("", "E114", "1:1"), ("date,name\n", "E114", "1:1"), ("Christmas\n", "E152", "1:1"),
  ])
  func `a fault in a row is told at its place`(_ text: String, _ code: String, _ place: String) {
    let found = parse(text, "csv").findings.inOrder
    #expect(found.map(\.code) == [code], "\(found.map(\.message))")
    #expect(found.first.map { "\($0.range.start.line):\($0.range.start.column)" } == place)
  }

  @Test func `under open each row needs its spans`() {
    let file = parse("2026-12-27,10:00-12:00\n2026-12-28\n", "csv", isOpen: true)
    #expect(file.findings.inOrder.map(\.code) == ["E153"])
    #expect(file.days.map(\.value.isOpen) == [true])
  }

  // MARK: Calendars

  @Test(arguments: [
    (["DTSTART;VALUE=DATE:20261225"], ["2026-12-25"]),
    (["DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261227"], ["2026-12-25", "2026-12-26"]),
    (["DTSTART;VALUE=DATE:20261225", "DURATION:P2D"], ["2026-12-25", "2026-12-26"]),
    (["DTSTART:20261224T140000", "DTEND:20261224T180000"], ["2026-12-24 14:00-18:00"]),
    (["DTSTART:20261224T130000Z", "DURATION:PT4H30M"], ["2026-12-24 14:00-18:30"]),
    (
      ["DTSTART;TZID=America/New_York:20260701T080000", "DTEND:20260701T130000Z"],
      ["2026-07-01 14:00-15:00"]
    ),
    (["DTSTART;VALUE=DATE:20001225", "RRULE:FREQ=YEARLY"], ["2026-12-25"]),
    (
      ["DTSTART;VALUE=DATE:20081127", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"], ["2026-11-26"]
    ),
    (["DTSTART;VALUE=DATE:20080526", "RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO"], ["2026-05-25"]),
    (["DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY"], []),
    (["DTSTART;VALUE=DATE:20201225", "RRULE:FREQ=YEARLY;INTERVAL=4"], []),
    (["DTSTART;VALUE=DATE:20221225", "RRULE:FREQ=YEARLY;INTERVAL=4"], ["2026-12-25"]),
    (["DTSTART;VALUE=DATE:20221225", "RRULE:FREQ=YEARLY;COUNT=4"], []),
    (["DTSTART;VALUE=DATE:20221225", "RRULE:FREQ=YEARLY;COUNT=5"], ["2026-12-25"]),
    (["DTSTART;VALUE=DATE:20221225", "RRULE:FREQ=YEARLY;UNTIL=20261224"], []),
    (["DTSTART;VALUE=DATE:20221225", "RRULE:FREQ=YEARLY;UNTIL=20261225"], ["2026-12-25"]),
    (
      ["DTSTART;VALUE=DATE:20221225", "RRULE:FREQ=YEARLY", "EXDATE;VALUE=DATE:20261225"], []
    ),
    (
      ["DTSTART;VALUE=DATE:20201231", "DTEND;VALUE=DATE:20210103", "RRULE:FREQ=YEARLY"],
      ["2026-01-01", "2026-01-02", "2026-12-31", "2027-01-01"]
    ),
  ])
  func `events are days`(_ lines: [String], _ expected: [String]) {
    let text =
      (["BEGIN:VCALENDAR", "BEGIN:VEVENT"] + lines + ["END:VEVENT", "END:VCALENDAR"])
      .joined(separator: "\r\n")
    let file = parse(text, "ics")
    #expect(file.findings.diagnostics.map(\.message) == [])
    #expect(days(file) == expected)
  }

  @Test func `a folded and escaped name is read whole, and a cancelled event isn't there`() {
    let text = event(
      "SUMMARY;LANGUAGE=de:Erster\\, zwei", " ter\\nTag", "DTSTART;VALUE=DATE:20261225",
      "END:VEVENT", "BEGIN:VEVENT", "STATUS:CANCELLED", "DTSTART;VALUE=DATE:20261226")
    let file = parse(text, "ics")
    #expect(file.findings.diagnostics.isEmpty)
    #expect(file.days.map(\.value.name) == ["Erster, zweiter Tag"])
  }

  @Test func `alarms and time zones in a calendar change nothing`() {
    let text = """
      BEGIN:VCALENDAR
      BEGIN:VTIMEZONE
      TZID:Europe/Berlin
      BEGIN:STANDARD
      DTSTART:19701025T030000
      RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
      END:STANDARD
      END:VTIMEZONE
      BEGIN:VEVENT
      DTSTART;VALUE=DATE:20261225
      BEGIN:VALARM
      TRIGGER:-PT15M
      END:VALARM
      END:VEVENT
      END:VCALENDAR
      """
    let file = parse(text, "ics")
    #expect(file.findings.diagnostics.isEmpty && days(file) == ["2026-12-25"])
  }

  @Test(arguments: [
    (["DTSTART;VALUE=DATE:20261332"], "E156", "3:1"),
    (["SUMMARY:Nothing"], "E156", "2:1"),
    (["DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261225"], "E156", "4:1"),
    (["DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261224"], "E156", "4:1"),
    (["DTSTART:20261225T080000"], "E156", "3:1"),
    (["DTSTART;VALUE=DATE:20261225", "DURATION:two days"], "E156", "4:1"),
    (["DTSTART;VALUE=DATE:20261225", "RRULE:FREQ=WEEKLY"], "E157", "4:1"),
    (["DTSTART;VALUE=DATE:20261225", "RRULE:FREQ=YEARLY;BYDAY=FR"], "E157", "4:1"),
    (["DTSTART;VALUE=DATE:20261225", "RRULE:FREQ=YEARLY;BYWEEKNO=52"], "E157", "4:1"),
    (["DTSTART;VALUE=DATE:20261225", "RDATE;VALUE=DATE:20270101"], "E157", "4:1"),
    (["DTSTART;VALUE=DATE:20261225", "RECURRENCE-ID:20261226"], "E157", "4:1"),
    (["DTSTART;TZID=Middle-earth/Bree:20261225T080000", "DURATION:PT1H"], "E157", "3:1"),
    (["DTSTART;VALUE=DATE:20261225", "nonsense"], "E156", "4:1"),
    (["DTSTART;VALUE=DATE:20261225", "END:VTODO"], "E156", "4:1"),
  ])
  func `a fault in a calendar is told at its line`(
    _ lines: [String], _ code: String, _ place: String
  ) {
    let text =
      (["BEGIN:VCALENDAR", "BEGIN:VEVENT"] + lines + ["END:VEVENT", "END:VCALENDAR"])
      .joined(separator: "\n")
    let found = parse(text, "ics").findings.inOrder
    #expect(found.map(\.code) == [code], "\(found.map(\.message))")
    #expect(found.first.map { "\($0.range.start.line):\($0.range.start.column)" } == place)
  }

  @Test(arguments: ["not a calendar", "BEGIN:VEVENT\nEND:VEVENT", "BEGIN:VCALENDAR\nBEGIN:VEVENT"])
  func `what is no whole calendar is refused`(_ text: String) {
    #expect(parse(text, "ics").findings.hasErrors)
  }

  @Test func `rubbish never traps`() {
    var random = SystemRandomNumberGenerator()
    let pieces = [
      "BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "DTSTART", ":", ";", "2026", "12", "25", "T",
      "Z", "\n", "\r\n", " ", "RRULE:FREQ=YEARLY", "COUNT=999999999", "BYDAY=-5SU", "P9999999W",
      ",",
      "-", "/", "08:00", "\"", "EXDATE", "DURATION:P1D", "\u{202E}", "۲۰۲۶", "99999999T999999",
    ]
    for round in 0..<400 {
      let text = (0..<(1 + round % 60)).map { _ in pieces.randomElement(using: &random) ?? "" }
      for ending in ["csv", "ics"] { _ = parse(text.joined(), ending) }
    }
  }

  // MARK: In a script

  @Test func `a script is told of contradictions in its files, where they are`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gooya-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ text: String, _ name: String) throws {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    try write("2026-12-25,,Christmas\n2026-12-26\n", "holidays.csv")
    try write("2026-12-26,10:00-12:00\n", "special.csv")
    try write(event("DTSTART;VALUE=DATE:20261225"), "more.ics")
    try write(
      """
      format: 1
      title: Surgery
      languages: [en-US]
      start: main
      hours:
        surgery:
          zone: Europe/Berlin
          mon-fri: ["08:00-12:00"]
          closed: [holidays.csv, more.ics]
          open: special.csv
      states:
        main: { hours: surgery, outcomes: { open: bye, closed: bye } }
        bye: { hang_up: [] }
      """, "menu.yaml")
    let result = TestBench.compiler.compile(fileAt: folder.appending(path: "menu.yaml").path)
    let found = result.diagnostics.map { diagnostic in
      let file = diagnostic.range.file.split(separator: "/").last ?? ""
      return "\(diagnostic.code) \(file):\(diagnostic.range.start.line)"
    }
    #expect(found.sorted() == ["E354 special.csv:1", "W355 more.ics:3"], "\(result.text)")
    #expect(result.program == nil)
    #expect("\(result.text)".contains("2026-12-26,10:00-12:00"))
  }
}
