import Foundation

@testable import Store

/// Stores with no tables but their own.
extension Store {
  convenience init(folder: URL) throws { try self.init(folder: folder, schema: StoreSchema([])) }

  convenience init() throws { try self.init(inMemory: StoreSchema([])) }
}
