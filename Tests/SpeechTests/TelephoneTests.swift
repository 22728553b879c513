import CallEngine
import Speech
import Testing

struct TelephoneTests {
  @Test(arguments: [
    "09121234567", "9121234567", "+989121234567", "00989121234567", "989121234567",
    "+98 (0)912 123 45 67", "۰۹۱۲۱۲۳۴۵۶۷", "0912-123-4567", "\u{200E}+98 912 123 4567",
  ])
  func `an Iranian mobile number in any form`(number: String) throws {
    #expect(
      try words(number, .telephone, .persian)
        == "صفر ، نهصد و دوازده ، صد و بیست و سه ، چهل و پنج ، شصت و هفت")
    #expect(
      try words(number, .telephone, .english)
        == "zero, nine one two, one two three, four five, six seven")
  }

  @Test(arguments: [
    "02177483178", "+982177483178", "00982177483178", "982177483178", "(021) 77483178",
  ])
  func `an Iranian landline in any form`(number: String) throws {
    #expect(
      try words(number, .telephone, .persian)
        == "صفر بیست و یک ، هفتاد و هفت ، چهل و هشت ، سی و یک ، هفتاد و هشت")
    #expect(
      try words(number, .telephone, .english)
        == "zero two one, seven seven, four eight, three one, seven eight")
  }

  @Test(
    arguments: [
      ("2000", "دو هزار", "two zero zero zero"),
      ("9990", "نود و نه ، نود", "nine nine, nine zero"),
      ("118", "صد و هجده", "one one eight"),
      ("7", "هفت", "seven"),
      ("0000", "دو صفر ، دو صفر", "zero zero, zero zero"),
      (
        "09129990", "صفر ، نهصد و دوازده ، نود و نه ، نود",
        "zero, nine one two, nine nine, nine zero"
      ),
      (
        "77483178", "هفتاد و هفت ، چهل و هشت ، سی و یک ، هفتاد و هشت",
        "seven seven, four eight, three one, seven eight"
      ),
      (
        "09120050007", "صفر ، نهصد و دوازده ، دو صفر پنج ، دو صفر ، صفر هفت",
        "zero, nine one two, zero zero five, zero zero, zero seven"
      ),
      (
        "+12125550100", "دو صفر ، یک ، دویست و دوازده ، پانصد و پنجاه و پنج ، صفر یک ، دو صفر",
        "plus one, two one two, five five five, zero one, zero zero"
      ),
      (
        "0044207946000", "دو صفر ، چهل و چهار ، دویست و هفت ، نهصد و چهل و شش ، سه صفر",
        "plus four four, two zero seven, nine four six, zero zero zero"
      ),
      ("+", nil, nil), ("", nil, nil), ("0912x", nil, nil), ("0912+1", nil, nil),
      ("++98", nil, nil),
    ] as [(String, String?, String?)])
  func `short, local and foreign numbers`(number: String, persian: String?, english: String?) throws
  {
    if let persian, let english {
      #expect(try words(number, .telephone, .persian) == persian)
      #expect(try words(number, .telephone, .english) == english)
    } else {
      #expect(throws: UnspeakableValue.self) { try words(number, .telephone, .english) }
    }
  }

  @Test
  func `every digit of a number of any length is said, whatever its prefix`() throws {
    for prefix in ["", "0", "00", "9", "98", "+", "+0", "+98", "0098", "+980", "+1", "+998"] {
      for length in 1...40 {
        let digits = String(repeating: "7", count: length)
        let text = try words(prefix + digits, .telephone, .english)
        #expect(text.split(separator: " ").count { $0.hasPrefix("seven") } == length)
      }
    }
  }
}
