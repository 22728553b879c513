package import CallEngine
package import Foundation
internal import Messaging
package import Store

/// The lines of business that gooya serves.
package enum LinesOfBusiness {
  /// The one list of them; the first is rung where no script is named.
  package static let all: [any LineOfBusiness] = [BillingLine()]

  /// The services that scripts may call.
  package static let signatures = all.flatMap(\.signatures)

  /// The rules by which scripts may have entries judged.
  package static let validationRules = ValidationRule.builtIn + all.flatMap(\.validationRules)

  /// The tables that they have.
  static let schema = Result { try StoreSchema(all) }
}

extension StoreSchema {
  /// The tables of these lines and of the gateways that they share.
  ///
  /// - Throws: `StoreError` if their migrations fail on an empty database.
  package init(_ lines: [any LineOfBusiness]) throws {
    try self.init([EmbeddedGateway.migrations] + lines.compactMap(\.migrations))
  }
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
