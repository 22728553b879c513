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
    ("2026-03-21", "۱۴۰۵/۰۱/۰۱"), ("2026-12-20", "۱۴۰۵/۰۹/۲۹"), ("2025-03-20", "۱۴۰۳/۱۲/۳۰"),
    ("soon", "soon"),
  ])
  func `a day is written in the language's calendar`(day: String, persian: String) {
    #expect(WrittenValue.day(day).text(in: .persian) == persian)
    #expect(WrittenValue.day(day).text(in: .english) == day)
  }

  @Test func `a text stays as it is`() {
    #expect(WrittenValue.text("0912 ۱۲").text(in: .english) == "0912 ۱۲")
  }
}
