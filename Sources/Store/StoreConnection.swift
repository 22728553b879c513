/// A connection to the store's database, inside a transaction: the types that own tables run their
/// statements by it, and nobody else does.
///
/// Statements are written in what SQLite and PostgreSQL have in common:
///
/// - A value is never part of the text. Each stands for a `?`, in order; where one is needed more
///   than once, all of them are numbered: `?1`, `?2`.
/// - What is stored is integers of 64 bits, texts, which are compared by their bytes, and nulls. A
///   flag is an integer, 0 or 1: `is_paused = 1`, not `is_paused`. A condition that is selected, such
///   as `EXISTS (…)`, is read as an integer, too.
/// - `ON CONFLICT (…) DO NOTHING` or `DO UPDATE`, where columns of the row that is there are written
///   with their table (`visits.count + 1`). `CASE` instead of `iif` or of `max` and `min` with two
///   arguments, and instead of calculating with a condition.
/// - `NULLS LAST` or `NULLS FIRST` where a column to sort by can be null. A subquery in `FROM` has a
///   name. What isn't grouped by is aggregated.
/// - Rows have a column for their number; there is no `rowid`. Columns named with a word that is
///   reserved in one of the two are quoted: `"only"`.
package protocol StoreConnection: AnyObject {
  /// Runs a statement that changes rows.
  ///
  /// - Returns: how many rows it inserted, changed or deleted.
  @discardableResult
  func execute(_ statement: String, _ values: StoredValues) throws -> Int

  /// Runs an `INSERT` of one row into a table that numbers its rows in a column `id`.
  ///
  /// - Returns: the row's number; `nil` if `ON CONFLICT DO NOTHING` kept it out.
  func insertIfNew(_ statement: String, _ values: StoredValues) throws -> Int64?

  /// Passes the rows that a query selects, or that `RETURNING` gives, to `body`, one at a time.
  ///
  /// - Parameter body: returns whether to continue; it may run other statements.
  func forEachRow(
    _ query: String, _ values: StoredValues, _ body: (StoredRow) throws -> Bool) throws

  /// Runs definitions of a migration: `CREATE`, `ALTER` and `DROP`, and what moves rows to their new
  /// places.
  ///
  /// They are written for SQLite, since those that were released never change, and a database is
  /// compared with their text when it is opened. PostgreSQL gets them with these words replaced:
  ///
  /// | SQLite | PostgreSQL |
  /// |---|---|
  /// | `INTEGER PRIMARY KEY AUTOINCREMENT`, `id INTEGER PRIMARY KEY` | a number of 64 bits that counts on by itself |
  /// | `INTEGER` | a number of 64 bits |
  /// | `TEXT` | text that is compared by its bytes |
  /// | `STRICT`, `WITHOUT ROWID` | nothing |
  /// | `lower(hex(randomblob(16)))` | 32 random hexadecimal digits |
  /// | `CREATE VIEW IF NOT EXISTS` | `CREATE OR REPLACE VIEW` |
  /// | `only` as a column | `"only"` |
  ///
  /// - Parameter statements: one or several, separated by semicolons.
  func define(_ statements: String) throws

  /// Whether there is a table of a name.
  func hasTable(_ name: String) throws -> Bool

  /// Says that the transaction is about to queue a message: it gets its number after those that
  /// others queue for the same recipient, and who waits for messages hears of it.
  func announceMessage(to recipient: String) throws
}

extension StoreConnection {
  /// Only one process at a time writes.
  package func announceMessage(to recipient: String) {}

  /// Runs a statement without values that changes rows.
  @discardableResult
  package func execute(_ statement: String) throws -> Int { try execute(statement, []) }

  /// Runs an `INSERT` of one row, which takes place or fails, into a table that numbers its rows in a
  /// column `id`.
  ///
  /// - Returns: the row's number.
  @discardableResult
  package func insert(_ statement: String, _ values: StoredValues) throws -> Int64 {
    guard let number = try insertIfNew(statement, values) else { throw DamagedRow() }
    return number
  }

  /// All the rows that a query selects.
  package func rows(_ query: String, _ values: StoredValues = []) throws -> [StoredRow] {
    var rows: [StoredRow] = []
    try forEachRow(query, values) {
      rows.append($0)
      return true
    }
    return rows
  }

  /// The first row that a query selects; `nil` if it selects none.
  package func row(_ query: String, _ values: StoredValues = []) throws -> StoredRow? {
    var first: StoredRow?
    try forEachRow(query, values) {
      first = $0
      return false
    }
    return first
  }

  /// The integer that a query selects; `nil` if it selects no row, or a null.
  package func integer(_ query: String, _ values: StoredValues = []) throws -> Int64? {
    try row(query, values)?.integerIfAny(at: 0)
  }

  /// The integers that a query selects, one a row.
  package func integers(_ query: String, _ values: StoredValues = []) throws -> [Int64] {
    try rows(query, values).map {
      guard let integer = try $0.integerIfAny(at: 0) else { throw DamagedRow() }
      return integer
    }
  }

  /// The text that a query selects; `nil` if it selects no row, or a null.
  package func text(_ query: String, _ values: StoredValues = []) throws -> String? {
    try row(query, values)?.textIfAny(at: 0)
  }

  /// The texts that a query selects, one a row.
  package func texts(_ query: String, _ values: StoredValues = []) throws -> [String] {
    try rows(query, values).map {
      guard let text = try $0.textIfAny(at: 0) else { throw DamagedRow() }
      return text
    }
  }

  /// Whether the condition that a query selects holds; `false` if it selects no row.
  package func isTrue(_ query: String, _ values: StoredValues = []) throws -> Bool {
    try integer(query, values) ?? 0 != 0
  }
}
