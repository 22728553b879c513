import CallEngine
import Testing

@testable import Lines

struct BillIDTests {
  static let rows = Fixture.rows("bills.csv")
  static var valid: [[String: String]] { rows.filter { $0["c2_ok"] == "1" } }

  @Test(arguments: rows)
  func `every vector's three check digits are judged as it says`(row: [String: String]) throws {
    let check = BillCheck(billID: row["bill_id"]!, paymentID: row["payment_id"]!)
    let c1Fails = check.paymentFaults.contains {
      if case .firstCheckDigit = $0 { true } else { false }
    }
    let c2Fails = check.paymentFaults.contains {
      if case .secondCheckDigit = $0 { true } else { false }
    }
    #expect(check.billFaults.isEmpty == (row["bill_check_ok"] == "1"))
    #expect(!c1Fails == (row["c1_ok"] == "1"))
    #expect(!c2Fails == (row["c2_ok"] == "1"))
    #expect(check.isValid == (row["c2_ok"] == "1"))
    #expect(check.reasons.isEmpty == check.isValid)
  }

  @Test(arguments: valid)
  func `a valid pair says its service, amount, period and barcode`(row: [String: String]) throws {
    let check = BillCheck(billID: row["bill_id"]!, paymentID: row["payment_id"]!)
    let bill = try #require(check.bill)
    let payment = try #require(check.payment)
    #expect(String(bill.serviceDigit) == row["service_digit"])
    #expect(String(payment.amount) == row["amount_rial"])
    #expect(String(payment.year) == row["year"])
    #expect(payment.period == row["period"])
    #expect(check.barcode == row["barcode"])
  }

  @Test(arguments: valid)
  func `a valid pair is made again from its parts`(row: [String: String]) throws {
    let bill = try BillID(parsing: row["bill_id"]!)
    let again = try BillID(
      fileCode: bill.fileCode, companyCode: bill.companyCode, serviceDigit: bill.serviceDigit)
    #expect(again.text == row["bill_id"])
    let payment = try PaymentID(parsing: row["payment_id"]!, for: bill)
    let made = try PaymentID(
      amount: payment.amount, year: payment.year, period: Int(payment.period)!, for: bill)
    #expect(made.text == row["payment_id"])
  }

  @Test
  func `the lines are the contract of the command`() {
    #expect(
      BillCheck(billID: "4761449102040", paymentID: "1730293").lines == [
        "service: landline", "amount_rial: 17000", "barcode: 47614491020400000001730293",
      ])
    #expect(
      BillCheck(billID: "4761449102041", paymentID: "1730203").lines == [
        "invalid: the bill ID's check digit is 1, not 0",
        "invalid: the payment ID's first check digit is 0, not 9",
        "invalid: the payment ID's second check digit is 3, not 8 as this bill ID requires",
      ])
  }

  @Test(arguments: [
    ("۴۷۶۱۴۴۹۱۰۲۰۴۰", "۱۷۳۰۲۹۳"), ("٤٧٦١٤٤٩١٠٢٠٤٠", "0001730293"),
    ("476 144 910 204 0", "173-029-3"), (" 4761449102040\n", "0000001730293"),
  ])
  func `Persian digits, separators and a padded payment ID are read`(bill: String, payment: String)
  {
    #expect(BillCheck(billID: bill, paymentID: payment).barcode == "47614491020400000001730293")
  }

  @Test(arguments: [
    ("", "the bill ID is empty"), ("12a456", "the bill ID has 'a' in it, which is not a digit"),
    ("1", "the bill ID has 1 digit, not 6 to 13"),
    ("12345", "the bill ID has 5 digits, not 6 to 13"),
    (String(repeating: "1", count: 5000), "the bill ID has 5000 digits, not 6 to 13"),
    ("000000", "the bill ID has only zeros"), ("-476144", "the bill ID's check digit is 4, not 5"),
  ])
  func `a bad bill ID says what is wrong`(text: String, reason: String) {
    #expect(BillID.faults(in: text).map(\.description) == [reason])
  }

  /// Who keys in a bill ID and who checks one on a command line are told the same.
  @Test
  func `the keypad accepts what the check accepts`() {
    var entries = (0...14).flatMap { count in
      ["0", "1", "9"].map { String(repeating: $0, count: count) }
    }
    for row in Self.rows {
      let id = row["bill_id"]!
      entries += [id, "0" + id, String(id.dropLast()), id + "0", String(id.reversed())]
    }
    for number in 1...3000 {
      let digits = TypedDigits.digits(of: Int64(number) * 7_919_000_017 % 1_000_000_000_000)
      let check = CheckDigit.weighted2To7(digits)
      entries += [check, (check + number) % 10].map { TypedDigits.text(digits + [$0]) }
    }
    for entry in entries {
      #expect(ValidationRule.iranBillID.accepts(entry) == BillID.faults(in: entry).isEmpty)
    }
  }

  @Test(arguments: [
    ("", "the payment ID is empty"),
    ("1730x93", "the payment ID has 'x' in it, which is not a digit"),
    ("7", "the payment ID has 1 digit, not 6 to 13"),
    ("17302", "the payment ID has 5 digits, not 6 to 13"),
    ("00000000017302", "the payment ID has 14 digits, not 6 to 13"),
    ("0000017302", "the payment ID has no amount"),
  ])
  func `a bad payment ID says what is wrong`(text: String, reason: String) throws {
    let bill = try BillID(parsing: "4761449102040")
    #expect(PaymentID.faults(in: text, for: bill).map(\.description) == [reason])
  }

  @Test(arguments: [Int64.min, -1000, 0, 999, 1500, 100_000_000_000, Int64.max])
  func `an amount that a payment ID cannot carry is refused`(amount: Int64) throws {
    let bill = try BillID(fileCode: 1, companyCode: 1, serviceDigit: 4)
    #expect(throws: PaymentIDFault.self) {
      try PaymentID(amount: amount, year: 1, period: 1, for: bill)
    }
  }

  @Test
  func `parts that are out of range are refused`() throws {
    let bill = try BillID(fileCode: 1, companyCode: 1, serviceDigit: 4)
    #expect(bill.text == "100145")
    #expect(throws: BillIDFault.fileCodeOutOfRange(.max)) {
      try BillID(fileCode: .max, companyCode: 1, serviceDigit: 1)
    }
    #expect(throws: BillIDFault.companyCodeOutOfRange(-1)) {
      try BillID(fileCode: 1, companyCode: -1, serviceDigit: 1)
    }
    #expect(throws: BillIDFault.serviceDigitOutOfRange(10)) {
      try BillID(fileCode: 1, companyCode: 1, serviceDigit: 10)
    }
    #expect(throws: PaymentIDFault.yearOutOfRange(14)) {
      try PaymentID(amount: 1000, year: 14, period: 1, for: bill)
    }
    #expect(throws: PaymentIDFault.periodOutOfRange(100)) {
      try PaymentID(amount: 1000, year: 1, period: 100, for: bill)
    }
  }

  @Test
  func `a service digit without a name is valid and unknown`() throws {
    let names = try (0...9).map {
      try BillID(fileCode: 12, companyCode: 345, serviceDigit: $0).serviceName
    }
    #expect(
      names == [
        "unknown", "water", "electricity", "gas", "landline", "mobile", "municipality", "unknown",
        "tax", "traffic_fine",
      ])
  }
}
