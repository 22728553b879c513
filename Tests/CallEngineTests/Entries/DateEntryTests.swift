import Foundation
import Testing

@testable import CallEngine

@Suite struct DateEntryTests {
  private static let today = CivilDay(year: 2026, month: 3, day: 5)!

  private func value(
    _ keys: String, _ date: DateEntry, today: CivilDay = today,
    speaking calendar: SpokenForm.DateCalendar = .gregorian
  ) -> String? {
    EntryForm(.date(date)).value(
      of: KeySequence(keys)!, EntrySetting(today: today, calendar: calendar))
  }

  @Test(arguments: [
    (DateEntry.Layout.ddmmyyyy, "05031971"), (.yyyymmdd, "19710305"), (.ddmmyy, "050371"),
    (.yymmdd, "710305"),
  ])
  func `a day is the same however it is keyed in`(layout: DateEntry.Layout, keys: String) {
    #expect(value(keys, DateEntry(layout, to: .today(0, .days))) == "1971-03-05")
  }

  @Test(arguments: [
    "30022000", "29022001", "29021900", "31042020", "00012020", "32012020", "15002020", "15132020",
    "15060000", "1506202*", "150620",
  ])
  func `an impossible day is refused`(keys: String) {
    #expect(value(keys, DateEntry(.ddmmyyyy)) == nil)
  }

  @Test(arguments: [("29022000", "2000-02-29"), ("29022024", "2024-02-29")])
  func `leap days are days`(keys: String, day: String) {
    #expect(value(keys, DateEntry(.ddmmyyyy)) == day)
  }

  @Test func `Solar Hijri days come as the days that they are`() {
    let date = DateEntry(.yyyymmdd, calendar: .solarHijri)
    // New Year's days of Iran, and the leap day of 1403.
    #expect(value("14030101", date) == "2024-03-20")
    #expect(value("14040101", date) == "2025-03-21")
    #expect(value("13571122", date) == "1979-02-11")
    #expect(value("14031230", date) == "2025-03-20")
    #expect(value("14041230", date) == nil)
    #expect(value("14030731", date) == nil)
    #expect(value("15020101", date) == nil)
  }

  @Test func `without a calendar it is that of the call's language`() {
    let date = DateEntry(.ddmmyyyy)
    #expect(value("22111357", date, speaking: .solarHijri) == "1979-02-11")
    #expect(value("11021979", date, speaking: .gregorian) == "1979-02-11")
    #expect(Language("fa-IR").calendar == .solarHijri)
    #expect(Language("fa").calendar == .solarHijri)
    #expect(Language("ps-AF").calendar == .solarHijri)
    #expect(Language("fa-US").calendar == .gregorian)
    #expect(Language("de-DE").calendar == .gregorian)
    #expect(Language("zh-Hans-CN").calendar == .gregorian)
  }

  @Test(arguments: [
    (DateEntry.Bound.today(0, .days), "05032026", "06032026"),
    (.today(14, .days), "19032026", "20032026"), (.today(-18, .years), "05032008", "06032008"),
    (.today(2, .weeks), "19032026", "20032026"), (.today(-1, .months), "05022026", "06022026"),
    (.day(CivilDay(year: 1999, month: 12, day: 31)!), "31121999", "01012000"),
  ])
  func `the last day is the last that is accepted`(
    bound: DateEntry.Bound, last: String, after: String
  ) {
    #expect(value(last, DateEntry(.ddmmyyyy, to: bound)) != nil)
    #expect(value(after, DateEntry(.ddmmyyyy, to: bound)) == nil)
    #expect(value(after, DateEntry(.ddmmyyyy, from: bound)) != nil)
    #expect(value(last, DateEntry(.ddmmyyyy, from: bound)) != nil)
  }

  @Test func `who is born on a leap day comes of age on the first of March`() {
    let date = DateEntry(.ddmmyyyy, to: .today(-18, .years))
    #expect(value("29022008", date, today: CivilDay(year: 2026, month: 2, day: 28)!) == nil)
    #expect(value("29022008", date, today: CivilDay(year: 2026, month: 3, day: 1)!) != nil)
  }

  @Test func `months and years that lack the day end with their last one`() {
    let leapDay = CivilDay(year: 2024, month: 2, day: 29)!
    #expect(
      DateEntry.Bound.today(1, .years).day(today: leapDay, .gregorian).description == "2025-02-28")
    let january = CivilDay(year: 2026, month: 1, day: 31)!
    #expect(
      DateEntry.Bound.today(1, .months).day(today: january, .gregorian).description == "2026-02-28")
    #expect(
      DateEntry.Bound.today(-11, .months).day(today: january, .gregorian).description
        == "2025-02-28")
    // 30 Esfand 1403 lies in a leap year.
    let esfand = CivilDay(year: 2025, month: 3, day: 20)!
    #expect(
      DateEntry.Bound.today(1, .years).day(today: esfand, .solarHijri).description == "2026-03-20")
  }

  // MARK: Years that are not keyed in whole

  @Test(arguments: [
    ("050326", "2026-03-05"), ("060326", "1926-03-06"), ("311299", "1999-12-31"),
    ("290200", "2000-02-29"), ("290299", nil),
  ])
  func `a two-digit year is in the hundred years up to the last day`(keys: String, day: String?) {
    #expect(value(keys, DateEntry(.ddmmyy, to: .today(0, .days))) == day)
  }

  @Test(arguments: [
    ("050326", "2026-03-05"), ("040326", "2126-03-04"), ("010127", "2027-01-01"),
    ("311299", "2099-12-31"),
  ])
  func `a two-digit year is in the hundred years from the first day`(keys: String, day: String?) {
    #expect(value(keys, DateEntry(.ddmmyy, from: .today(0, .days))) == day)
  }

  @Test(arguments: [
    ("010146", "2046-01-01"), ("010147", "1947-01-01"), ("010100", "2000-01-01"),
    ("010126", "2026-01-01"),
  ])
  func `otherwise it is in the hundred years from 79 years ago`(keys: String, day: String) {
    #expect(value(keys, DateEntry(.ddmmyy)) == day)
  }

  @Test(arguments: [
    ("0503", "2026-03-05"), ("0403", "2027-03-04"), ("3112", "2026-12-31"), ("2902", "2028-02-29"),
    ("3002", nil), ("3104", nil),
  ])
  func `a day without a year is the next such day`(keys: String, day: String?) {
    #expect(value(keys, DateEntry(.ddmm)) == day)
    #expect(value(keys, DateEntry(.ddmm, from: .today(0, .days))) == day)
  }

  @Test(arguments: [
    ("0503", "2026-03-05"), ("0603", "2025-03-06"), ("2902", "2024-02-29"), ("0101", "2026-01-01"),
  ])
  func `up to a last day it is the last such day`(keys: String, day: String) {
    #expect(value(keys, DateEntry(.ddmm, to: .today(0, .days))) == day)
  }

  @Test func `a day without a year must be between both ends`() {
    let date = DateEntry(.ddmm, from: .today(0, .days), to: .today(14, .days))
    #expect(value("1903", date) == "2026-03-19")
    #expect(value("2003", date) == nil)
    #expect(value("0403", date) == nil)
  }

  // MARK: Every day

  @Test func `every Gregorian day of four hundred years is keyed in as itself`() throws {
    let setting = EntrySetting(today: Self.today, calendar: .gregorian)
    let form = EntryForm(.date(DateEntry(.ddmmyyyy)))
    var number = CivilDay(year: 1700, month: 1, day: 1)!.number
    for year in 1700...2099 {
      let isLeap = year.isMultiple(of: 4) && !year.isMultiple(of: 100) || year == 2000
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      for (place, length) in lengths.enumerated() {
        for day in 1...length {
          let text = "\(year)-\(ClockText.padded(place + 1))-\(ClockText.padded(day))"
          let keys = ClockText.padded(day) + ClockText.padded(place + 1) + "\(year)"
          try #require(value(keys, DateEntry(.ddmmyyyy)) == text)
          try #require(form.keys(of: text, setting)?.description == keys)
          try #require(CivilDay(number: number).description == text)
          number += 1
        }
      }
    }
  }

  @Test func `days are those of Foundation's calendars`() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    var persian = Calendar(identifier: .persian)
    persian.timeZone = .gmt
    for number in stride(from: -62_000, to: 55_800, by: 97) {
      let day = CivilDay(number: number)
      let date = Date(timeIntervalSince1970: Double(number) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day], from: date)
      #expect([day.year, day.month, day.day] == [parts.year, parts.month, parts.day])
      let solar = try #require(SolarHijriDate(day))
      let solarParts = persian.dateComponents([.year, .month, .day], from: date)
      #expect(
        [solar.year, solar.month, solar.day] == [solarParts.year, solarParts.month, solarParts.day])
    }
  }

  @Test func `every Solar Hijri day that is known is keyed in as itself`() throws {
    let setting = EntrySetting(today: Self.today, calendar: .solarHijri)
    let form = EntryForm(.date(DateEntry(.ddmmyyyy)))
    let first = try #require(CivilDay(SolarHijriDate.firstDay)).number
    let last = try #require(CivilDay(SolarHijriDate.lastDay)).number
    var before: SolarHijriDate?
    for number in first...last {
      let day = CivilDay(number: number)
      let date = try #require(SolarHijriDate(day))
      try #require(date.civilDay == day)
      // Each day is the one after the day before it.
      if let before {
        let isNext = date.day == before.day + 1 && date.month == before.month
        let isNextMonth = date.day == 1 && date.month == before.month % 12 + 1
        try #require(isNext || isNextMonth)
        try #require(date.year == before.year + (date.month == 1 && date.day == 1 ? 1 : 0))
      }
      before = date
      let keys = try #require(form.keys(of: day.description, setting))
      try #require(form.value(of: keys, setting) == day.description)
    }
    #expect(SolarHijriDate(CivilDay(number: first - 1)) == nil)
    #expect(SolarHijriDate(CivilDay(number: last + 1)) == nil)
  }

  @Test func `of all dates with eight digits exactly the days are accepted`() {
    for calendar in SpokenForm.DateCalendar.allCases {
      let form = EntryForm(.date(DateEntry(.yyyymmdd)))
      let setting = EntrySetting(today: Self.today, calendar: calendar)
      let years = calendar == .gregorian ? 1999...2003 : 1402...1406
      for year in years {
        var count = 0
        for rest in 0..<10_000 {
          let keys = KeySequence(String(year * 10_000 + rest))!
          if form.value(of: keys, setting) != nil { count += 1 }
        }
        let isLeap = calendar == .gregorian ? year == 2000 : year == 1403
        #expect(count == (isLeap ? 366 : 365), "\(calendar) \(year)")
      }
    }
  }
}
