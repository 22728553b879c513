import Foundation
import Testing

/// What an operator sees of the cancellations of numbers.
struct CancellationCommandTests {
  @Test
  func `cancellations are listed with their state, the numbers masked`() throws {
    let place = try Workplace()
    #expect(try place.gooya("cancellation", "list").output.isEmpty)
    #expect(try place.gooya("cancellation", "list", "--json").output == "[\n\n]\n")
    // A province that closes numbers by file accepts it for later.
    let call = { (keys: String) in
      try place.gooya([
        "call", "cancellation", "--fast", "--language", "en-US", "--from", "13800050001",
        "--at", "2025-11-10T10:00+08:00", "--keys", "1 ~1 13800050001# ~1 1 ~2 090098 ~2 " + keys,
      ])
    }
    _ = try call("h")
    let code = try #require(
      place.outbox().compactMap { $0.text.firstMatch(of: /([0-9]{6}) is your code/) }.last?.1)
    _ = try call("\(code) ~2 1 ~1 13900000009# ~1 1 ~1 1 ~9 h")
    let row = try place.gooya("cancellation", "list").output
    #expect(row.contains(/^1  138\*\*\*\*0001  confirmed, by 2025-12-01\n$/), "\(row)")
    let json = try place.gooya("cancellation", "list", "--json").output
    for member in [#""due_on" : "2025-12-01""#, #""id" : 1"#, #""over" : false"#] {
      #expect(json.contains(member))
    }
    #expect(!json.contains("13800050001"))
  }
}
