import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Lines
@testable import Messaging
@testable import Store

@Suite(.eachDatabase)
struct SharedFolderTests {
  let folder = TemporaryFolder()
  let place: StorePlace

  init() throws { place = try StorePlace() }

  @Test
  func `many stores can open a new folder at once`() async throws {
    let place = place
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 { group.addTask { try Directory(place.open()).subscriberCount() } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == Array(repeating: 20, count: 8))
  }

  @Test
  func `two stores on one folder lose and double nothing`() async throws {
    let stores = [try place.open(), try place.open()]
    let now = Date(timeIntervalSince1970: 1_780_000_000)
    await withTaskGroup(of: Void.self) { group in
      for (index, store) in stores.enumerated() {
        group.addTask {
          let services = ServiceDesk(store: store)
          for number in 0..<50 {
            let own = "0912111\(1000 + index * 50 + number)"
            let answer = services.invoke(
              .make("billing.send_bill", "02199900001", own), callID: "\(index)-\(number)",
              caller: own, at: now)
            #expect(answer.reply.outcome == "sent")
            #expect(throws: Never.self) {
              try store.beginCall(
                CallRecord(
                  callID: "\(index)-\(number)", line: nil, numberDialled: "1", direction: .incoming,
                  startedAt: now))
            }
          }
        }
      }
    }
    let ids = try stores[0].outbox().compactMap(\.callID)
    #expect(ids.count == 100)
    #expect(Set(ids).count == 100)
    #expect(try stores[1].calls().count == 100)
  }

  @Test
  func `one request that is answered through two stores sends one e-mail`() async throws {
    let services = [
      ServiceDesk(store: try place.open()),
      ServiceDesk(store: try place.open()),
    ]
    for day in 0..<20 {
      let now = Date(timeIntervalSince1970: 1_780_000_000 + Double(day) * SMSLimit.day)
      _ = services[0].invoke(
        .make("billing.request_email", "02199900001", "09121112233"), callID: "\(day)", at: now)
      await withTaskGroup(of: Void.self) { group in
        for one in services {
          group.addTask {
            #expect(throws: Never.self) {
              try one.receiveSMS(from: "09121112233", text: "a@b.example", at: now)
            }
          }
        }
      }
    }
    let emails = try services[0].store.outbox().filter { $0.kind == .email }
    #expect(emails.count == 20)
  }

  @Test(arguments: [3, 9, 17, 31, 57, 88])
  func `a process that is killed loses and doubles nothing`(milliseconds: UInt32) async throws {
    let path = folder.url.path
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [path = path as String, milliseconds = milliseconds as UInt32] in
      let url = URL(fileURLWithPath: path)
      let services = ServiceDesk(store: try Store(folder: url))
      let log = try FileHandle(forWritingTo: Self.makeLog(url))
      let thread = Thread {
        usleep(milliseconds * 1000)
        kill(getpid(), SIGKILL)
      }
      thread.start()
      for number in 0... {
        let now = Date(timeIntervalSince1970: 1_780_000_000 + Double(number) * SMSLimit.day)
        _ = services.invoke(
          .make("billing.request_email", "02199900001", "09121112233"), callID: "\(number)",
          at: now)
        _ = try services.receiveSMS(from: "09121112233", text: "a\(number)@b.example", at: now)
        try log.write(contentsOf: Data("\(number)\n".utf8))
      }
    }
    // What was reported as done is there, at most the one in progress besides, and nothing twice.
    let done = try String(contentsOf: folder.url.appendingPathComponent("log"), encoding: .utf8)
      .split(separator: "\n").count
    let store = try Store(folder: folder.url)
    // What the killed process held goes to the next once its lease has ended.
    try ServiceDesk(store: store).courier.deliver(at: Date(timeIntervalSinceNow: 61))
    let entries = try store.outbox()
    #expect(entries.allSatisfy { $0.status == .sent })
    let addresses = entries.filter { $0.kind == .email }.map(\.recipient)
    #expect((done...(done + 1)).contains(addresses.count))
    #expect(addresses == addresses.indices.map { "a\($0)@b.example" })
    let accepted = entries.filter { $0.kind == .sms && $0.text.contains("@b.example") }
    #expect(accepted.count == addresses.count)
  }

  private static func makeLog(_ folder: URL) throws -> URL {
    let url = folder.appendingPathComponent("log")
    try Data().write(to: url)
    return url
  }
}
