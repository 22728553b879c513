package import Foundation
package import Store

/// The lines of business that gooya serves: the one list of them.
package enum LinesOfBusiness {
  /// The tables that they have.
  static let schema = Result { try StoreSchema([Directory.migrations]) }
}

extension Store {
  /// Opens the store of every line in a data folder and makes both if there are none; a new one has
  /// the sample data.
  ///
  /// - Throws: `StoreError`.
  package convenience init(folder: URL) throws {
    try self.init(folder: folder, schema: LinesOfBusiness.schema.get())
  }

  /// A store of every line with the sample data that is gone with the process.
  package convenience init() throws {
    try self.init(inMemory: LinesOfBusiness.schema.get())
  }
}
