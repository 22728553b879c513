import Foundation
import Testing

/// The billing line's five options, from the keys to the outbox.
struct OptionTests {
  @Test(arguments: [("02199900001", "2000"), ("09120000001", "9990")])
  func `1 puts the caller through to his payment system`(line: String, target: String) throws {
    let place = try Workplace()
    let lines = try place.call("1 ~90 0", from: line, "--given", "transfer=works")
    #expect(lines.of("transfer").map(\.to) == [target])
    let call = try #require(try place.calls().first)
    #expect(call.transfers == [TransferRow(to: target, outcome: "connected")])
    #expect(call.transferTo == target && call.transferOutcome == "connected")
    #expect(try place.outbox().isEmpty)
    #expect(lines.last?.id == "line")
  }

  @Test(arguments: ["fa-IR", "en-US"])
  func `2 sends the bill to the mobile number keyed in`(language: String) throws {
    let place = try Workplace()
    try place.call("2 09350000007 ~1 1 ~1 h", "--language", language)
    let rows = try place.outbox()
    #expect(rows.map(\.to) == ["09350000007"])
    for part in ["02199900001", "9990000102140", "1750213"] {
      #expect(rows[0].text.contains(part))
    }
    #expect(rows[0].text.contains("Bill for telephone") == (language == "en-US"))
    // The sample subscriber's name is Persian, which no seven-bit alphabet has.
    #expect(rows[0].encoding == "UCS2")
    #expect(rows[0].segments == 2)
  }

  @Test func `3 sends the app's links, and a mobile subscriber is not asked for a number`() throws {
    let place = try Workplace()
    let lines = try place.call("3 ~1 h", from: "09120000001")
    #expect(!lines.states.contains("collect"))
    let rows = try place.outbox()
    #expect(rows.map(\.to) == ["09120000001"])
    #expect(rows[0].text.contains("https://"))
  }

  @Test func `4 reads the identifiers in threes, twice, after time for pen and paper`() throws {
    let place = try Workplace()
    let lines = try place.call("4 ~120 0", "--language", "en-US")
    let said = lines.of("said").filter { $0.id == "digits" }.map(\.text)
    let bill = "nine nine nine, zero zero zero, zero one zero, two one four, zero"
    #expect(said == [bill, "one seven five, zero two one, three"] + said.prefix(2))
    let waited = try #require(lines.first { $0.id == "fetch_pen_and_paper" && $0.kind == "said" })
    let read = try #require(lines.first { $0.id == "read_identifiers" })
    #expect(abs(read.at - waited.at - 15) < 0.001)
    let hurried = try place.call("4 ~10 5 ~100 h", "--language", "en-US")
    #expect(try #require(hurried.first { $0.id == "read_identifiers" }).at == 10)
    #expect(try place.outbox().isEmpty)
  }

  @Test func `5 asks for an address by SMS`() throws {
    let place = try Workplace()
    let lines = try place.call("5 ~1 h", from: "09120000004")
    let rows = try place.outbox()
    #expect(rows.map(\.kind) == ["sms"])
    #expect(rows.map(\.to) == ["09120000004"])
    #expect(rows.map(\.text) == lines.of("sms").map(\.text))
    #expect(rows[0].callID == (try place.calls()[0].callID))
  }

  @Test(arguments: [
    ("sms=failed", "2 ~1 h", "sms_failed", ["failed"]),
    ("sms=no_answer", "2 ~60 h", "sms_failed", ["failed"]),
    ("sms=late 3s", "2 ~9 h", "bill_sent", ["sent"]),
    ("billing.send_bill=failed", "2 ~1 h", "sms_failed", []),
    ("billing.find_bill=failed", "~9 h", "out_of_service", []),
  ])
  func `a stub does as it is told`(
    given: String, keys: String, state: String, statuses: [String]
  ) throws {
    let place = try Workplace()
    let lines = try place.call(keys, from: "09120000001", "--given", given)
    #expect(lines.states.contains(state), "\(lines.states)")
    #expect(try place.outbox().map(\.status) == statuses)
    if given.hasPrefix("sms=") && statuses == ["failed"] { #expect(lines.of("sms").isEmpty) }
  }

  @Test(arguments: [
    ("transfer=busy", "1 ~30 h", "payment_busy", "busy"),
    ("transfer=no_answer", "1 ~120 h", "payment_no_answer", "no_answer"),
    ("transfer 9990=failed", "1 ~30 h", "payment_failed", "failed"),
  ])
  func `a far side does as it is told`(
    given: String, keys: String, state: String, outcome: String
  ) throws {
    let place = try Workplace()
    let lines = try place.call(keys, from: "09120000001", "--given", given)
    #expect(lines.states.contains(state), "\(lines.states)")
    #expect(try place.calls().map(\.transfers) == [[TransferRow(to: "9990", outcome: outcome)]])
  }

  @Test func `the reply to 5 sends the bill once, whatever comes after`() throws {
    let place = try Workplace()
    try place.call("5 ~1 h", from: "09120000004")
    let bad = try place.gooya("reply", "09120000004", "no address")
    #expect(bad.status == 0)
    #expect(bad.lines.first == "SMS to 09120000004:")
    let other = try place.gooya("reply", "09120000001", "thief@mail.example")
    #expect(other.lines.first == "SMS to 09120000001:")
    for given in ["email=failed", "email=works", "email=works"] {
      let outcome = try place.gooya(
        "reply", "+98 912 000 0004", "me@mail.example", "--given", given)
      #expect(outcome.status == 0)
    }
    let rows = try place.outbox()
    let emails = rows.filter { $0.kind == "email" && $0.status == "sent" }
    #expect(emails.map(\.to) == ["me@mail.example"])
    #expect(rows.filter { $0.kind == "sms" && $0.to != "09120000004" }.count == 1)
    #expect(!rows.contains { $0.to.contains("thief") })
  }
}
