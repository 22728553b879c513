import Foundation
import Testing

/// Several processes with the same data at once.
struct SharedDataTests {
  @Test func `two calls at once both work`() throws {
    let place = try Workplace()
    let keys = "2 ~2 3 ~2 5 ~2 h"
    let running = try ["09120000001", "09120000004"].map { line in
      try place.start(
        [
          "call", Workplace.script, "--speed", "50", "--from", line, "--format", "jsonl", "--keys",
          keys,
        ])
    }
    let sent = try running.map { try $0.wait() }.map { outcome in
      #expect(outcome.status == 0)
      #expect(outcome.complaints.isEmpty)
      return try outcome.transcript().of("sms")
    }
    #expect(sent.map(\.count) == [3, 3])
    let rows = try place.outbox()
    for messages in sent {
      #expect(rows.filter { $0.to == messages[0].to }.map(\.text) == messages.map(\.text))
    }
    #expect(try place.calls().compactMap(\.endedBy) == ["caller", "caller"])
  }

  @Test func `processes that send at once keep a number's limit together`() throws {
    let place = try Workplace()
    let debtors = [
      "02199900001", "02199900002", "02199900004", "02199900005", "02199900007", "03199900008",
      "05199900009", "07199900010",
    ]
    let running = try debtors.map { line in
      try place.start([
        "call", Workplace.script, "--fast", "--from", line, "--format", "jsonl", "--keys",
        "~20 2 ~6 09121112233 ~12 1 ~14 h",
      ])
    }
    let outcomes = try running.map { try $0.wait() }
    #expect(outcomes.allSatisfy { $0.status == 0 && $0.complaints.isEmpty })
    let calls = try outcomes.map { try $0.transcript() }
    #expect(calls.map { $0.of("sms").count }.reduce(0, +) == 5)
    #expect(calls.count { $0.states.contains("too_many_sms") } == 3)
    let rows = try place.outbox()
    #expect(rows.count { $0.status == "sent" } == 5)
    #expect(rows.count { $0.status == "refused" } == 3)
  }

  @Test func `many processes may make a new store at once`() throws {
    let place = try Workplace()
    let running = try (0..<6).map { _ in try place.start(["directory", "list"]) }
    for outcome in try running.map({ try $0.wait() }) {
      #expect(outcome.status == 0, "\(outcome)")
      #expect(outcome.lines.count == 20)
    }
  }

  @Test func `a call goes on during an import`() throws {
    let place = try Workplace()
    try place.gooya("calls")
    // The caller is among them: an import replaces the sample that he comes from.
    let rows = ["09120000001,mobile,T"] + (0..<20_000).map { "0218\(1_000_000 + $0),landline,T" }
    try place.write("line,kind,last_name\n" + rows.joined(separator: "\n"), as: "many.csv")
    let importing = try place.start(["directory", "import", "many.csv"])
    let call = try place.gooya(
      "call", Workplace.script, "--speed", "100", "--from", "09120000001", "--format", "jsonl",
      "--keys", "~9 2 ~9 5 ~9 h")
    #expect(call.status == 0)
    #expect(call.complaints.isEmpty)
    #expect(try call.transcript().last?.kind == "hung_up")
    #expect(try importing.wait().status == 0)
    #expect(try place.gooya("directory", "list").lines.count >= 20_000)
    #expect(try place.outbox().count == call.transcript().of("sms").count)
  }
}
