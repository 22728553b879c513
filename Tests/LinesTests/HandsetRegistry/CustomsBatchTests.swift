import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Lines
@testable import Store

@Suite(.eachDatabase)
struct CustomsBatchTests {
  let bench: RegistryBench
  let folder = TemporaryFolder()
  static let today = RegistryBench.moment("2026-01-01")

  init() throws {
    bench = try RegistryBench()
  }

  private func export() throws -> String {
    try bench.customs.batch(at: Self.today, now: Self.today).text
  }

  private func take(_ text: String, at bench: RegistryBench? = nil) throws -> (new: Int, known: Int)
  {
    try (bench ?? self.bench).customs.take(
      batchFrom: try folder.write(text), at: Self.today, now: Self.today)
  }

  private func faults(_ text: String) throws -> [CustomsBatchError.Row] {
    do {
      _ = try take(text)
      return []
    } catch CustomsBatchError.badRows(_, let rows) {
      return rows
    }
  }

  private func rows(_ text: String) -> [[String]] {
    text.split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private func text(_ rows: [[String]]) -> String {
    rows.map { $0.joined(separator: ",") }.joined(separator: "\r\n") + "\r\n"
  }

  @Test
  func `the file has the cases for review and what was paid before the link, and nothing else`()
    throws
  {
    _ = try bench.pay(bench.register(71), at: "2026-01-01")
    let rows = rows(try export())
    #expect(rows[0] == CustomsBatch.columns)
    #expect(rows.dropFirst().map { $0[1] } == ["009999020000018", "009999020000042"])
    #expect(rows[1][6...8] == ["2019-03-10", "2019-03-16", "09120000103"])
  }

  @Test(arguments: [("2019-03-07", 0), ("2019-03-11", 1), ("2019-03-20", 2)])
  func `as on an earlier day it has what was paid by then`(day: String, count: Int) throws {
    let moment = RegistryBench.moment(day)
    #expect(try bench.customs.batch(at: moment, now: Self.today).rows == count)
  }

  @Test
  func `made twice it is the same`() throws {
    #expect(try export() == export())
  }

  @Test
  func `each traveller in it gets the code by SMS, which activates the handset`() throws {
    #expect(try take(export()) == (2, 0))
    for (number, imei) in [("09120000103", "009999020000018"), ("09120000107", "009999020000042")] {
      #expect(try bench.codes(to: number) == 1)
      let code = try #require(try bench.code(to: number))
      #expect(bench.inquire(imei).outcome == "legal")
      #expect(bench.activate(imei, code, from: number).outcome == "activated")
    }
    #expect(rows(try export()).count == 1)
  }

  @Test
  func `a batch twice is one`() throws {
    let text = try export()
    #expect(try take(text) == (2, 0))
    #expect(try take(text) == (0, 2))
    #expect(try take(text + "") == (0, 2))
    #expect(try bench.codes(to: "09120000103") == 1)
    let code = try #require(try bench.code(to: "09120000103"))
    #expect(bench.activate("009999020000018", code, from: "09120000103").outcome == "activated")
    #expect(try take(text) == (0, 2))
    #expect(try bench.codes(to: "09120000103") == 1)
  }

  @Test
  func `a larger batch sends only what is new`() throws {
    #expect(try take(text(Array(rows(try export()).prefix(2)))) == (1, 0))
    #expect(try take(export()) == (1, 0))
    #expect(try bench.codes(to: "09120000103") == 1)
    #expect(try bench.codes(to: "09120000107") == 1)
  }

  @Test
  func `a registry that doesn't know the travellers takes them in from the file`() throws {
    let registration = try bench.register(72, mobile: "09121110004", at: "2019-03-02")
    try bench.pay(registration, at: "2019-03-03")
    let text = try export()
    let other = try RegistryBench()
    #expect(try take(text, at: other) == (3, 0))
    #expect(try take(text, at: other) == (0, 3))
    #expect(try other.codes(to: "09121110004") == 1)
    #expect(other.standing(registration.trackingCode) == "code_sent")
    #expect(other.inquire(registration.imei.text).value("handset.import_kind") == "traveller")
  }

  /// A change to the first row of the file, and what is said of it.
  @Test(arguments: [
    (0, "1234567890", "the tracking_code is not a tracking code"),
    (1, "009999020000019", "the imei has a wrong check digit"),
    (1, "000000000000000", "the imei has only zeros"),
    (1, "0099990200000100", "the imei has 16 digits, not 15"),
    (1, "00999902000001", "the imei has 14 digits, not 15"),
    (1, "4901542032375x8", "the imei has a character in it that is not a digit"),
    (2, "", "the brand is empty"), (3, " ", "the model is empty"),
    (4, "123456", "the bill_id is not a bill ID"),
    (5, "123456", "the payment_id is not a payment ID of this bill"),
    (6, "2019-02-30", "the issued_on is not a day as YYYY-MM-DD"),
    (7, "16/3/2019", "the paid_on is not a day as YYYY-MM-DD"),
    (7, "2019-03-09", "paid_on is before issued_on"),
    (7, "2019-03-17", "paid_on is not the day on which it was paid"),
    (7, "2026-01-02", "paid_on is in the future"),
    (6, "2019-03-11", "issued_on is not the day on which it was issued"),
    (8, "02199900001", "the mobile is not an Iranian mobile number"),
    (8, "09121119999", "the mobile is not the one registered"),
    (1, "009999020000026", "the tracking_code is of another registration"),
    (
      0, TrackingCode(token: "sample 009999020000026").text,
      "the tracking_code is of another registration"
    ),
  ])
  func `a faulty row is told by its line, and nothing is imported`(
    column: Int, value: String, reason: String
  ) throws {
    var rows = rows(try export())
    rows[1][column] = value
    let before = try bench.stored()
    let faults = try faults(text(rows))
    #expect(faults.map(\.line) == [2])
    #expect(faults.first?.reasons.contains(reason) == true, "\(faults)")
    #expect(try bench.stored() == before)
    #expect(try bench.codes(to: "09120000107") == 0)
  }

  @Test
  func `every fault is told, none quotes a value`() throws {
    var rows = rows(try export())
    rows[1][8] = "0912secret"
    rows[2][1] = "111111111111111"
    rows.append(rows[2])
    rows[3][1] = "009999020000042"
    rows.append(["a", "b"])
    let faults = try faults(text(rows))
    #expect(faults.map(\.line) == [2, 3, 5])
    let shown = CustomsBatchError.badRows(path: "batch.csv", faults).description
    for value in ["secret", "111111111111111", "0912"] { #expect(!shown.contains(value)) }
  }

  @Test
  func `two rows about one handset are an error`() throws {
    var rows = rows(try export())
    rows.append(rows[1])
    #expect(try faults(text(rows)).map(\.line) == [4])
  }

  @Test
  func `one that hasn't been paid can't be imported, and one of the registry's own neither`() throws
  {
    let registration = try bench.register(73, at: "2019-03-02")
    let row = [
      registration.trackingCode.text, registration.imei.text, "Khialtel", "Voyage",
      registration.billID.text, registration.paymentID.text, "2019-03-02", "2019-03-20",
      registration.mobile.number,
    ]
    let rows = rows(try export())
    #expect(try faults(text(rows + [row])) == [.init(line: 4, reasons: ["it has not been paid"])])
    var own = row
    own[1] = RegistryBench.imported
    own[0] = TrackingCode(token: "another").text
    let bill = try BillID(fileCode: 4711, companyCode: 777, serviceDigit: 8)
    own[4] = bill.text
    own[5] = try PaymentID(amount: 1000, year: 7, period: 12, for: bill).text
    #expect(
      try faults(text(rows + [own])) == [
        .init(line: 4, reasons: ["the imei is in the registry, and not as a traveller's"])
      ])
  }

  @Test(arguments: [
    "", "a,b\n", "imei,tracking_code,brand,model,bill_id,payment_id,issued_on,paid_on,mobile\n",
    "tracking_code,imei\n",
  ])
  func `a file without the columns is refused`(text: String) throws {
    #expect(throws: CustomsBatchError.self) { try take(text) }
  }

  @Test
  func `a file with a byte order mark, semicolons and blanks is read`() throws {
    let text = try "\u{FEFF}" + export().replacing(",", with: " ; ").replacing("\r\n", with: "\n")
    #expect(try take(text) == (2, 0))
  }

  @Test
  func `a batch of nothing does nothing`() throws {
    #expect(try take(CustomsBatch.columns.joined(separator: ",") + "\n") == (0, 0))
  }

  @Test
  func `a code whose SMS failed comes with the same batch again`() throws {
    bench.desk.tell(.sms, .outcome("failed"))
    let text = try export()
    #expect(try take(text) == (2, 0))
    bench.desk.tell(.sms, nil)
    #expect(try take(text) == (2, 0))
    #expect(try take(text) == (0, 2))
    #expect(try bench.codes(to: "09120000103") == 1)
  }
}
