import CallEngine
import Foundation
import Speech
import Testing

struct DateTests {
  @Test(arguments: [
    ("2024-03-20", "یکم فروردین یک هزار و چهارصد و سه"),
    ("2025-03-20", "سی‌ام اسفند یک هزار و چهارصد و سه"),
    ("1979-02-11", "بیست و دوم بهمن یک هزار و سیصد و پنجاه و هفت"),
    ("۲۰۲۵-۰۱-۰۵", "شانزدهم دی یک هزار و چهارصد و سه"),
  ])
  func `Solar Hijri days in Persian, which are its own`(day: String, expected: String) throws {
    #expect(try words(day, .date(.solarHijri), .persian) == expected)
    #expect(try words(day, .date(nil), .persian) == expected)
  }

  @Test(arguments: [
    ("2024-03-20", "March twentieth, twenty twenty-four"),
    ("2005-01-01", "January first, two thousand five"),
    ("2000-02-29", "February twenty-ninth, two thousand"),
    ("1900-12-31", "December thirty-first, nineteen hundred"),
    ("1905-07-03", "July third, nineteen oh five"),
    ("0987-07-03", "July third, nine hundred eighty-seven"),
    ("9999-07-03", "July third, ninety-nine ninety-nine"),
  ])
  func `Gregorian days in English, which are its own`(day: String, expected: String) throws {
    #expect(try words(day, .date(.gregorian), .english) == expected)
    #expect(try words(day, .date(nil), .english) == expected)
  }

  @Test
  func `a calendar of another country can be asked for`() throws {
    #expect(
      try words("2024-01-05", .date(.gregorian), .persian)
        == "پنجم ژانویهٔ دو هزار و بیست و چهار")
    #expect(
      try words("2024-03-20", .date(.solarHijri), .english) == "Farvardin first, fourteen oh three")
  }

  @Test
  func `every day of more than three centuries is the one of Foundation's Persian calendar`() throws
  {
    var gregorian = Calendar(identifier: .gregorian)
    var persian = Calendar(identifier: .persian)
    let zone = try #require(TimeZone(identifier: "UTC"))
    gregorian.timeZone = zone
    persian.timeZone = zone
    let first = try #require(gregorian.date(from: DateComponents(year: 1800, month: 3, day: 21)))
    let last = try #require(gregorian.date(from: DateComponents(year: 2123, month: 3, day: 20)))
    let months = try Fixture.catalog(.english, "numbers").map(\.id)
    let farvardin = try #require(months.firstIndex(of: "farvardin"))
    let days = Int(last.timeIntervalSince(first) / 86400)
    #expect(days == 117_972)
    // Noon, so that no rounding of a day's beginning matters.
    for day in 0...days {
      let date = first.addingTimeInterval(Double(day) * 86400 + 43200)
      let civil = gregorian.dateComponents([.year, .month, .day], from: date)
      let solar = persian.dateComponents([.year, .month, .day], from: date)
      let text = [(civil.year!, 4), (civil.month!, 2), (civil.day!, 2)].map { number, width in
        String(repeating: "0", count: width - String(number).count) + String(number)
      }.joined(separator: "-")
      let clips = try Verbalizer.utterances(
        of: text, as: SpokenForm(.date(.solarHijri)), in: .english
      ).map(
        \.sound)
      #expect(clips[0] == .clip("numbers/\(months[farvardin + solar.month! - 1])"), "\(text)")
      #expect(clips[1] == .clip("numbers/day_\(solar.day!)"), "\(text)")
      let (century, rest) = solar.year!.quotientAndRemainder(dividingBy: 100)
      let year =
        switch rest {
        case 0: ["n\(century)", "hundred"]
        case 1...9: ["n\(century)", "oh", "n\(rest)"]
        default: ["n\(century)", "n\(rest)"]
        }
      #expect(clips[3...].elementsEqual(year.map { .clip("numbers/\($0)") }), "\(text)")
    }
  }

  @Test(arguments: [
    ("", UnspeakableValue.Reason.empty), ("2024-3-20", .notADate), ("20240320", .notADate),
    ("2024-03-20x", .notADate), ("2024-0x-20", .notADate), ("-024-03-20", .notADate),
    ("2024-13-01", .noSuchDay), ("2024-00-01", .noSuchDay), ("2024-01-00", .noSuchDay),
    ("2023-02-29", .noSuchDay), ("1900-02-29", .noSuchDay), ("2024-04-31", .noSuchDay),
    ("0000-01-01", .noSuchDay), ("1800-03-20", .outsideCalendar), ("2123-03-21", .outsideCalendar),
    ("0001-01-01", .outsideCalendar), ("9999-12-31", .outsideCalendar),
  ])
  func `what is no day, or too far from today, is refused`(
    value: String, reason: UnspeakableValue.Reason
  ) {
    let error = #expect(throws: UnspeakableValue.self) {
      try Verbalizer.utterances(of: value, as: SpokenForm(.date(.solarHijri)), in: .persian)
    }
    #expect(error?.reason == reason)
  }

  @Test(arguments: ["1800-03-21", "2123-03-20", "0001-01-01", "9999-12-31"])
  func `the first and last days are read`(day: String) throws {
    let calendar: SpokenForm.DateCalendar =
      day.hasPrefix("0") || day.hasPrefix("9") ? .gregorian : .solarHijri
    #expect(try !words(day, .date(calendar), .persian).isEmpty)
  }
}
