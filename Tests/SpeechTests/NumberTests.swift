import CallEngine
import Speech
import Testing

struct NumberTests {
  @Test
  func `Persian numbers are those of the vectors`() throws {
    let rows = try Fixture.rows("fa_number_words")
    #expect(rows.count == 17)
    for row in rows {
      #expect(try words(try #require(row["number"]), .number, .persian) == row["words"])
    }
  }

  @Test(arguments: [
    ("0", "صفر"), ("000", "صفر"), ("-0", "صفر"), ("7", "هفت"), ("007", "هفت"), ("19", "نوزده"),
    ("20", "بیست"), ("21", "بیست و یک"), ("100", "صد"), ("101", "صد و یک"), ("400", "چهارصد"),
    ("600", "ششصد"), ("999", "نهصد و نود و نه"), ("1001", "یک هزار و یک"),
    ("1000001", "یک میلیون و یک"), ("1000000000", "یک میلیارد"),
    ("1000000000000", "یک هزار میلیارد"),
    ("1500000000001", "یک هزار و پانصد میلیارد و یک"),
    ("-12", "منفی دوازده"), ("−12", "منفی دوازده"), ("+12", "دوازده"),
    ("۱۲٬۰۰۰", "دوازده هزار"), ("١٢", "دوازده"),
    (
      "12,345,678".filter { $0 != "," },
      "دوازده میلیون و سیصد و چهل و پنج هزار و ششصد و هفتاد و هشت"
    ),
  ])
  func `Persian numbers`(value: String, expected: String) throws {
    #expect(try words(value, .number, .persian) == expected)
  }

  @Test(arguments: [
    ("0", "zero"), ("13", "thirteen"), ("42", "forty-two"), ("100", "one hundred"),
    ("123", "one hundred twenty-three"), ("1000", "one thousand"),
    ("1,234", "one thousand two hundred thirty-four"), ("1000001", "one million one"),
    ("-3,000", "minus three thousand"), ("1 000 000", "one million"),
    (
      "9223372036854775808000",
      "nine, two two three, three seven two, zero three six, "
        + "eight five four, seven seven five, eight zero eight, zero zero zero"
    ),
    ("100000000000000000000", "one hundred quintillion"),
  ])
  func `English numbers`(value: String, expected: String) throws {
    #expect(try words(value, .number, .english) == expected)
  }

  @Test
  func `beyond the largest word a Persian number is read in its written groups`() throws {
    #expect(
      try words("-1000000000000000000", .number, .persian)
        == "منفی یک" + String(repeating: " ، سه صفر", count: 6))
    #expect(
      try words("999999999999999999", .number, .persian).hasSuffix("نهصد و نود و نه"))
  }

  @Test(arguments: [
    ("", UnspeakableValue.Reason.empty), ("-", .empty), ("12.5", .unexpected(".")),
    ("--5", .unexpected("-")), ("5-", .unexpected("-")), ("1,23", .misplacedSeparator),
    (",123", .misplacedSeparator), ("1,234,", .misplacedSeparator),
    ("1234,567", .misplacedSeparator),
    ("1e5", .unexpected("e")), (",", .unexpected(",")),
  ])
  func `what is no whole number is refused`(value: String, reason: UnspeakableValue.Reason) {
    for language in Verbalizer.languages {
      let error = #expect(throws: UnspeakableValue.self) {
        try Verbalizer.utterances(of: value, as: SpokenForm(.number), in: language)
      }
      #expect(error?.reason == reason)
    }
  }

  @Test
  func `a hundred thousand digits, or as many separators, take no time`() throws {
    let number = String(repeating: "9", count: 100_000)
    #expect(
      try Verbalizer.utterances(of: number, as: SpokenForm(.number), in: .english).count > 100_000)
    #expect(throws: UnspeakableValue.self) {
      try Verbalizer.utterances(
        of: String(repeating: ",", count: 100_000) + "1", as: SpokenForm(.number), in: .english)
    }
  }
}

struct CurrencyTests {
  @Test(arguments: [
    ("17000", "هفده هزار ریال"), ("0", "صفر ریال"), ("1", "یک ریال"), ("-5", "منفی پنج ریال"),
    ("99999999000", "نود و نه میلیارد و نهصد و نود و نه میلیون و نهصد و نود و نه هزار ریال"),
    ("17,000", "هفده هزار ریال"),
  ])
  func `Persian Rial`(value: String, expected: String) throws {
    #expect(try words(value, .currency(.rial), .persian) == expected)
  }

  @Test(arguments: [
    ("17000", "یک هزار و هفتصد تومان"), ("0", "صفر تومان"), ("10", "یک تومان"),
    ("5", "پنج ریال"), ("12345", "یک هزار و دویست و سی و چهار تومان و پنج ریال"),
    ("-25", "منفی دو تومان و پنج ریال"), ("-20", "منفی دو تومان"), ("-5", "منفی پنج ریال"),
  ])
  func `Persian Toman, with the Rial that remain`(value: String, expected: String) throws {
    #expect(try words(value, .currency(.toman), .persian) == expected)
  }

  @Test(
    arguments: [
      ("1", .rial, "one rial"), ("17000", .rial, "seventeen thousand rials"),
      ("0", .rial, "zero rials"),
      ("10", .toman, "one toman"), ("20", .toman, "two tomans"),
      ("11", .toman, "one toman and one rial"),
      ("25", .toman, "two tomans and five rials"), ("1", .toman, "one rial"),
      ("0", .toman, "zero tomans"), ("-25", .toman, "minus two tomans and five rials"),
    ] as [(String, SpokenForm.CurrencyUnit, String)])
  func `English money`(value: String, unit: SpokenForm.CurrencyUnit, expected: String) throws {
    #expect(try words(value, .currency(unit), .english) == expected)
  }

  @Test
  func `an amount too large for words keeps its unit`() throws {
    let text = try words(String(repeating: "1", count: 40), .currency(.toman), .persian)
    #expect(text.hasPrefix("صد و یازده ، ") && text.hasSuffix("صد و یازده تومان و یک ریال"))
  }
}
