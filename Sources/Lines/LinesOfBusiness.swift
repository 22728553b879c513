package import CallEngine
package import Foundation
internal import Messaging
package import Store

/// The lines of business that gooya serves.
package enum LinesOfBusiness {
  /// The only list of them; the first is called if no script is named.
  package static let all: [any LineOfBusiness] = [
    BillingLine(), HandsetRegistryLine(), NumberCancellationLine(), PaymentLine(),
  ]

  /// The services that scripts may call.
  package static let signatures = all.flatMap(\.signatures)

  /// The validation rules that scripts may use.
  package static let validationRules = ValidationRule.builtIn + all.flatMap(\.validationRules)

  /// Their tables.
  static let schema = Result { try StoreSchema(all) }
}

extension StoreSchema {
  /// The tables of these lines, and of the gateways, the ledger, the campaigns and the web that they
  /// share.
  ///
  /// - Throws: `StoreError` if their migrations fail on an empty database.
  package init(_ lines: [any LineOfBusiness]) throws {
    try self.init(
      [
        EmbeddedGateway.migrations, PaymentLedger.migrations, Campaigns.migrations,
        VisitLimit.migrations,
      ]
        + lines.compactMap(\.migrations))
  }
}

extension Store {
  /// Opens the store of all lines in a data folder, and creates both if needed; a new store has the
  /// sample data.
  ///
  /// - Throws: `StoreError`.
  package convenience init(folder: URL) throws {
    try self.init(folder: folder, schema: LinesOfBusiness.schema.get())
  }

  /// Opens the store of all lines in a PostgreSQL database, and makes their tables if needed; a new
  /// store has the sample data.
  ///
  /// - Throws: `StoreError`.
  package convenience init(at address: PostgresAddress) throws {
    try self.init(at: address, schema: LinesOfBusiness.schema.get())
  }

  /// Creates a store of all lines in memory, with the sample data.
  package convenience init() throws {
    try self.init(inMemory: LinesOfBusiness.schema.get())
  }
}

extension StoreCopy {
  /// A copy of the tables of all lines.
  ///
  /// - Throws: `StoreError`.
  package init(of folder: URL, to address: PostgresAddress) throws {
    try self.init(of: folder, to: address, schema: LinesOfBusiness.schema.get())
  }
}
