import CallEngine
import Speech
import Testing

struct DigitsTests {
  @Test
  func `bill and payment IDs are read in groups of three, as in the vectors`() throws {
    let rows = try Fixture.rows("readout")
    #expect(rows.count == 40)
    for row in rows {
      let digits = try #require(row["digits"])
      #expect(try words(digits, .digits(group: 3), .persian) == row["fa_words"])
      #expect(try words(digits, .digits(group: 3), .english) == row["en_digits"])
    }
  }

  @Test
  func `a Persian group is a number after its leading zeros, as in the vectors`() throws {
    let rows = try Fixture.rows("fa_groups")
    #expect(rows.count == 207)
    for row in rows {
      #expect(try words(try #require(row["group"]), .digits(group: 3), .persian) == row["words"])
    }
  }

  @Test(arguments: [
    ("12070160", nil, "یک دو صفر هفت صفر یک شش صفر"),
    ("007", nil, "صفر صفر هفت"),
    ("007", 1, "صفر ، صفر ، هفت"),
    ("0012", 2, "دو صفر ، دوازده"),
    ("1000", 4, "یک هزار"),
    ("00100", 5, "دو صفر صد"),
    ("12345678", 4, "یک هزار و دویست و سی و چهار ، پنج هزار و ششصد و هفتاد و هشت"),
    ("123", 99, "صد و بیست و سه"),
    ("0", 3, "صفر"),
    ("00", 3, "دو صفر"),
    ("00000", 5, "پنج صفر"),
  ])
  func `Persian digits`(digits: String, group: Int?, expected: String) throws {
    #expect(try words(digits, .digits(group: group), .persian) == expected)
  }

  @Test(arguments: [
    ("12070160", nil, "one two zero seven zero one six zero"),
    ("1000", 3, "one zero zero, zero"),
    ("123", 1, "one, two, three"),
    ("0", nil, "zero"),
  ])
  func `English digits`(digits: String, group: Int?, expected: String) throws {
    #expect(try words(digits, .digits(group: group), .english) == expected)
  }

  @Test(arguments: [0, -1, Int.min])
  func `a group of no size is no group`(group: Int) throws {
    #expect(try words("123", .digits(group: group), .english) == "one two three")
  }

  @Test(arguments: ["۱۲۳۴", "١٢٣٤", "1234", " 12 34 ", "12-34", "\u{200E}1234\u{200F}"])
  func `digits of any of the three scripts, with blanks or hyphens between`(digits: String) throws {
    #expect(try words(digits, .digits(group: 2), .english) == "one two, three four")
  }

  @Test
  func `a group too long for words is read digit by digit`() throws {
    let text = try words(String(repeating: "9", count: 30), .digits(group: 30), .persian)
    #expect(text == Array(repeating: "نه", count: 30).joined(separator: " "))
  }

  @Test
  func `a very long value is read to its end`() throws {
    let digits = String(repeating: "105", count: 20_000)
    let utterances = try Verbalizer.utterances(
      of: digits, as: SpokenForm(.digits(group: 3), groupPause: .seconds(1)), in: .persian)
    #expect(utterances.count == 20_000 * 2 + 19_999)
    #expect(utterances.last?.text == "پنج")
  }

  @Test(arguments: [
    ("12x", "'12x' can't be read as digits: 'x' isn't a digit"),
    ("", "'' can't be read as digits: it is empty"),
    ("  ", "it is empty"),
    ("-5", "'-' isn't a digit"),
    ("5-", "'-' isn't a digit"),
    ("1--2", "'-' isn't a digit"),
    ("۱²", "'²' isn't a digit"),
    ("•••", "'•' isn't a digit"),
  ])
  func `what isn't a digit is named`(value: String, message: String) {
    let error = #expect(throws: UnspeakableValue.self) {
      try Verbalizer.utterances(of: value, as: SpokenForm(.digits(group: 3)), in: .persian)
    }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test
  func `a message neither grows with the value nor steers the terminal`() {
    let error = UnspeakableValue(
      "\u{1B}[2J" + String(repeating: "x", count: 5000), as: .digits(group: nil),
      .unexpected("\u{1B}"))
    #expect(error.description.count < 200)
    #expect(!error.description.unicodeScalars.contains("\u{1B}"))
  }

  @Test
  func `a language without words for numbers is refused`() {
    let error = #expect(throws: UnspeakableValue.self) {
      try Verbalizer.utterances(of: "12", as: SpokenForm(.number), in: Language("ur-PK"))
    }
    #expect(
      error?.description
        == "'12' can't be read as a number: values can't be read in 'ur-PK', since there are no "
        + "words for its numbers")
  }
}
