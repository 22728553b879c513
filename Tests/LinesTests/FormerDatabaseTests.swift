import CallEngine
import Foundation
import GRDB
import Testing

@testable import Lines
@testable import Store

/// Databases of before each owner had its own list of migrations.
struct FormerDatabaseTests {
  private let folder = TemporaryFolder()

  private func makeFormer(_ version: Int) throws {
    let sql = try String(
      contentsOf: Bundle.module.resourceURL!.appendingPathComponent(
        "Fixtures/former-\(version).sql"),
      encoding: .utf8)
    let path = folder.url.appendingPathComponent(DataFolder.databaseName).path
    let database = try DatabaseQueue(path: path)
    try database.writeWithoutTransaction { try $0.execute(sql: sql) }
    try database.close()
    chmod(path, 0o600)
  }

  @Test(arguments: 1...4)
  func `what was in it is in it still, and no sample comes`(version: Int) throws {
    try makeFormer(version)
    let store = try Store(folder: folder.url)
    #expect(try store.outbox().map(\.id) == [7, 9, 10])
    #expect(try store.outbox().map(\.status) == [.failed, .sent, .sent])
    #expect(try store.calls().map(\.callID) == ["a"])
    let directory = Directory(store)
    #expect(try directory.subscriberCount() == 1)
    let line = try SubscriberLine(parsing: "02199900001")
    #expect(try directory.bills(of: line).map(\.amount) == [17_000])
    let reopened = try Store(folder: folder.url)
    #expect(try reopened.outbox().map(\.id) == [7, 9, 10])
  }

  @Test(arguments: 1...4)
  func `the bill that went out is known, and new entries count on`(version: Int) throws {
    try makeFormer(version)
    let services = ServiceDesk(store: try Store(folder: folder.url))
    let soon = Date(timeIntervalSince1970: 1_780_000_120)
    let answers = try services.receiveSMS(from: "09120000001", text: "other@example.com", at: soon)
    #expect(answers.map(\.to) == ["09120000001"])
    #expect(answers.first?.text.contains("already been sent to someone@example.com") == true)
    #expect(try services.store.outbox().map(\.id) == [7, 9, 10, 11])
  }
}
