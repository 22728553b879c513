import RandomInputs
import Testing

@testable import CallEngine

@Suite struct EntryFormTests {
  private let setting = EntrySetting(today: Moment.ofTests.wall.day, calendar: .gregorian)

  private func value(_ keys: String, _ form: EntryForm) -> String? {
    form.value(ofPressed: KeySequence(keys)!, setting)
  }

  // MARK: Times

  @Test(arguments: [
    ("0000", "00:00"), ("1830", "18:30"), ("2359", "23:59"), ("2400", nil), ("1860", nil),
    ("183", nil), ("18*0", nil),
  ])
  func `a time has hours to 23 and minutes to 59`(keys: String, time: String?) {
    #expect(value(keys, EntryForm(.time(TimeEntry()))) == time)
  }

  @Test func `every minute of the day is a time, and nothing else`() {
    let form = EntryForm(.time(TimeEntry()))
    let times = (0..<10_000).compactMap { value(ClockText.padded($0, 4), form) }
    #expect(times == (0..<1440).map { TimeEntry.text($0) })
    #expect(
      times.allSatisfy { form.keys(of: $0, setting).flatMap { form.value(of: $0, setting) } == $0 })
  }

  @Test(arguments: [
    ("0800", true), ("1259", true), ("1800", true), ("0759", false), ("1801", false),
  ])
  func `a time is between its ends`(keys: String, isTaken: Bool) {
    let form = EntryForm(.time(TimeEntry(.init(from: 480, to: 1080))))
    #expect((value(keys, form) != nil) == isTaken)
  }

  @Test(arguments: [
    ("2200", true), ("0000", true), ("0600", true), ("0601", false), ("2159", false),
  ])
  func `a span that ends before it begins goes past midnight`(keys: String, isTaken: Bool) {
    let form = EntryForm(.time(TimeEntry(.init(from: 1320, to: 360))))
    #expect((value(keys, form) != nil) == isTaken)
  }

  // MARK: Digits with a letter

  @Test(arguments: [
    ("1234", "1234"), ("123*", "123X"), ("*123", "X123"), ("**", "XX"), ("12#", nil), ("12A", nil),
  ])
  func `a star among digits is the letter that it stands for`(keys: String, entry: String?) {
    #expect(value(keys, EntryForm(.digits, star: "X")) == entry)
    #expect(value("12*", EntryForm(.digits)) == nil)
  }

  @Test func `a value with a letter is keyed in with a star`() {
    let form = EntryForm(.digits, star: "X")
    #expect(form.keys(of: "123X", setting) == KeySequence("123*"))
    #expect(form.keys(of: "123Y", setting) == nil)
    #expect(EntryForm(.digits).keys(of: "123X", setting) == nil)
  }

  @Test func `a pattern says where the letter can be`() throws {
    let form = EntryForm(
      .digits, pattern: try EntryPattern("\\d{3}[\\dX]", of: .digitsAnd("X")), star: "X")
    #expect(value("123*", form) == "123X")
    #expect(value("1*34", form) == nil)
  }

  @Test(arguments: CheckRule.allCases)
  func `only a check whose digit can be ten accepts the letter`(rule: CheckRule) {
    let form = EntryForm(.digits, checks: [rule], star: "X")
    let isTaken = (0...9999).contains { value(ClockText.padded($0, 4) + "*", form) != nil }
    #expect(isTaken == (rule == .mod11And2))
  }

  @Test func `an entry with a letter is no number`() {
    #expect(value("1*", EntryForm(.digits, limits: 0...1000, star: "X")) == nil)
  }

  // MARK: Amounts

  @Test(arguments: [
    ("12", "12.00"), ("12*5", "12.50"), ("12*50", "12.50"), ("12*", "12.00"), ("*5", "0.50"),
    ("0", "0.00"), ("0012*05", "12.05"), ("12*505", nil), ("1*2*3", nil), ("*", nil), ("12#", nil),
    ("12A", nil), ("999999999999999*99", "999999999999999.99"), ("1000000000000000", nil),
    ("99999999999999999999999999999999", nil), ("999999999999999999*9", nil),
  ])
  func `an amount has its currency's decimals`(keys: String, amount: String?) {
    #expect(value(keys, EntryForm(.amount(AmountEntry(currency: "EUR", decimals: 2)))) == amount)
  }

  @Test(
    arguments: [
      (nil, 0, "1500", "1500"), (nil, 0, "15*0", nil), ("JPY", 0, "1500", "1500"),
      ("JPY", 0, "1*5", nil), ("KWD", 3, "1*5", "1.500"), ("KWD", 3, "1*005", "1.005"),
      ("KWD", 3, "999999999999999*999", "999999999999999.999"),
    ] as [(String?, Int, String, String?)])
  func `currencies have from none to three decimals`(
    currency: String?, decimals: Int, keys: String, amount: String?
  ) {
    #expect(
      value(keys, EntryForm(.amount(AmountEntry(currency: currency, decimals: decimals)))) == amount
    )
  }

  @Test(arguments: [("0*99", false), ("1", true), ("500*00", true), ("500*01", false)])
  func `an amount is between its limits`(keys: String, isTaken: Bool) {
    let form = EntryForm(.amount(AmountEntry(currency: "EUR", decimals: 2, limits: 100...50_000)))
    #expect((value(keys, form) != nil) == isTaken)
  }

  @Test(arguments: 0...3)
  func `an amount's keys are those that give it`(decimals: Int) throws {
    let amount = AmountEntry(currency: "EUR", decimals: decimals)
    var random = SeededGenerator(seed: 3)
    for _ in 0..<2000 {
      let text = amount.text(random.below(1_000_000))
      let keys = try #require(amount.keys(of: text))
      #expect(amount.value(of: keys) == text)
    }
  }

  // MARK: Letters

  @Test(arguments: [
    ("2", "A"), ("22", "B"), ("222", "C"), ("2222", "A"), ("7777", "S"), ("9999", "Z"),
    ("212", "AA"), ("2212", "BA"), ("234", "ADG"), ("44335551555666", "HELLO"), ("202", "A A"),
    ("0", nil), ("20", nil), ("1", nil), ("2*", nil), ("211112", "AA"),
  ])
  func `multi-tap gives the letters of ITU-T E.161`(keys: String, word: String?) {
    #expect(value(keys, EntryForm(.letters(LetterEntry(.keypad)))) == word)
  }

  @Test(arguments: [
    ("21", "A"), ("22", "B"), ("74", "S"), ("94", "Z"), ("2122", "AB"), ("210121", "A A"),
    ("24", nil), ("20", nil), ("11", nil), ("2", nil), ("75", nil), ("29", nil), ("2*", nil),
  ])
  func `two keys give a letter`(keys: String, word: String?) {
    #expect(value(keys, EntryForm(.letters(LetterEntry(.twoKeys)))) == word)
  }

  @Test(arguments: LetterEntry.Keying.allCases)
  func `every letter has its keys`(keying: LetterEntry.Keying) throws {
    let form = EntryForm(.letters(LetterEntry(keying)))
    let letters = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { String(UnicodeScalar($0)) }
    for first in letters {
      for second in letters + [""] {
        let keys = try #require(form.keys(of: first + second, setting))
        #expect(form.value(ofPressed: keys, setting) == first + second)
      }
    }
    #expect(form.keys(of: "A1", setting) == nil)
    #expect(form.keys(of: "É", setting) == nil)
  }

  @Test func `a word that is too long is refused, however long it gets`() {
    let form = EntryForm(.letters(LetterEntry(.keypad)))
    for count in 1...200 {
      var letters = KeySequence()
      for place in 0..<count {
        LetterEntry.tap(place.isMultiple(of: 2) ? .two : .three, isLate: false, to: &letters)
      }
      #expect((form.value(of: letters, setting) != nil) == (count <= LetterEntry.mostLetters))
    }
  }

  // MARK: Digits

  @Test func `a number is between its limits, leading zeros apart`() {
    let form = EntryForm(.digits, limits: 18...120)
    let taken = ["18", "120", "018", "0000000000000000000000000000120"]
    let refused = ["17", "121", "0", "99999999999999999999999999999999"]
    for keys in taken { #expect(value(keys, form) == keys) }
    for keys in refused { #expect(value(keys, form) == nil) }
  }

  @Test func `digits pass every check, the pattern and the list`() throws {
    let form = EntryForm(.digits, checks: [.luhn, .damm], pattern: try EntryPattern("[1-9].*"))
    let taken = (0..<10_000).filter { value(String($0), form) != nil }
    #expect((70...130).contains(taken.count))
    #expect(value("0", form) == nil)
    #expect(value("11", EntryForm(.digits, oneOf: ["11", "12"])) == "11")
    #expect(value("13", EntryForm(.digits, oneOf: ["11", "12"])) == nil)
  }
}
