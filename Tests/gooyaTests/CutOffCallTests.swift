import Foundation
import GRDB
import Glibc
import Testing

/// What the lists say of calls that didn't come to their end, and to readers who have had enough.
struct CutOffCallTests {
  @Test(arguments: [SIGKILL, SIGQUIT, SIGUSR1])
  func `a call goes on until its process is gone, and was cut off from then on`(
    signal: Int32
  ) throws {
    let place = try Workplace()
    let running = try place.startCall(keepingJournal: "j")
    #expect(try place.gooya("calls").output.hasSuffix("still going on\n"))
    running.send(signal)
    #expect(try running.wait().status != 0)
    try place.call("1 h")
    let lines = try place.gooya("calls").lines
    #expect(lines.count == 2)
    #expect(lines.first?.hasSuffix("by caller") == true)
    #expect(lines.last?.hasSuffix("cut off: its process was killed") == true)
    #expect(try place.gooya("calls", "--json").output.contains("\"state\" : \"cut_off\""))
  }

  @Test(arguments: [
    (
      "directory list",
      """
      UPDATE subscribers SET mobile = 'x' WHERE line = (SELECT max(line) FROM subscribers)
      """
    ), ("outbox", "UPDATE outbox SET at = 1 << 62 WHERE id = (SELECT max(id) FROM outbox)"),
    ("outbox --json", "UPDATE outbox SET at = 1 << 62 WHERE id = (SELECT max(id) FROM outbox)"),
    ("calls", "UPDATE call_records SET ended_by = 'x' WHERE started_at = 1000000"),
    ("calls --json", "UPDATE call_records SET ended_by = 'x' WHERE started_at = 1000000"),
  ])
  func `a list isn't read on when nobody wants the rest`(list: String, damage: String) throws {
    let place = try Workplace()
    try place.call("1 h")
    let database = try place.database()
    try database.write { db in
      for number in 0..<6000 {
        try db.execute(
          sql: """
            INSERT INTO subscribers (line, kind, last_name) VALUES (?, 'landline', 'Sample');
            INSERT INTO outbox (kind, recipient, sender, text, at, status)
            VALUES ('sms', '09120000001', '30002000', 'text', 1, 'sent');
            INSERT INTO call_records (call_id, number_dialled, direction, started_at, duration,
              q850_cause, ended_by) VALUES (?, '1800', 'incoming', ?, 1, 16, 'line')
            """, arguments: ["0218\(1_000_000 + number)", "\(number)", 1_000_000 + number])
      }
      // Whoever reads as far as the last row meets this.
      try db.execute(sql: damage)
    }
    try database.close()
    let outcome = try place.shell("{ $GOOYA \(list); echo $? >status; } | head -n 1")
    #expect(outcome.complaints.isEmpty)
    #expect(try String(contentsOfFile: place.path("status"), encoding: .utf8) == "0\n")
    #expect(try place.shell("$GOOYA \(list) >/dev/null").complaints.contains("damaged"))
  }
}
