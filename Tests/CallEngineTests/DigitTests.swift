import CallEngine
import Testing

@Suite struct DigitTests {
  /// RFC 4733, section 3.2.
  @Test func `keys are numbered as the events of RFC 4733`() {
    #expect(String(Digit.allCases.map(\.character)) == "0123456789*#ABCD")
    #expect(Digit.allCases.map(\.rawValue) == Array(0...15))
  }

  @Test(arguments: Digit.allCases)
  func `a key is named by its label`(digit: Digit) {
    #expect(Digit(digit.character) == digit)
  }

  @Test(arguments: zip("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"))
  func `Persian and Arabic digits are digits`(persian: Character, arabic: Character) {
    #expect(Digit(persian) == Digit(arabic))
    #expect(Digit(persian)?.rawValue == persian.decimalDigitValue.map(UInt8.init))
  }

  @Test(arguments: ["x", " ", "²", "½", "一", "7\u{301}", "7\u{20E3}", "🂡"] as [Character])
  func `no other character is a key`(character: Character) {
    #expect(Digit(character) == nil)
    #expect(character.decimalDigitValue == nil)
  }
}
