import Foundation
import GRDB
import Glibc
import Lines
import Messaging
import Store
import Testing
import Workbench

@testable import gooya

/// The process is killed, as by a power cut, at random moments: what was committed stays, once.
struct KillTests {
  private static let rounds = 25

  /// Runs the program and kills it after a random time; a late kill meets a program that is done.
  private static func killed(
    _ arguments: [String], within time: Duration, in place: Workplace,
    _ generator: inout SeededGenerator
  ) throws -> Workplace.Outcome {
    let running = try place.start(arguments)
    let delay = Double.random(in: 0..<(time / .seconds(1)), using: &generator)
    usleep(useconds_t(delay * 1e6))
    running.send(SIGKILL)
    return try running.wait()
  }

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

  private static func checkDatabase(of place: Workplace) throws {
    let database = try DatabaseQueue(path: place.path("xdg/gooya/gooya.sqlite"))
    let verdict = try database.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
    #expect(verdict == "ok")
  }

  /// Sends what killed processes left, when no lease of theirs is left either, and looks whether the
  /// gateway took each message, and the same one a second time only where a process was killed before
  /// it could record that.
  private static func settle(_ place: Workplace, kills: Int) throws {
    let store = try Store(folder: URL(filePath: place.path("xdg/gooya")))
    let later = Date(timeIntervalSinceNow: DeliveryPolicy().lease / .seconds(1) + 1)
    try ServiceDesk(store: store, texts: LineTexts.find()).courier.deliver(at: later)
    let entries = try store.outbox()
    #expect(entries.allSatisfy { $0.status == .sent })
    let taken = try EmbeddedGateway.taken(in: store)
    #expect(Set(taken.keys) == Set(entries.map(\.key)) && taken.count == entries.count)
    #expect(taken.values.count { $0 > 1 } <= kills)
    for entry in entries { #expect((taken[entry.key] ?? 0) <= entry.tries) }
  }

  @Test(arguments: [UInt64(1), 2])
  func `no SMS of a call is lost or doubled`(seed: UInt64) throws {
    let place = try Workplace()
    var generator = SeededGenerator(seed: seed)
    var texts: Set<String> = []
    var wasCut = 0
    var rowsBefore = 0
    for line in try Self.subscribers(of: place) {
      let outcome = try Self.killed(
        [
          "call", Workplace.script, "--speed", "100", "--from", line, "--format", "jsonl", "--keys",
          "5 ~2 3 ~2 5 ~9 h",
        ], within: .milliseconds(200), in: place, &generator)
      // What comes after the last line's end is a line cut short.
      let whole = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      let sent = try whole.map {
        try JSONDecoder().decode(CallLine.self, from: Data($0.utf8))
      }.of("sms")
      if outcome.status == -SIGKILL { wasCut += 1 }
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
    #expect(wasCut > Self.rounds / 4, "some kills must meet a living call")
    try Self.settle(place, kills: wasCut)
    try Self.checkDatabase(of: place)
  }

  @Test(arguments: [UInt64(3)])
  func `a reply sends the bill once, however often it is killed and tried again`(
    seed: UInt64
  ) throws {
    let place = try Workplace()
    var generator = SeededGenerator(seed: seed)
    var kills = 0
    for (round, line) in try zip(1..., Self.subscribers(of: place)) {
      try place.call("5 ~1 h", from: line)
      let reply = ["reply", line, "me\(round)@mail.example"]
      let outcome = try Self.killed(reply, within: .milliseconds(45), in: place, &generator)
      if outcome.status == -SIGKILL { kills += 1 }
      try place.gooya(reply)
    }
    try Self.settle(place, kills: kills)
    let rows = try place.outbox()
    let emails = rows.filter { $0.kind == "email" }
    #expect(emails.map(\.to) == (1...Self.rounds).map { "me\($0)@mail.example" })
    // Each was told where his bill went, once.
    let accepted = rows.filter { $0.kind == "sms" && $0.text.contains("فرستاده شد.") }
    #expect(Set(accepted.map(\.to)).count == Self.rounds && accepted.count == Self.rounds)
    try Self.checkDatabase(of: place)
  }

  @Test(arguments: [UInt64(4)])
  func `an import is there whole or not at all`(seed: UInt64) throws {
    let place = try Workplace()
    var generator = SeededGenerator(seed: seed)
    try place.write("line,kind,last_name\n02199900042,landline,First\n", as: "first.csv")
    try place.gooya("directory", "import", "first.csv")
    let count = 2000
    var outcomes: Set<Int> = []
    for round in 1...Self.rounds {
      let rows = (0..<count).map { "0218\(1_000_000 + $0),landline,Round\(round)" }
      try place.write("line,kind,last_name\n" + rows.joined(separator: "\n"), as: "many.csv")
      _ = try Self.killed(
        ["directory", "import", "many.csv"], within: .milliseconds(160), in: place, &generator)
      let list = try place.gooya("directory", "list").lines
      let done = list.filter { $0.hasSuffix("Round\(round)") }.count
      #expect(done == 0 || done == count)
      #expect(list.contains { $0.hasSuffix("First") })
      outcomes.insert(done)
    }
    #expect(outcomes.contains(0), "some kills must meet a living import")
    try Self.checkDatabase(of: place)
  }
}
