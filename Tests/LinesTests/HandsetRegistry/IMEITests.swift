import CallEngine
import RandomInputs
import Testing

@testable import Lines

struct IMEITests {
  @Test(arguments: [
    ("490154203237518", "490154203237518"), ("356938035643809", "356938035643809"),
    ("009999000079198", "009999000079198"), ("35-417803-685978-9", "354178036859789"),
    ("۴۹۰۱۵۴۲۰۳۲۳۷۵۱۸", "490154203237518"), ("000000000000018", "000000000000018"),
  ])
  func `an IMEI with its check digit is taken as it is`(typed: String, text: String) throws {
    let (imei, form) = try IMEI.read(typed)
    #expect(imei.text == text)
    #expect(form == .imei)
  }

  @Test(arguments: [
    ("4901542032375100", "490154203237518"), ("4901542032375199", "490154203237518"),
    ("3541780368597817", "354178036859789"), ("0000000000000100", "000000000000018"),
    // Its first fifteen digits happen to be an IMEI, and the last is none of its software alone.
    ("4901542032375180", "490154203237518"),
  ])
  func `the software version of an IMEISV gives way to the check digit`(
    typed: String, text: String
  ) throws {
    let (imei, form) = try IMEI.read(typed)
    #expect(imei.text == text)
    #expect(form == .imeisv)
  }

  @Test(arguments: [
    ("490154203237517", IMEIFault.checkDigit(found: 7, expected: 8)),
    ("000000000000000", .allZeros), ("0000000000000000", .allZeros),
    // Only the version isn't zero.
    ("0000000000000042", .allZeros),
    ("000000000000001", .allZeros),
    ("35417803685978", .length(14)), ("35417803685978911", .length(17)), ("", .length(0)),
    ("49015420323751a", .notADigit("a")),
  ])
  func `anything else is refused, with the reason`(typed: String, fault: IMEIFault) {
    #expect(throws: fault) { try IMEI(parsing: typed) }
  }

  @Test
  func `no single wrong digit and no swap of neighbours but 0 and 9 passes`() throws {
    let digits = Array("490154203237518".utf8).map { Int($0) - 0x30 }
    for place in digits.indices {
      for digit in 0...9 where digit != digits[place] {
        var wrong = digits
        wrong[place] = digit
        #expect(throws: IMEIFault.self) { try IMEI(parsing: TypedDigits.text(wrong)) }
      }
    }
    for place in digits.indices.dropLast() where digits[place] != digits[place + 1] {
      var swapped = digits
      swapped.swapAt(place, place + 1)
      let isBlind = Set(digits[place...(place + 1)]) == [0, 9]
      #expect(((try? IMEI(parsing: TypedDigits.text(swapped))) != nil) == isBlind)
    }
  }

  @Test
  func `an IMEI and each IMEISV of the same handset are one`() throws {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      let own = (0..<14).map { _ in Int.random(in: 0...9, using: &random) }
      guard own.contains(where: { $0 != 0 }) else { continue }
      let version = (0..<2).map { _ in Int.random(in: 0...9, using: &random) }
      let imei = try IMEI(parsing: TypedDigits.text(own + [CheckDigit.luhn(own)]))
      #expect(try IMEI(parsing: TypedDigits.text(own + version)) == imei)
      #expect(ValidationRule.imei.accepts(imei.text))
    }
  }

  @Test(arguments: [
    ("490154203237518", "imei"), ("4901542032375100", "imeisv"),
  ])
  func `the service tells how it was keyed in`(digits: String, form: String) throws {
    let reply = try RegistryBench().ask("read_imei", ["digits": digits]).reply
    #expect(reply.outcome == "valid")
    #expect(reply.value("handset.imei") == "490154203237518")
    #expect(reply.value("handset.keyed_as") == form)
  }

  @Test
  func `the service refuses what is none`() throws {
    #expect(
      try RegistryBench().ask("read_imei", ["digits": "490154203237517"]).reply.outcome == "invalid"
    )
    #expect(
      try RegistryBench().ask("read_imei", ["digits": "000000000000000"]).reply.outcome == "invalid"
    )
  }

  @Test
  func `tracking codes have a check digit and begin with no zero`() {
    for number in 0..<500 {
      let code = TrackingCode(token: "\(number)")
      #expect(TrackingCode(parsing: code.text) == code)
      #expect(code.text.first != "0" && code.text.utf8.count == 10)
    }
    #expect(TrackingCode(parsing: "7334402324") == nil)
    #expect(TrackingCode(parsing: "0000000000") == nil)
  }
}
