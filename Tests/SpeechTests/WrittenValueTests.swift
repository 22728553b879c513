import CallEngine
import Testing

@testable import Speech

struct WrittenValueTests {
  @Test(arguments: [
    (Int64(0), "۰", "0"), (999, "۹۹۹", "999"), (1000, "۱٬۰۰۰", "1,000"),
    (99_999_999_000, "۹۹٬۹۹۹٬۹۹۹٬۰۰۰", "99,999,999,000"),
  ])
  func `numbers are grouped as each language does`(number: Int64, persian: String, english: String)
  {
    #expect(WrittenValue.number(number).text(in: .persian) == persian)
    #expect(WrittenValue.number(number).text(in: .english) == english)
    #expect(WrittenValue.number(1_234_567).text(in: Language("de-DE")) == "1.234.567")
  }

  @Test(arguments: [
    ("2026-03-21", "۱۴۰۵/۰۱/۰۱", "Mar 21, 2026"), ("2026-12-20", "۱۴۰۵/۰۹/۲۹", "Dec 20, 2026"),
    ("2025-03-20", "۱۴۰۳/۱۲/۳۰", "Mar 20, 2025"), ("soon", "soon", "soon"),
  ])
  func `a day is written in the language's calendar`(day: String, persian: String, english: String)
  {
    #expect(WrittenValue.day(day).text(in: .persian) == persian)
    #expect(WrittenValue.day(day).text(in: .english) == english)
  }

  @Test(arguments: [
    ("en-US", "Mar 5, 2026", "6:30 PM", "Mar 5, 2026 at 6:30 PM", "€1,234.50", "1,234.50"),
    ("en-GB", "5 Mar 2026", "18:30", "5 Mar 2026 at 18:30", "€1,234.50", "1,234.50"),
    ("de-DE", "05.03.2026", "18:30", "05.03.2026, 18:30", "1.234,50 €", "1.234,50"),
    ("es-ES", "5 mar 2026", "18:30", "5 mar 2026, 18:30", "1234,50 €", "1234,50"),
    ("fr-FR", "5 mars 2026", "18:30", "5 mars 2026 à 18:30", "1 234,50 €", "1 234,50"),
    ("zh-CN", "2026年3月5日", "18:30", "2026年3月5日 18:30", "€1,234.50", "1,234.50"),
    ("tr-TR", "5 Mar 2026", "18:30", "5 Mar 2026 18:30", "€1.234,50", "1.234,50"),
    ("fa-IR", "۱۴۰۴/۱۲/۱۴", "۱۸:۳۰", "۱۴۰۴/۱۲/۱۴، ۱۸:۳۰", "\u{200E}€۱٬۲۳۴٫۵۰", "۱٬۲۳۴٫۵۰"),
    ("th-TH", "5 มี.ค. 2026", "18:30", "5 มี.ค. 2026 18:30", "€1,234.50", "1,234.50"),
  ])
  func `days, times, moments and amounts are written as the language writes them`(
    tag: String, day: String, time: String, moment: String, euros: String, amount: String
  ) {
    let language = Language(tag)
    #expect(WrittenValue("2026-03-05", .date).text(in: language) == day)
    #expect(WrittenValue("18:30", .time).text(in: language) == time)
    #expect(WrittenValue("2026-03-05T18:30:00+01:00", .moment).text(in: language) == moment)
    #expect(WrittenValue("1234.50", .amount(currency: "EUR")).text(in: language) == euros)
    #expect(WrittenValue("1234.50", .amount(currency: nil)).text(in: language) == amount)
  }

  @Test(
    arguments: [
      ("12", "EUR", "€12.00"), ("-12.5", "EUR", "-€12.50"), ("1.250", "KWD", "KWD 1.250"),
      ("1500", "JPY", "¥1,500"), ("1e5", "EUR", "1e5"), ("", nil, ""), ("0.005", nil, "0.005"),
    ] as [(String, String?, String)])
  func `an amount keeps its decimals`(amount: String, currency: String?, written: String) {
    #expect(WrittenValue(amount, .amount(currency: currency)).text(in: .english) == written)
  }

  @Test(
    arguments: [
      ("00123", .digits), ("+4915100000000", .telephone), ("A7", .word), ("1,5", .number),
      ("25:00", .time), ("2026-02-30T10:00:00Z", .moment), ("2026-02-30", .date), ("12.50", nil),
    ] as [(String, ValueKind?)])
  func `a text stays as it is, and so does what isn't a value of its kind`(
    text: String, kind: ValueKind?
  ) {
    #expect(WrittenValue(text, kind).text(in: .persian) == text)
  }
}
