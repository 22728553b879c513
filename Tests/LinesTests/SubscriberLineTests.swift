import Testing

@testable import Lines

struct SubscriberLineTests {
  @Test(arguments: [
    "09121234567", "9121234567", "+989121234567", "00989121234567", "989121234567",
    "۰۹۱۲۱۲۳۴۵۶۷", "٠٩١٢ ١٢٣ ٤٥ ٦٧", "+98 912-123-45-67", "\u{202A}+98 912 123 45 67\u{202C}",
  ])
  func `a mobile number is read in each of its forms`(text: String) throws {
    let number = try MobileNumber(parsing: text)
    #expect(number.number == "09121234567")
    #expect(number.e164 == "+989121234567")
    #expect(number.line.paymentSystem == "9990")
  }

  @Test(arguments: [
    "02177483178", "+982177483178", "00982177483178", "(021) 7748 3178", "۰۲۱۷۷۴۸۳۱۷۸",
  ])
  func `a landline is read in each of its forms`(text: String) throws {
    let line = try SubscriberLine(parsing: text)
    #expect(line.number == "02177483178")
    #expect(line.kind == .landline)
    #expect(line.mobile == nil)
    #expect(line.paymentSystem == "2000")
  }

  @Test(arguments: [
    ("", LineFault.empty), ("+", .empty), ("0912123456a", .notADigit("a")),
    ("0912+1234567", .notADigit("+")), ("0912123456", .notAnIranianNumber(digits: 10)),
    ("2177483178", .notAnIranianNumber(digits: 10)), ("02277483178", .unknownAreaCode("022")),
    ("+09121234567", .notAnIranianNumber(digits: 11)),
    ("+4912345678901", .notAnIranianNumber(digits: 13)),
    ("00989121234", .notAnIranianNumber(digits: 11)),
    (String(repeating: "9", count: 100_000), .notAnIranianNumber(digits: 100_000)),
  ])
  func `a number that is none says why`(text: String, fault: LineFault) {
    #expect(throws: fault) { try SubscriberLine(parsing: text) }
  }

  @Test
  func `a landline is no mobile number`() {
    #expect(throws: LineFault.notAMobileNumberOfIran(digits: 4)) {
      try MobileNumber(parsing: "0912")
    }
    #expect(throws: LineFault.notAMobileNumber("02177483178")) {
      try MobileNumber(parsing: "02177483178")
    }
  }
}
