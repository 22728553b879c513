import Foundation
import Testing

struct CallTests {
  @Test(arguments: ["call", "graph", "explore", "load"])
  func `a folder without a script is told once`(command: String) throws {
    let place = try Workplace()
    try place.write("x", as: "csv/x.txt", making: true)
    for folder in ["csv", "csv/"] {
      let outcome = try place.gooya(command, folder)
      #expect(outcome.status == 1 && outcome.output.isEmpty)
      #expect(outcome.complaints == "gooya: there is no script 'csv/menu.yaml'\n")
    }
  }

  @Test func `a transcript has the kinds of the contract, in order of time`() throws {
    let place = try Workplace()
    let lines = try place.call("~20 2 09120000001 ~9 1 ~9 1 ~50 0", "--given", "transfer=works")
    let kinds: Set = [
      "state", "said", "cut", "pressed", "sms", "email", "transfer", "transfer_connected",
      "transfer_ended", "hung_up",
    ]
    #expect(lines.allSatisfy { kinds.contains($0.kind) })
    #expect(lines.map(\.at) == lines.map(\.at).sorted())
    #expect(lines[0] == CallLine(at: 0, kind: "state", id: "who_rang", text: "", to: nil))
    #expect(lines[1] == CallLine(at: 0, kind: "state", id: "greet", text: "", to: nil))
    #expect(lines.last?.kind == "hung_up")
    #expect(lines.last?.id == "line")
    #expect(lines.of("hung_up").count == 1)
    #expect(lines.of("sms").map(\.to) == ["09120000001"])
    #expect(lines.of("transfer").map(\.to) == ["2000"])
    #expect(lines.of("pressed").map(\.text).joined() == "2091200000011" + "10")
    #expect(lines.of("said").allSatisfy { $0.id != nil && !$0.text.isEmpty })
  }

  @Test func `what was cut off is told after what was said of it, and together they are all`()
    throws
  {
    let place = try Workplace()
    let whole = try place.call("~60 h", "--language", "en-US").of("said")
    let menu = try #require(whole.first { $0.id == "main_options" })
    let lines = try place.call("~20 9 ~1 h", "--language", "en-US")
    let cut = try #require(lines.firstIndex { $0.kind == "cut" })
    #expect(lines[cut - 1].kind == "said")
    #expect(lines[cut - 1].id == "main_options")
    #expect(lines[cut - 1].at == 20)
    #expect("\(lines[cut - 1].text) \(lines[cut].text)" == menu.text)
  }

  @Test func `a hang-up ends the call, and keys after the end are ignored`() throws {
    let place = try Workplace()
    let lines = try place.call("~3 h 2 ~5 2 h")
    #expect(lines.last?.kind == "hung_up")
    #expect(lines.last?.id == "caller")
    #expect(lines.last?.at == 3)
    #expect(lines.of("pressed").isEmpty)
    let goodbye = try place.call("0 ~100 2 2 2 h")
    #expect(goodbye.last?.id == "line")
    #expect(goodbye.of("pressed").count == 1)
    #expect(try place.outbox().isEmpty)
  }

  @Test func `a silent caller hears the line hang up`() throws {
    let lines = try Workplace().call("")
    #expect(lines.states.last == "give_up")
    #expect(lines.last?.id == "line")
  }

  @Test func `piped keys make the same call as named ones`() throws {
    let place = try Workplace()
    let named = try place.call("~20 4 ~2 ۱ ~5 h")
    let piped = try place.gooya(
      ["call", Workplace.script, "--fast", "--format", "jsonl", "--from", "02199900001"],
      input: Data("~20\n4 ~۲\t1\r\n ~5 h\n".utf8))
    #expect(piped.status == 0)
    #expect(try piped.transcript() == named)
  }

  @Test(arguments: [Data([0xFF, 0xFE, 0x31]), Data("1 2 x".utf8), Data(count: 2 << 20)])
  func `piped rubbish is refused`(input: Data) throws {
    let place = try Workplace()
    let outcome = try place.gooya(["call", Workplace.script, "--fast"], input: input)
    #expect(outcome.status == 1)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.hasPrefix("gooya: "))
    #expect(outcome.complaints.count < 300)
  }

  @Test func `Persian and Arabic digits are keys`() throws {
    let place = try Workplace()
    try place.call("۲ ۰۹۱۲۰۰۰۰۰۰۱# ۱ ~۱ h")
    try place.call("٢ ٠٩١٢٠٠٠٠٠٠١ ~1 ١ ~1 h")
    #expect(try place.outbox().map(\.to) == ["09120000001", "09120000001"])
  }

  @Test func `keys of an item are 200 ms apart, and a wait counts from the last`() throws {
    let lines = try Workplace().call("~1 456 ~1 7 h")
    #expect(lines.of("pressed").map(\.at) == [1, 1.2, 1.4, 2.4])
  }

  @Test func `the operator's own call has the subscriber's line either way`() throws {
    let place = try Workplace()
    let outgoing = try place.gooya(
      "call", Workplace.script, "--to", "02199900001", "--fast", "--format", "jsonl", "--keys",
      "1 ~30 h")
    #expect(outgoing.status == 0)
    let said = try outgoing.transcript().of("said").map(\.text)
    let incoming = try place.call("~30 h").of("said").map(\.text)
    #expect(said.count > 4 && said.prefix(4) == incoming.dropFirst().prefix(4), "\(said)")
    let calls = try place.calls()
    #expect(calls.map(\.direction) == ["incoming", "outgoing"])
    #expect(calls.map(\.line) == ["02199900001", "02199900001"])
    #expect(calls.map(\.numberDialled) == ["1800", "02199900001"])
  }

  @Test(arguments: [
    ("02199900001", [String](), "fa-IR"), ("02199900001", ["--language", "en-US"], "en-US"),
    ("02199900005", [], "en-US"), ("02199900005", ["--language", "fa-IR"], "fa-IR"),
    ("02199900007", [], "fa-IR"), ("09120000004", [], "en-US"),
  ])
  func `a call begins in the subscriber's language unless another is named`(
    line: String, options: [String], language: String
  ) throws {
    let place = try Workplace()
    let outcome = try place.gooya(
      ["call", Workplace.script, "--fast", "--from", line, "--keys", "~5 h"] + options)
    #expect(outcome.output.contains("Hello") == (language == "en-US"))
    #expect(try place.calls().first?.language == language)
  }

  @Test(arguments: ["+982199900001", "۰۲۱-۹۹۹ ۰۰۰۰۱", "0212 1", "1", "+12025550100"])
  func `a caller may come from anywhere`(number: String) throws {
    let place = try Workplace()
    let outcome = try place.gooya(
      "call", Workplace.script, "--fast", "--from", number, "--keys", "h")
    #expect(outcome.status == (number == "0212 1" ? 64 : 0), "\(outcome)")
  }

  @Test func `real time is as long as it says, and speed shortens it`() throws {
    let start = ContinuousClock.now
    let outcome = try Workplace().gooya(
      "call", Workplace.script, "--speed", "20", "--format", "jsonl", "--keys", "~10 h")
    #expect(outcome.status == 0)
    #expect(ContinuousClock.now - start >= .milliseconds(500))
    #expect(try outcome.transcript().last?.at == 10)
  }

  @Test func `text for people says who calls whom`() throws {
    let place = try Workplace()
    let incoming = try place.gooya(
      "call", Workplace.script, "--fast", "--from", "02199900001", "--keys", "~1 5 h")
    #expect(incoming.lines.first == "02199900001 calls Telephone bill")
    #expect(incoming.lines.contains("00:01.0  key: 5"))
    let outgoing = try place.gooya(
      "call", Workplace.script, "--fast", "--to", "02199900001", "--keys", "h")
    #expect(outgoing.lines.first == "Telephone bill calls 02199900001, who answers")
  }
}
