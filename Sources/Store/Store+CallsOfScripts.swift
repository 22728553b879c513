internal import CallEngine
package import Foundation

extension Store {
  /// Passes the records of the calls on a script to `body`, newest first, one at a time: those on the
  /// file in any version, and those on the same text in another file.
  ///
  /// - Parameters:
  ///   - start: earlier calls are left out.
  ///   - body: returns whether to continue; it may use the store.
  /// - Throws: `StoreError`, and what `body` throws.
  package func listCalls(
    on script: CallScript, since start: Date? = nil, _ body: (CallRecord) throws -> Bool
  ) throws {
    try listCalls(
      where: """
        script IN (SELECT id FROM scripts WHERE path = ? OR digest = ?) AND started_at >= ?
        """,
      [script.path, script.digest, start.map(StoredTime.milliseconds) ?? .min], body)
  }

  /// The row of a script, which is added if there is none yet.
  static func scriptID(_ script: CallScript, _ db: any StoreConnection) throws -> Int64? {
    try db.execute(
      """
      INSERT INTO scripts (path, digest, title) VALUES (?, ?, ?)
      ON CONFLICT (path, digest) DO UPDATE SET title = excluded.title
      """, [script.path, script.digest, script.title])
    return try db.integer(
      "SELECT id FROM scripts WHERE path = ? AND digest = ?", [script.path, script.digest])
  }

  /// The script in a row.
  static func script(_ id: Int64, _ db: any StoreConnection) throws -> CallScript? {
    try db.row("SELECT path, digest, title FROM scripts WHERE id = ?", [id]).map {
      CallScript(
        path: try $0.text("path"), digest: try $0.text("digest"), title: try $0.text("title"))
    }
  }

  static func keep(_ results: [NamedValue], of call: Int64, _ db: any StoreConnection) throws {
    for result in results {
      try db.execute(
        """
        INSERT INTO results (call, name, value) VALUES (?, ?, ?)
        ON CONFLICT (call, name) DO UPDATE SET value = excluded.value
        """, [call, result.name, result.value.text])
    }
  }

  static func results(of call: Int64, _ db: any StoreConnection) throws -> [NamedValue] {
    return try db.rows("SELECT name, value FROM results WHERE call = ? ORDER BY name", [call]).map {
      NamedValue(try $0.text("name"), try $0.text("value"))
    }
  }
}
