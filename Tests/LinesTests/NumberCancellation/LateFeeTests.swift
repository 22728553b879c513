import PostgresServer
import Testing

@testable import Lines

@Suite(.eachDatabase)
struct LateFeeTests {
  @Test func `late fees are as in the fixture`() throws {
    let rows = Fixture.rows("late_fee.csv")
    #expect(rows.count == 30)
    for row in rows {
      let arrears = try #require(Fen(yuan: row["arrears_yuan"]!))
      let fee = LateFee.fee(on: arrears, days: try #require(Int(row["days_late"]!)))
      #expect(fee.yuan == row["fee_rounded_half_up"], "\(row)")
      #expect((arrears + fee).yuan == row["total_due"], "\(row)")
    }
  }

  @Test(arguments: [
    // Exactly half a fen, and a hair less.
    (500, 1, 2), (1, 166, 0), (1, 167, 1), (499, 1, 1), (166, 1, 0), (167, 1, 1), (100, 5, 2),
    (12_836, 30, 1155),
  ])
  func `half a fen is rounded up, and less is dropped`(fen: Int64, days: Int, fee: Int64) {
    #expect(LateFee.fee(on: Fen(fen), days: days) == Fen(fee))
  }

  @Test func `nothing is due before the first day, and nothing overflows`() {
    #expect(LateFee.fee(on: Fen(10_000), days: 0) == .zero)
    #expect(LateFee.fee(on: Fen(10_000), days: -3) == .zero)
    #expect(LateFee.fee(on: .zero, days: 100) == .zero)
    #expect(LateFee.fee(on: Fen(.max), days: 100_000) == Fen(.max))
  }

  @Test(arguments: [
    ("128.36", 12_836), ("19", 1900), ("0.1", 10), ("0.01", 1), ("0", 0),
  ])
  func `yuan are read exactly`(text: String, fen: Int64) {
    #expect(Fen(yuan: text) == Fen(fen))
  }

  @Test(arguments: ["", ".", "1.", ".5", "1.234", "-1", "1,5", "1e3", "92233720368547758.08"])
  func `what is no amount in yuan is refused`(text: String) {
    #expect(Fen(yuan: text) == nil)
  }

  @Test func `an amount is written with two decimals`() {
    #expect(Fen(5).yuan == "0.05")
    #expect(Fen(-105).yuan == "-1.05")
    #expect(Fen(123_456).yuan == "1234.56")
  }
}
