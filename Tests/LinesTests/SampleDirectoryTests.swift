import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Lines
@testable import Store

@Suite(.eachDatabase)
struct SampleDirectoryTests {
  @Test
  func `every planned entry can be made`() throws {
    #expect(SampleDirectory.entries.count == SampleDirectory.plans.count)
    #expect(SampleDirectory.entries.count == 20)
    for plan in SampleDirectory.plans { _ = try plan.entry() }
    #expect(Set(SampleDirectory.entries.map(\.subscriber.line)).count == 20)
  }

  @Test
  func `it has each kind, with and without debt, and the extremes`() {
    let entries = SampleDirectory.entries
    for kind in SubscriberLine.Kind.allCases {
      let own = entries.filter { $0.subscriber.line.kind == kind }
      #expect(own.contains { $0.bills.isEmpty })
      #expect(own.contains { !$0.bills.isEmpty })
      for language in ["fa-IR", "en-US", nil] {
        #expect(own.contains { $0.subscriber.language == language })
      }
    }
    let bills = entries.flatMap(\.bills)
    #expect(bills.contains { $0.billID.text.count == 13 && $0.paymentID.text.count == 13 })
    #expect(bills.contains { $0.billID.text.count == 6 })
    #expect(bills.map(\.amount).max() == PaymentID.maxAmount)
    #expect(bills.map(\.amount).min() == 1000)
  }

  @Test
  func `a new store has it, once`() throws {
    let folder = TemporaryFolder()
    for _ in 0..<2 {
      let store = try Store(folder: folder.url)
      #expect(try Directory(store).subscriberCount() == 20)
    }
  }

  @Test
  func `a sample that was replaced does not come back`() throws {
    let folder = TemporaryFolder()
    let file = try folder.write("line,kind,last_name\n02144440001,landline,x\n")
    #expect(try Directory(Store(folder: folder.url)).importDirectory(from: file).replacedSample)
    #expect(try Directory(Store(folder: folder.url)).subscriberCount() == 1)
    #expect(try !Directory(Store(folder: folder.url)).importDirectory(from: file).replacedSample)
  }

  @Test
  func `a rehearsal answers as a new store does, and nothing of it stays`() throws {
    let rehearsed = ServiceDesk(store: try Store.new())
    let services = ServiceDesk(store: try Store.new())
    let lines = BillingLine().sample.callers.map(\.number)
    #expect(lines.count == 20)
    var calls = 0
    for line in lines + [BillingLine().sample.stranger, "x"] {
      for name in [
        "billing.find_bill", "billing.send_bill", "billing.request_email", "billing.send_app_link",
        "x",
      ] {
        for mobile in ["09121112233", nil] {
          let request = ServiceRequest(
            service: name,
            input: [NamedValue("line", line)] + (mobile.map { [NamedValue("mobile", $0)] } ?? []))
          calls += 1
          let answer = services.invoke(
            request, callID: "\(calls)",
            at: Date(timeIntervalSince1970: Double(calls) * SMSLimit.day))
          #expect(rehearsed.rehearse(request, at: .now).reply == answer.reply)
        }
      }
    }
    #expect(try rehearsed.store.outbox().isEmpty)
    let questions = try rehearsed.store.read("count") { db in
      try db.integer("SELECT count(*) FROM confirmations")
    }
    #expect(questions == 0)
  }

  @Test
  func `the directory is listed in order, with what is due`() throws {
    var entries: [DirectoryEntry] = []
    try Directory(Store.new()).listDirectory {
      entries.append($0)
      return true
    }
    #expect(entries.count == 20)
    #expect(entries.map(\.subscriber.line) == entries.map(\.subscriber.line).sorted())
    #expect(entries.first { $0.subscriber.line.number == "02199900007" }?.bill?.amount == 480_000)
    #expect(entries.count { $0.bill == nil } == 5)
  }

  @Test
  func `a directory of several pages is listed whole, and the store can be used meanwhile`() throws
  {
    let store = try Store.new()
    let folder = TemporaryFolder()
    let rows = (1...1200).map { "0214444\($0 + 1000),landline,x\n" }.joined()
    _ = try Directory(store).importDirectory(from: try folder.write("line,kind,last_name\n" + rows))
    var lines: [SubscriberLine] = []
    try Directory(store).listDirectory { entry in
      let bills = try Directory(store).bills(of: entry.subscriber.line)
      #expect(bills.isEmpty)
      lines.append(entry.subscriber.line)
      return lines.count < 1100
    }
    #expect(lines.count == 1100)
    #expect(lines == Set(lines).sorted())
  }
}
