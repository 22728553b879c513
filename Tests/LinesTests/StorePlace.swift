import Foundation
import PostgresServer

@testable import Lines
@testable import Store

/// Where the data of a test is, in the kind of database that the test is for: a folder or a database
/// of its own. All that open it have the same data.
struct StorePlace: Sendable {
  private let folder = TemporaryFolder()
  private let url: String?

  init() throws {
    url = TestDatabase.current == .postgres ? try Store.newDatabase(LinesOfBusiness.all) : nil
  }

  func open() throws -> Store {
    try url.map { try Store(at: PostgresAddress($0)) } ?? Store(folder: folder.url)
  }
}

extension StoreConnection {
  /// The tables of the database that the test is for.
  func tables() throws -> [String] {
    switch TestDatabase.current {
    case .sqlite: try texts("SELECT name FROM sqlite_schema WHERE type = 'table'")
    case .postgres:
      try texts("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    }
  }
}

extension Store {
  /// A new store that nobody else has, in the kind of database that the test is for.
  static func new(_ lines: [any LineOfBusiness] = LinesOfBusiness.all) throws -> Store {
    let schema = try StoreSchema(lines)
    switch TestDatabase.current {
    case .sqlite: return try Store(inMemory: schema)
    case .postgres: return try Store(at: PostgresAddress(newDatabase(lines)), schema: schema)
    }
  }

  /// The URL of a new database with the tables of some lines.
  static func newDatabase(_ lines: [any LineOfBusiness]) throws -> String {
    let schema = try StoreSchema(lines)
    let name = "lines_" + lines.map(\.name).joined(separator: "_")
    return try PostgresServer.shared().makeDatabase(with: name) {
      _ = try Store(at: PostgresAddress($0), schema: schema)
    }
  }
}
