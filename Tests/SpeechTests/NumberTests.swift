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

struct OrdinalTests {
  @Test(arguments: [
    ("1", "اول", "first"), ("2", "دوم", "second"), ("21", "بیست و یکم", "twenty-first"),
    ("30", "سی‌ام", "thirtieth"), ("40", "چهلم", "fortieth"), ("99", "نود و نهم", "ninety-ninth"),
    ("100", "صدم", "one hundredth"), ("101", "صد و یکم", "one hundred first"),
    ("1000", "یک هزارم", "one thousandth"), ("0", "صفرم", "zeroth"),
    ("1000000", "یک میلیونم", "one millionth"),
  ])
  func `ordinals`(value: String, persian: String, english: String) throws {
    #expect(try words(value, .ordinal, .persian) == persian)
    #expect(try words(value, .ordinal, .english) == english)
  }

  @Test(arguments: ["-1", "1.5", "", "first"])
  func `what can't be a place is refused`(value: String) {
    for language in Verbalizer.languages {
      #expect(throws: UnspeakableValue.self) {
        try Verbalizer.utterances(of: value, as: SpokenForm(.ordinal), in: language)
      }
    }
  }
}

struct MoneyTests {
  @Test(arguments: [
    ("EUR", "12.50", "دوازده یورو و پنجاه سنت", "twelve euros fifty"),
    ("EUR", "12.5", "دوازده یورو و پنجاه سنت", "twelve euros fifty"),
    ("EUR", "1", "یک یورو", "one euro"), ("EUR", "1.00", "یک یورو", "one euro"),
    ("USD", "2.05", "دو دلار و پنج سنت", "two dollars and five cents"),
    ("USD", "0.01", "یک سنت", "one cent"), ("GBP", "-0.50", "منفی پنجاه پنس", "minus fifty pence"),
    (
      "GBP", "1,250.99", "یک هزار و دویست و پنجاه پوند و نود و نه پنس",
      "one thousand two hundred fifty pounds ninety-nine"
    ),
    ("IRR", "17000", "هفده هزار ریال", "seventeen thousand rials"),
    ("JPY", "500", "پانصد ین ژاپن", "five hundred Japanese yen"),
    ("CHF", "12.50", "دوازده و پنجاه صدم فرانک سوئیس", "twelve Swiss francs fifty"),
    ("CHF", "2.05", "دو و پنج صدم فرانک سوئیس", "two Swiss francs oh five"),
    // Without a name for the minor unit, the amount keeps its currency.
    ("CHF", "0.05", "پنج صدم فرانک سوئیس", "zero Swiss francs oh five"),
    ("CNY", "0.06", "شش صدم یوان", "six fen"),
    ("CNY", "1.05", "یک و پنج صدم یوان", "one Chinese yuan and five fen"),
    ("EUR", "۱۲٫۵۰", "دوازده یورو و پنجاه سنت", "twelve euros fifty"),
  ])
  func `money in any currency`(
    currency: String, value: String, persian: String, english: String
  ) throws {
    #expect(try words(value, .money(currency), .persian) == persian)
    #expect(try words(value, .money(currency), .english) == english)
  }

  @Test(arguments: [
    ("EUR", "12.505", UnspeakableValue.Reason.tooFine("EUR", digits: 2)),
    ("JPY", "1.5", .tooFine("JPY", digits: 0)), ("EUR", "12,50", .misplacedSeparator),
    ("EUR", "1.2.3", .unexpected(".")), ("EUR", ".5", .unexpected(".")),
    ("EUR", "5.", .unexpected(".")), ("EUR", "", .empty), ("EUR", "x", .unexpected("x")),
  ])
  func `what is no amount is refused`(
    currency: String, value: String, reason: UnspeakableValue.Reason
  ) {
    let error = #expect(throws: UnspeakableValue.self) {
      try words(value, .money(currency), .english)
    }
    #expect(error?.reason == reason)
  }

  @Test func `the currencies in use are known, each with its decimals`() {
    #expect(ISOCurrency.codes.count > 150)
    #expect(Set(ISOCurrency.codes).isSuperset(of: ["EUR", "USD", "IRR", "CNY", "KWD", "JPY"]))
    #expect(!ISOCurrency.codes.contains("DEM"))
  }

  @Test(arguments: ["de-DE", "fr-FR", "ru-RU", "fa-IR", "en-US"])
  func `an amount too large for words keeps its currency`(tag: String) throws {
    let text = try words(String(repeating: "7", count: 30), .money("EUR"), Language(tag))
    #expect(text.lowercased().contains { $0.isLetter } && !text.contains { $0.isNumber })
  }
}

struct TimeTests {
  @Test(arguments: [
    ("18:30", "ساعت هجده و سی دقیقه", "six thirty p.m."),
    ("06:05", "ساعت شش و پنج دقیقه", "six oh five a.m."),
    ("12:00", "ساعت دوازده", "twelve noon"), ("00:00", "ساعت صفر", "twelve midnight"),
    ("0:30", "ساعت صفر و سی دقیقه", "twelve thirty a.m."),
    ("۲۳:۵۹", "ساعت بیست و سه و پنجاه و نه دقیقه", "eleven fifty-nine p.m."),
    ("18:30:59", "ساعت هجده و سی دقیقه", "six thirty p.m."),
    ("2026-03-05T07:00:00Z", "ساعت هفت", "seven a.m."),
  ])
  func `times of day`(value: String, persian: String, english: String) throws {
    #expect(try words(value, .time, .persian) == persian)
    #expect(try words(value, .time, .english) == english)
  }

  @Test(arguments: [
    ("2026-03-05", UnspeakableValue.Reason.notATime), ("1830", .notATime), ("18.30", .notATime),
    ("24:00", .noSuchTime), ("12:60", .noSuchTime), ("", .empty), ("12:5", .notATime),
    ("18:30 Uhr", .notATime),
  ])
  func `what is no time is refused`(value: String, reason: UnspeakableValue.Reason) {
    let error = #expect(throws: UnspeakableValue.self) { try words(value, .time, .english) }
    #expect(error?.reason == reason)
  }

  @Test func `a moment's day is read as a date`() throws {
    let moment = "2026-03-05T18:30:00+01:00"
    #expect(try words(moment, .date(.gregorian), .english) == "March fifth, twenty twenty-six")
    #expect(throws: UnspeakableValue.self) { try words("2026-03-05Tea", .date(nil), .english) }
  }
}

struct LetterTests {
  @Test(arguments: [
    ("Ab-7", "اِی بی خط تیره هفت", "A B dash seven"), ("XY 12", "ایکس وای ، یک دو", "X Y, one two"),
    ("کد۵", "کاف دال پنج", "ک د five"), ("a.b@c", "اِی نقطه بی اَت سی", "A dot B at C"),
  ])
  func `letters`(value: String, persian: String, english: String) throws {
    #expect(try words(value, .letters, .persian) == persian)
    #expect(try words(value, .letters, .english) == english)
  }

  @Test func `nothing to spell is refused`() {
    #expect(throws: UnspeakableValue.self) { try words(" ", .letters, .english) }
  }
}
