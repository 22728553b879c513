import Foundation
import GRDB
import Testing
import Workbench

/// Databases that were damaged in every way: the program says so, and tells nothing of what is in
/// them.
struct DamagedDatabaseTests {
  private static let secrets = ["4711 Hushhush", "8273645191"]

  /// What somebody with another program may do to a database.
  private static let statements = [
    "ALTER TABLE subscribers RENAME COLUMN last_name TO surname",
    "ALTER TABLE call_records RENAME COLUMN call_id TO id_of_call",
    "ALTER TABLE outbox DROP COLUMN subject", "DROP TABLE outbox", "DROP VIEW known_bills",
    "DROP TABLE bills", "PRAGMA user_version = 99", "PRAGMA user_version = 0",
    """
    DROP VIEW known_subscribers;
    CREATE VIEW known_subscribers AS SELECT line, kind, first_name, address AS last_name,
      national_id, mobile, email, address, postal_code, language, is_sample FROM subscribers
    """,
    """
    CREATE TRIGGER leak AFTER INSERT ON call_records BEGIN
      UPDATE outbox SET text = (SELECT address FROM subscribers); END
    """,
    "UPDATE subscribers SET line = address", "UPDATE subscribers SET mobile = postal_code",
    "UPDATE subscribers SET national_id = postal_code",
    "UPDATE call_records SET direction = 'sideways'", "UPDATE call_records SET q850_cause = NULL",
    "UPDATE call_records SET started_at = 9223372036854775807",
    "UPDATE call_records SET duration = -9223372036854775807",
    "UPDATE outbox SET at = -9223372036854775807", "UPDATE bills SET payment_id = 'x'",
    """
    PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'outbox'
    """,
    """
    PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET rootpage = (
      SELECT rootpage FROM sqlite_schema WHERE name = 'subscribers') WHERE name = 'outbox'
    """,
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE 4711 Hushhush('",
  ]

  /// A folder with a subscriber, a call and messages.
  private static func makeData(in place: Workplace) throws -> URL {
    try place.write(
      """
      line,kind,last_name,mobile,address,postal_code
      02188880001,landline,Sample,09120000001,4711 Hushhush Lane,8273645191
      """, as: "people.csv")
    try place.gooya("directory", "import", "people.csv")
    try place.call("1 ~9 h", from: "02188880001")
    let file = place.folder.appendingPathComponent("xdg/gooya/gooya.sqlite")
    _ = try DatabaseQueue(path: file.path).writeWithoutTransaction {
      try $0.checkpoint(.truncate)
    }
    return file
  }

  private static func expectNoHarm(in place: Workplace, _ what: String, only: Int? = nil) throws {
    let commands = [
      ["directory", "list"], ["directory", "show", "02188880001"], ["calls"], ["outbox", "--json"],
      ["reply", "09120000001", "me@mail.example"],
      ["call", Workplace.script, "--fast", "--keys", "2 09120000001 ~1 1 ~9 h"],
    ]
    for command in only.map({ [commands[$0 % commands.count]] }) ?? commands {
      let outcome = try place.gooya(command)
      #expect([0, 1].contains(outcome.status), "\(what): \(outcome)")
      #expect(outcome.status == 0 || outcome.complaints.hasPrefix("gooya: "), "\(what): \(outcome)")
      for secret in secrets {
        #expect(!outcome.description.contains(secret), "\(what): \(outcome)")
      }
    }
  }

  @Test(arguments: statements)
  func `what another program does to a database traps nothing and tells nothing`(
    statement: String
  ) throws {
    let place = try Workplace()
    let file = try Self.makeData(in: place)
    let database = try DatabaseQueue(path: file.path)
    try database.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
      try? db.execute(sql: statement)
    }
    try database.close()
    try Self.expectNoHarm(in: place, statement)
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `bytes that were flipped or lost trap nothing and tell nothing`(seed: UInt64) throws {
    let place = try Workplace()
    let file = try Self.makeData(in: place)
    let whole = try Data(contentsOf: file)
    var generator = SeededGenerator(seed: seed)
    for round in 0..<20 {
      var bytes = whole
      if round % 6 == 5 {
        bytes = bytes.prefix(Int.random(in: 0..<bytes.count, using: &generator))
      } else {
        let end = round % 2 == 0 ? bytes.count : 4096
        for _ in 0..<Int.random(in: 1...8, using: &generator) {
          bytes[Int.random(in: 0..<end, using: &generator)] ^=
            1
            << UInt8.random(
              in: 0..<8, using: &generator)
        }
      }
      for suffix in ["-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: file.path + suffix)
      }
      try bytes.write(to: file)
      try Self.expectNoHarm(in: place, "seed \(seed), round \(round)", only: round)
    }
  }
}
