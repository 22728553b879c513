import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Lines
@testable import Store

@Suite(.eachDatabase)
struct TransferTests {
  let bench: RegistryBench
  static let buyer = "09121110007"

  init() throws {
    bench = try RegistryBench()
  }

  @discardableResult
  private func ask(
    for imei: String = RegistryBench.owned, to recipient: String = buyer, call: String = "call-1"
  ) -> String {
    bench.ask(
      "request_transfer", ["imei": imei, "recipient": recipient, "language": "fa-IR"],
      from: recipient, call: call
    ).reply.outcome
  }

  /// The code in the last SMS to the owner.
  private func code() throws -> String {
    let text = try #require(try bench.texts(to: RegistryBench.owner).last)
    return String(try #require(text.split { !$0.isNumber }.first { $0.count == 4 }))
  }

  private func owner(of imei: String = RegistryBench.owned) throws -> String? {
    try bench.desk.store.read("look") { try Binding.find(IMEI(parsing: imei), $0)?.number }
  }

  @Test(arguments: ["بله", "بلي", "YES", "Yes, please", "1", "۱", "تأیید", "تایید می‌کنم"])
  func `the owner's yes transfers the handset`(text: String) throws {
    #expect(ask() == "asked")
    let sent = try bench.reply(text)
    #expect(try owner() == Self.buyer)
    #expect(sent.map(\.to) == [RegistryBench.owner, Self.buyer])
  }

  @Test
  func `so does the code of the SMS alone`() throws {
    ask()
    _ = try bench.reply("کد: \(try code())")
    #expect(try owner() == Self.buyer)
  }

  @Test(arguments: ["خیر", "نه", "NO", "no thanks", "2", "موافق نیستم", "قبول ندارم و نه"])
  func `the owner's no leaves it`(text: String) throws {
    ask()
    let sent = try bench.reply(text)
    #expect(try owner() == RegistryBench.owner)
    #expect(sent.map(\.to) == [RegistryBench.owner])
    // It is answered now.
    if sent[0].text.contains("رد شد") {
      _ = try bench.reply("بله")
      #expect(try owner() == RegistryBench.owner)
    }
  }

  @Test(arguments: ["", "سلام", "0000", "12345", "بله خیر", "yes no", "چه کسی؟", "بله 0000"])
  func `an answer that isn't clear does nothing, and the question stays open`(text: String) throws {
    ask()
    let code = try code()
    guard !text.contains(code) else { return }
    let sent = try bench.reply(text)
    #expect(try owner() == RegistryBench.owner)
    #expect(sent.count == 1 && sent[0].to == RegistryBench.owner)
    _ = try bench.reply(code)
    #expect(try owner() == Self.buyer)
  }

  @Test(arguments: ["09121110007", "09359998877"])
  func `nobody else's yes counts, not even with the code`(sender: String) throws {
    ask()
    let code = try code()
    for text in ["بله", code, "بله \(code)"] {
      _ = try bench.reply(text, from: sender)
      #expect(try owner() == RegistryBench.owner)
    }
  }

  @Test
  func `the request lives for 24 hours`() throws {
    ask()
    let late = try bench.reply("بله", at: "2026-01-02T12:00:00")
    #expect(try owner() == RegistryBench.owner)
    #expect(late.count == 1 && late[0].text.contains("۲۴ ساعت"))
    _ = try bench.reply("بله", at: "2026-01-02T11:59:59")
    #expect(try owner() == Self.buyer)
  }

  @Test
  func `of several requests the code tells which is meant`() throws {
    ask()
    let first = try code()
    ask(to: "09121110008", call: "call-2")
    let second = try code()
    guard first != second else { return }
    _ = try bench.reply("بله")
    #expect(try owner() == RegistryBench.owner)
    _ = try bench.reply("خیر \(first)")
    #expect(try owner() == RegistryBench.owner)
    _ = try bench.reply("بله")
    #expect(try owner() == "09121110008")
  }

  @Test
  func `a transfer closes what else was asked about the handset`() throws {
    ask()
    let first = try code()
    ask(to: "09121110008", call: "call-2")
    let second = try code()
    _ = try bench.reply(second)
    _ = try bench.reply(first)
    #expect(try owner() == "09121110008")
    // The former owner has nothing more to say about it.
    ask(to: "09121110003", call: "call-3")
    _ = try bench.reply("بله")
    #expect(try owner() == "09121110008")
    _ = try bench.reply("بله", from: "09121110008")
    #expect(try owner() == "09121110003")
  }

  @Test
  func `asking twice for the same number is one request`() throws {
    ask()
    ask(call: "call-2")
    _ = try bench.reply("بله")
    #expect(try owner() == Self.buyer)
  }

  @Test
  func `a second yes changes nothing`() throws {
    ask()
    _ = try bench.reply("بله")
    let again = try bench.reply("بله")
    #expect(again.map(\.to) == [RegistryBench.owner])
    #expect(again[0].text.contains("پیش از این رسیدگی شده"))
  }

  @Test
  func `a question that can't be delivered is withdrawn`() throws {
    bench.desk.tell(.sms, .outcome("failed"))
    #expect(ask() == "failed")
    bench.desk.tell(.sms, nil)
    _ = try bench.reply("بله")
    #expect(try owner() == RegistryBench.owner)
  }

  @Test
  func `what nobody owns needs no transfer`() {
    #expect(ask(for: RegistryBench.imported) == "not_activated")
    #expect(ask(for: "490154203237518") == "unregistered")
  }

  @Test
  func `the owner is written to in the language of the activation`() throws {
    ask(for: "009999010000028")
    let text = try #require(try bench.texts(to: "09120000105").last)
    #expect(text.contains("If you agree"))
    #expect(text.contains(Self.buyer))
  }

  /// A caller could otherwise try numbers until one is the owner's.
  @Test
  func `the reply is the same whether the number keyed in is the owner's or not`() {
    let stranger = bench.ask(
      "request_transfer", ["imei": RegistryBench.owned, "recipient": Self.buyer], call: "a")
    let owner = bench.ask(
      "request_transfer", ["imei": RegistryBench.owned, "recipient": RegistryBench.owner],
      call: "b")
    #expect(stranger.reply == owner.reply)
    #expect(stranger.reply.output.isEmpty)
  }

  @Test
  func `the owner's number is in no reply, and in no message to anybody else`() throws {
    let owned = ["imei": RegistryBench.owned, "line": Self.buyer, "language": "fa-IR"]
    let replies =
      ["inquire", "open_activation"].map { bench.ask($0, owned).reply }
      + [
        bench.activate(RegistryBench.owned, "00000000", from: Self.buyer),
        bench.ask("request_transfer", ["imei": RegistryBench.owned, "recipient": Self.buyer]).reply,
      ]
    _ = bench.ask("send_inquiry", ["imei": RegistryBench.owned, "mobile": Self.buyer])
    _ = try bench.reply("بله")
    for reply in replies {
      #expect(reply.outcome != "failed")
      #expect(reply.output.allSatisfy { !"\($0.value)".contains("9120000101") })
    }
    let outbox = try bench.desk.store.outbox()
    #expect(outbox.contains { $0.recipient == RegistryBench.owner })
    for entry in outbox where entry.recipient != RegistryBench.owner {
      #expect(!entry.text.contains("9120000101"))
    }
    #expect(outbox.contains { $0.recipient == Self.buyer })
  }

  @Test
  func `callers can't flood an owner with questions`() throws {
    for number in 0..<9 {
      ask(to: "0912111000\(number)", call: "call-\(number)")
    }
    #expect(try bench.texts(to: RegistryBench.owner).count == 5)
  }
}
