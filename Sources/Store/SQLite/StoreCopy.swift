package import Foundation
internal import GRDB

/// A copy of what a data folder's database holds in a PostgreSQL database, checked row by row before
/// it takes effect.
package struct StoreCopy {
  /// A table, and how many rows of it were copied.
  package struct Table: Hashable, Sendable {
    package let name: String
    package let rows: Int
  }

  private let operation = "copy the data"
  private let source: SQLiteDatabase
  private let target: PostgresDatabase
  private let schema: StoreSchema

  /// Opens both, and makes the tables of the second.
  ///
  /// - Throws: `StoreError`.
  package init(of folder: URL, to address: PostgresAddress, schema: StoreSchema) throws {
    source = try SQLiteDatabase(folder: folder, schema: schema)
    target = try PostgresBackend(address, schema).database
    self.schema = schema
  }

  /// Copies all tables in one transaction.
  ///
  /// - Returns: the tables, what others refer to first.
  /// - Throws: `StoreError` if the second has data already, if another process uses the first, and if
  ///   what was copied isn't what was there; then the second is as it was.
  package func run() throws -> [Table] {
    try demandRest()
    return try SQLiteDatabase.translating(operation, source.place) {
      try source.queue.read { db in
        let tables = try schema.sqlite.sample.read { try CopiedTable.all($0) }
        return try PostgresBackend.translating(operation, target.address.description) {
          try target.transaction(.committed) { connection in
            try demandEmpty(tables, connection)
            try connection.run(
              "TRUNCATE \(tables.map(\.quotedName).joined(separator: ", ")) RESTART IDENTITY")
            return try tables.map { try copy($0, db, connection) }
          }
        }
      }
    }
  }

  /// What another process does in the folder from now on would be in the folder alone, and what it
  /// sends would be sent once more.
  private func demandRest() throws {
    guard (source.locks as? FolderLock)?.isOpenElsewhere == true else { return }
    throw StoreError(
      .busy, operation, path: source.place,
      reason: "another process of gooya uses the folder")
  }

  /// A database that nobody has used has the sample's rows and no others.
  private func demandEmpty(_ tables: [CopiedTable], _ connection: PostgresConnection) throws {
    for table in tables {
      let found = try connection.run("SELECT count(*) FROM \(table.quotedName)", []).rows
      let sample = try schema.sqlite.sample.read { try table.count($0) }
      if found == [[.integer(0)]] || found == [[.integer(sample)]] { continue }
      throw StoreError(
        .foreign, operation, path: target.address.description,
        reason: "it has data already, in the table '\(table.name)'; copy into an empty database")
    }
  }

  private func copy(
    _ table: CopiedTable, _ db: Database, _ connection: PostgresConnection
  ) throws -> Table {
    guard try !table.hasNUL(db) else {
      throw StoreError(
        .damaged, operation, path: source.place,
        reason: "a text of the table '\(table.name)' has a NUL, which PostgreSQL can't keep")
    }
    var count = 0
    let rows = try table.rows(db)
    try connection.copy(into: table.quotedName, table.columns) {
      guard let row = try rows.next() else { return nil }
      count += 1
      guard let values = row.copyable else {
        throw StoreError(
          .damaged, operation, path: source.place,
          reason: "row \(count) of the table '\(table.name)' has what PostgreSQL can't keep")
      }
      return values
    }
    try compare(table, db, connection)
    try table.countOn(db, connection)
    return Table(name: table.name, rows: count)
  }

  /// Reads both tables in the same order, and looks whether they have the same rows.
  private func compare(
    _ table: CopiedTable, _ db: Database, _ connection: PostgresConnection
  ) throws {
    let expected = try table.rows(db)
    try connection.run("DECLARE copied NO SCROLL CURSOR FOR \(table.selection)")
    var number = 0
    while true {
      let page = try connection.run("FETCH 1000 FROM copied", []).rows
      for found in page {
        number += 1
        let row = try expected.next()?.copyable
        guard let row, row.elementsEqual(found, by: { $0.isIdentical(to: $1) }) else {
          throw differs(table, number)
        }
      }
      if page.isEmpty { break }
    }
    guard try expected.next() == nil else { throw differs(table, number + 1) }
    try connection.run("CLOSE copied")
  }

  private func differs(_ table: CopiedTable, _ number: Int) -> StoreError {
    StoreError(
      .other, operation, path: target.address.description,
      reason: "row \(number) of the table '\(table.name)' isn't what was copied")
  }
}

extension Row {
  /// Its values; `nil` if PostgreSQL has no place for one of them.
  fileprivate var copyable: [StoredValue]? {
    var values: [StoredValue] = []
    for value in databaseValues {
      switch value.storage {
      case .null: values.append(.null)
      case .int64(let integer): values.append(.integer(integer))
      case .string(let text): values.append(.text(text))
      case .double, .blob: return nil
      }
    }
    return values
  }
}

extension StoredValue {
  /// Whether it is the same to the byte; texts are equal already if they look the same.
  fileprivate func isIdentical(to other: StoredValue) -> Bool {
    if case .text(let one) = self, case .text(let two) = other {
      return one.utf8.elementsEqual(two.utf8)
    }
    return self == other
  }
}
