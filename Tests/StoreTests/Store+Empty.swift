import Foundation
import PostgresServer

@testable import Store

/// Stores with no tables but their own.
extension Store {
  convenience init(folder: URL) throws { try self.init(folder: folder, schema: StoreSchema([])) }

  /// A new store that nobody else has, in the database that the test is for.
  convenience init() throws {
    let schema = try StoreSchema([])
    switch TestDatabase.current {
    case .sqlite: try self.init(inMemory: schema)
    case .postgres:
      let url = try PostgresServer.shared().makeDatabase(with: "store") {
        _ = try Store(at: PostgresAddress($0), schema: schema)
      }
      try self.init(at: PostgresAddress(url), schema: schema)
    }
  }
}
