import Foundation
import Glibc
import Testing
import Workbench

/// The process is killed, as by a power cut, at random moments: what was committed stays, once.
struct KillTests {
  private static let rounds = 25

  /// A subscriber for each round, so that no limit of a number's messages is reached.
  private static func subscribers(of place: Workplace) throws -> [String] {
    let lines = (1...rounds).map { "0912\(9_990_000 + $0)" }
    try place.write(
      "line,kind,last_name\n" + lines.map { "\($0),mobile,Sample\n" }.joined(), as: "lines.csv")
    try place.write(
      "line,bill_id,payment_id,amount_rial,period,due_on\n"
        + lines.map { "\($0),2000000191253,12050644,120000,06,\n" }.joined(), as: "bills.csv")
    for file in ["lines.csv", "bills.csv"] {
      #expect(try place.gooya("directory", "import", file).status == 0)
    }
    return lines
  }

  @Test(arguments: [UInt64(1), 2])
  func `no SMS of a call is lost or doubled`(seed: UInt64) throws {
    let place = try Workplace()
    var generator = SeededGenerator(seed: seed)
    var texts: Set<String> = []
    var time = KillTime()
    var rowsBefore = 0
    for line in try Self.subscribers(of: place) {
      let outcome = try place.killed(
        [
          "call", Workplace.script, "--speed", "100", "--from", line, "--format", "jsonl", "--keys",
          "5 ~2 3 ~2 5 ~9 h",
        ], at: &time, &generator)
      // What comes after the last line's end is a line cut short.
      let whole = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      let sent = try whole.map {
        try JSONDecoder().decode(CallLine.self, from: Data($0.utf8))
      }.of("sms")
      let rows = try place.outbox()
      let new = rows.dropFirst(rowsBefore)
      // What was told has its row, in order; of the next one the kill may have left the row alone.
      #expect(new.map(\.text).starts(with: sent.map(\.text)))
      #expect((sent.count...sent.count + 1).contains(new.count))
      rowsBefore = rows.count
      // Each request has a link of its own: a doubled one would show.
      let links = new.map(\.text).filter { $0.contains("https://bill.") }
      #expect(texts.isDisjoint(with: links) && Set(links).count == links.count)
      texts.formUnion(links)
    }
    #expect(time.cuts > Self.rounds / 4, "some kills must meet a living call")
    try place.settle(kills: time.cuts)
    try place.checkDatabase()
  }

  @Test(arguments: [UInt64(3)])
  func `a reply sends the bill once, however often it is killed and tried again`(
    seed: UInt64
  ) throws {
    let place = try Workplace()
    var generator = SeededGenerator(seed: seed)
    var time = KillTime(.milliseconds(45))
    for (round, line) in try zip(1..., Self.subscribers(of: place)) {
      try place.call("5 ~1 h", from: line)
      let reply = ["reply", line, "me\(round)@mail.example"]
      _ = try place.killed(reply, at: &time, &generator)
      try place.gooya(reply)
    }
    try place.settle(kills: time.cuts)
    let rows = try place.outbox()
    let emails = rows.filter { $0.kind == "email" }
    #expect(emails.map(\.to) == (1...Self.rounds).map { "me\($0)@mail.example" })
    // Each was told where his bill went, once.
    let accepted = rows.filter { $0.kind == "sms" && $0.text.contains("فرستاده شد.") }
    #expect(Set(accepted.map(\.to)).count == Self.rounds && accepted.count == Self.rounds)
    try place.checkDatabase()
  }

  @Test(arguments: [UInt64(4)])
  func `an import is there whole or not at all`(seed: UInt64) throws {
    let place = try Workplace()
    var generator = SeededGenerator(seed: seed)
    try place.write("line,kind,last_name\n02199900042,landline,First\n", as: "first.csv")
    try place.gooya("directory", "import", "first.csv")
    let count = 2000
    var time = KillTime()
    var outcomes: Set<Int> = []
    for round in 1...Self.rounds {
      let rows = (0..<count).map { "0218\(1_000_000 + $0),landline,Round\(round)" }
      try place.write("line,kind,last_name\n" + rows.joined(separator: "\n"), as: "many.csv")
      _ = try place.killed(
        ["directory", "import", "many.csv"], at: &time, &generator)
      let list = try place.gooya("directory", "list").lines
      let done = list.filter { $0.hasSuffix("Round\(round)") }.count
      #expect(done == 0 || done == count)
      #expect(list.contains { $0.hasSuffix("First") })
      outcomes.insert(done)
    }
    #expect(outcomes.contains(0), "some kills must meet a living import")
    try place.checkDatabase()
  }
}
