import CallEngine
import Foundation
import Synchronization
import Testing

@testable import Lines
@testable import Store

/// How an import's rows come into the directory while others are at work in it.
struct ArrivalTests {
  let folder = TemporaryFolder()

  /// A file of so many subscribers with one last name.
  func file(_ count: Int, name: String) throws -> String {
    let rows = (0..<count).map { "0218\(1_000_000 + $0),landline,\(name)\n" }
    return try folder.write("line,kind,last_name\n" + rows.joined(), as: "\(name).csv")
  }

  func names(in store: Store) throws -> [String: Int] {
    var names: [String: Int] = [:]
    try Directory(store).listDirectory { entry in
      names[entry.subscriber.lastName, default: 0] += 1
      return true
    }
    return names
  }

  /// The rows that wait, and whether they count.
  func waiting(in store: Store) throws -> [Int] {
    try store.read("look at what waits") { db in
      try ["arriving_subscribers", "arriving_bills", "landed_import"].map {
        Int(try db.integer("SELECT count(*) FROM \($0)") ?? -1)
      }
    }
  }

  @Test
  func `whoever reads meanwhile sees all of an import or nothing`() throws {
    let store = try Store(folder: folder.url)
    _ = try Directory(store).importDirectory(from: try file(700, name: "Old"))
    let reader = try Store(folder: folder.url)
    var seen: [[String: Int]] = []
    let watch = ArrivalWatch(shouldStop: {
      let names = (try? names(in: reader)) ?? [:]
      if seen.last != names { seen.append(names) }
      return false
    })
    _ = try Directory(store).importDirectory(from: try file(600, name: "New"), arrival: watch)
    #expect(seen == [["Old": 700], ["Old": 100, "New": 600]])
    #expect(try names(in: store) == seen.last)
    #expect(try waiting(in: store) == [0, 0, 0])
  }

  @Test(arguments: 1...8)
  func `an import that is stopped is there whole or leaves nothing`(step: Int) throws {
    let store = try Store(folder: folder.url)
    _ = try Directory(store).importDirectory(from: try file(10, name: "Old"))
    var steps = 0
    let watch = ArrivalWatch(shouldStop: {
      steps += 1
      return steps >= step
    })
    let new = try file(600, name: "New")
    let isThere = (try? Directory(store).importDirectory(from: new, arrival: watch)) != nil
    let other = try Store(folder: folder.url)
    #expect(try names(in: other) == (isThere ? ["New": 600] : ["Old": 10]))
    if !isThere { #expect(try waiting(in: other) == [0, 0, 0]) }
    // Whatever is left, the next import takes care of it.
    _ = try Directory(other).importDirectory(from: try file(5, name: "Next"))
    #expect(try names(in: store)["Next"] == 5)
    #expect(try names(in: store)["New"] == (isThere ? 595 : nil))
    #expect(try waiting(in: store) == [0, 0, 0])
  }

  @Test
  func `rows that a killed import left don't count`() throws {
    let store = try Store(folder: folder.url)
    try store.write("leave rows") { db in
      try db.execute(
        """
        INSERT INTO arriving_subscribers (line, kind, last_name)
        VALUES ('02155550001', 'landline', 'Ghost')
        """)
    }
    #expect(try names(in: store)["Ghost"] == nil)
    #expect(try Directory(store).subscriber(of: SubscriberLine(parsing: "02155550001")) == nil)
    _ = try Directory(store).importDirectory(from: try file(3, name: "New"))
    #expect(try names(in: store) == ["New": 3])
  }

  @Test
  func `an import that waits for a pipe holds nobody up`() throws {
    let pipe = folder.url.appendingPathComponent("pipe").path
    #expect(mkfifo(pipe, 0o600) == 0)
    let url = folder.url
    let store = try Store(folder: url)
    // On a thread of its own: the threads on which tests run are few, and it may not wait for one of
    // them while this test waits for it.
    let imported = Mutex<Result<Int, any Error>?>(nil)
    let hasEnded = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      let rows = Result { try Directory(Store(folder: url)).importDirectory(from: pipe).rows }
      imported.withLock { $0 = rows }
      hasEnded.signal()
    }
    // Opening waits until the import reads.
    let writer = try FileHandle(forWritingTo: URL(fileURLWithPath: pipe))
    try writer.write(contentsOf: Data("line,kind,last_name\n02155550001,landline,Slow\n".utf8))
    try store.beginCall(
      CallRecord(
        callID: "a", line: nil, numberDialled: "1800", direction: .incoming, startedAt: .now))
    let services = ServiceDesk(store: store)
    let sent = services.invoke(
      .make("billing.send_bill", "02199900001", "09121112233"), callID: "a", at: .now)
    #expect(sent.reply.outcome == "sent")
    _ = try Directory(store).importDirectory(from: try file(3, name: "Quick"))
    #expect(try names(in: store) == ["Quick": 3])
    try writer.close()
    hasEnded.wait()
    #expect(try imported.withLock { try $0?.get() } == 1)
    #expect(try names(in: store) == ["Quick": 3, "Slow": 1])
  }

  @Test
  func `bills that have landed are presented before they are folded in`() throws {
    let store = try Store(folder: folder.url)
    let bills = try folder.write(
      ImportTests.billHead + "02199900003,4761449102040,1730293,17000,02,2026-05-01\n")
    var steps = 0
    // Once while they arrive, once before they land.
    let watch = ArrivalWatch(shouldStop: {
      steps += 1
      return steps > 2
    })
    #expect(try Directory(store).importDirectory(from: bills, arrival: watch).rows == 1)
    #expect(try waiting(in: store) == [0, 1, 1])
    #expect(
      try Directory(store).bills(of: SubscriberLine(parsing: "02199900003")).map(\.amount) == [
        17_000
      ])
    _ = try Directory(store).importDirectory(from: bills)
    #expect(try waiting(in: store) == [0, 0, 0])
    #expect(
      try Directory(store).bills(of: SubscriberLine(parsing: "02199900003")).map(\.amount) == [
        17_000
      ])
  }
}
