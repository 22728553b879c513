import CallEngine
import Foundation
import GRDB
import PostgresServer
import Testing

@testable import Lines
@testable import Store

@Suite(.eachDatabase)
struct LinkTokenTests {
  private static let token = "0123456789abcdef0123456789abcdef"

  private func ask(_ desk: ServiceDesk) {
    let answer = desk.invoke(
      .make("billing.request_email", "02199900005", "09121112233", language: "en-US"),
      callID: "call-1", at: Date(timeIntervalSince1970: 1_780_000_000))
    #expect(answer.reply.outcome == "sent")
  }

  @Test
  func `the link's secret stands in its SMS and nowhere else`() throws {
    let desk = ServiceDesk(
      store: try Store.new(), texts: ["billing": SampleTexts.texts],
      pagesURL: "https://pages.test.example", makeToken: { Self.token })
    ask(desk)
    let sms = try #require(try desk.store.outbox().first)
    #expect(sms.text.contains("https://pages.test.example/c/\(Self.token)"))
    let places = try desk.store.read("look for the secret") { db in
      try db.tables().filter { table in
        try table != "outbox"
          && db.rows("SELECT * FROM \"\(table)\"").contains {
            "\($0.values)".contains(Self.token)
          }
      }
    }
    #expect(places == [])
    let kept = try desk.store.read("read the hash") {
      try $0.text("SELECT token_hash FROM confirmations")
    }
    #expect(kept == "3eb1bd439947eb762998e566ccc2e099c791118b2f40579cc4f7da2b5061b7f9")
  }

  @Test
  func `secrets have 128 bits, and all of them change`() {
    let secrets = (0..<256).map { _ in ServiceDesk.randomToken() }
    #expect(Set(secrets).count == 256)
    for secret in secrets {
      #expect(secret.utf8.count == 32 && secret.allSatisfy(\.isHexDigit))
    }
    for place in 0..<32 {
      #expect(Set(secrets.map { Array($0)[place] }).count > 8)
    }
  }

  @Test(arguments: 1...4)
  func `the secrets of an older database become hashes`(version: Int) throws {
    let folder = TemporaryFolder()
    let path = folder.url.appendingPathComponent(DataFolder.databaseName).path
    let database = try DatabaseQueue(path: path)
    try database.writeWithoutTransaction {
      try $0.execute(
        sql: String(
          contentsOf: Bundle.module.resourceURL!.appendingPathComponent(
            "Fixtures/former-\(version).sql"), encoding: .utf8))
    }
    let tokens = try database.read {
      try String.fetchAll($0, sql: "SELECT token FROM confirmations ORDER BY id")
    }
    try database.close()
    chmod(path, 0o600)
    let store = try Store(folder: folder.url)
    let hashes = try store.read("read the hashes") {
      try $0.texts("SELECT token_hash FROM confirmations ORDER BY id")
    }
    #expect(!tokens.isEmpty)
    #expect(hashes == tokens.map { LinkToken($0).hash })
  }

  @Test(arguments: [
    ("", "", true), ("a", "a", true), ("a", "b", false), ("a", "", false), ("ab", "a", false),
    ("سلام", "سلام", true), ("abc", "abd", false), ("xbc", "abc", false),
  ])
  func `texts are the same byte for byte`(one: String, other: String, isSame: Bool) {
    #expect(one.isSameInConstantTime(as: other) == isSame)
  }
}
