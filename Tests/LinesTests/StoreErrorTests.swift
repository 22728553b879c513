import CallEngine
import Foundation
import GRDB
import Testing

@testable import Lines
@testable import Store

struct StoreErrorTests {
  let folder = TemporaryFolder()
  var file: String { folder.url.appendingPathComponent(DataFolder.databaseName).path }

  func kind(_ body: () throws -> Void) -> StoreError.Kind? {
    do {
      try body()
      return nil
    } catch let error as StoreError {
      #expect(error.description.contains(error.path))
      #expect(error.description.contains(error.advice))
      return error.kind
    } catch {
      Issue.record("\(error)")
      return nil
    }
  }

  func setMode(_ path: String, _ mode: Int) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  @Test(arguments: ["x", "no database at all", String(repeating: "garbage ", count: 10_000)])
  func `a file that is no database is left as it is`(content: String) throws {
    _ = try folder.write(content, as: DataFolder.databaseName)
    #expect(kind { _ = try Store(folder: folder.url) } == .damaged)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == content)
  }

  @Test
  func `a database with broken pages is an error, never a trap`() throws {
    let store = try Store(folder: folder.url)
    try store.sqlite().close()
    var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
    for index in 4096..<bytes.count { bytes[index] = UInt8(truncatingIfNeeded: index &* 7) }
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    #expect(
      kind {
        let store = try Store(folder: folder.url)
        _ = try store.outbox()
        try Directory(store).listDirectory { _ in true }
        _ = try store.calls()
      } == .damaged)
    guard let broken = try? Store(folder: folder.url) else { return }
    let services = ServiceDesk(store: broken)
    let answer = services.invoke(.make("billing.find_bill", "02199900001"), callID: "c", at: .now)
    #expect(answer.reply == .failed)
    #expect(try #require(answer.trouble).contains("damaged"))
  }

  @Test
  func `another program's database is not touched`() throws {
    try DatabaseQueue(path: file).write { try $0.execute(sql: "CREATE TABLE theirs (x)") }
    let before = try Data(contentsOf: URL(fileURLWithPath: file))
    #expect(kind { _ = try Store(folder: folder.url) } == .foreign)
    #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == before)
  }

  @Test
  func `a newer gooya's database is not touched`() throws {
    let store = try Store(folder: folder.url)
    try store.write("pretend") { try $0.define("PRAGMA user_version = 99") }
    #expect(kind { _ = try Store(folder: folder.url) } == .foreign)
  }

  @Test
  func `a capped database says that the disk is full and keeps what it had`() throws {
    let store = try Store(folder: folder.url)
    let services = ServiceDesk(store: store)
    func send(_ number: Int) -> ServiceAnswer {
      let own = "0912\(1_000_000 + number)"
      return services.invoke(
        .make("billing.send_bill", "02199900001", own), callID: own, caller: own, at: .now)
    }
    #expect(send(0).reply.outcome == "sent")
    try store.sqlite().writeWithoutTransaction { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      try db.execute(sql: "PRAGMA max_page_count = \(pages)")
    }
    var sent = 1
    var answer = send(sent)
    while answer.reply.outcome == "sent", sent < 10_000 {
      sent += 1
      answer = send(sent)
    }
    #expect(try #require(answer.trouble).contains("full"))
    #expect(answer.messages.isEmpty)
    #expect(try store.outbox().count == sent)
    let rows = (1...2000).map { "0214444\($0 + 1000),landline,x\n" }.joined()
    let csv = try folder.write("line,kind,last_name\n" + rows)
    #expect(kind { _ = try Directory(store).importDirectory(from: csv) } == .diskFull)
    #expect(try Directory(store).subscriberCount() == 20)
    #expect(try store.outbox().count == sent)
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
  func `a read-only folder or file is named as such`() throws {
    _ = try Store(folder: folder.url)
    try setMode(file, 0o400)
    #expect(kind { _ = try Store(folder: folder.url) } == .readOnly)
    try setMode(file, 0)
    #expect(kind { _ = try Store(folder: folder.url) } == .unreadable)
    try setMode(file, 0o600)
    try setMode(folder.url.path, 0o500)
    defer { try? setMode(folder.url.path, 0o700) }
    #expect(kind { _ = try Store(folder: folder.url) } == .readOnly)
    let inner = folder.url.appendingPathComponent("inner")
    #expect(kind { _ = try Store(folder: inner) } == .readOnly)
    try setMode(folder.url.path, 0)
    #expect(kind { _ = try Store(folder: folder.url) } == .unreadable)
    #expect(kind { _ = try Store(folder: inner) } == .unreadable)
  }

  @Test
  func `a path that is no folder is named as such`() throws {
    let path = try folder.write("x", as: "plain")
    #expect(kind { _ = try Store(folder: URL(fileURLWithPath: path)) } == .unreadable)
    let below = URL(fileURLWithPath: path).appendingPathComponent("inner")
    #expect(kind { _ = try Store(folder: below) } == .unreadable)
    try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: true)
    #expect(kind { _ = try Store(folder: folder.url) } == .unreadable)
  }

  @Test
  func `a new folder and its database are the user's alone`() throws {
    let inner = folder.url.appendingPathComponent("a/b")
    _ = try Store(folder: inner)
    for (path, mode) in [
      (inner.path, 0o700), (inner.appendingPathComponent("gooya.sqlite").path, 0o600),
    ] {
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == mode)
    }
  }

  @Test(arguments: [
    (["XDG_DATA_HOME": "/data", "HOME": "/home/x"], "/data/gooya"),
    (["XDG_DATA_HOME": "data", "HOME": "/home/x"], "/home/x/.local/share/gooya"),
    (["XDG_DATA_HOME": "", "HOME": "/home/x"], "/home/x/.local/share/gooya"),
    (["HOME": "/home/x"], "/home/x/.local/share/gooya"),
  ])
  func `the data folder is where XDG says`(environment: [String: String], path: String) {
    #expect(DataFolder.defaultURL(environment: environment).path == path)
  }
}

/// Rows that another program wrote.
struct ForeignRowTests {
  @Test(arguments: [
    "UPDATE bills SET payment_id = '1'", "UPDATE bills SET bill_id = 'x'",
    "UPDATE subscribers SET line = 'x'", "UPDATE subscribers SET line = '982199900001'",
  ])
  func `a value that can't be is a damaged store, never a trap`(sql: String) throws {
    let store = try Store()
    try store.sqlite().writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      try db.execute(sql: sql + " WHERE line = '02199900001'")
    }
    let error = #expect(throws: StoreError.self) {
      try Directory(store).listDirectory { _ in true }
    }
    #expect(error?.kind == .damaged)
  }

  @Test
  func `records that can't be are a damaged store, never a trap`() throws {
    let store = try Store()
    try store.sqlite().writeWithoutTransaction { db in
      try db.execute(
        sql: """
          INSERT INTO call_records (call_id, number_dialled, direction, started_at)
          VALUES ('a', '1', 'sideways', 1)
          """)
    }
    let error = #expect(throws: StoreError.self) { try store.calls() }
    #expect(error?.kind == .damaged)
  }
}

extension Store {
  fileprivate func sqlite() throws -> DatabaseQueue {
    try #require(backend as? SQLiteDatabase).queue
  }
}
