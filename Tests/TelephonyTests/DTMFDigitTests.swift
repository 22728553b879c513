import Telephony
import Testing

@Suite struct `DTMF digits` {
  @Test func `each has a label of its own that names it again`() {
    #expect(Set(DTMFDigit.allCases.map(\.character)).count == 16)
    for digit in DTMFDigit.allCases { #expect(DTMFDigit(digit.character) == digit) }
  }

  @Test func `each has its pair of tones, as Q.23 lays the keypad out`() {
    for (row, low) in DTMFDigit.rows.enumerated() {
      for (column, high) in DTMFDigit.columns.enumerated() {
        let digit = DTMFDigit(row: row, column: column)
        #expect((digit.lowFrequency, digit.highFrequency) == (low, high))
      }
    }
    #expect((DTMFDigit.five.lowFrequency, DTMFDigit.five.highFrequency) == (770, 1336))
    #expect((DTMFDigit.pound.lowFrequency, DTMFDigit.pound.highFrequency) == (941, 1477))
    #expect((DTMFDigit.d.lowFrequency, DTMFDigit.d.highFrequency) == (941, 1633))
  }

  @Test(arguments: ["E", "۵", "", "%", "é"].compactMap(\.first))
  func `other characters name none`(character: Character) {
    #expect(DTMFDigit(character) == nil)
  }
}
