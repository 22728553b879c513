/// The tables of a store: its own, and those of every owner that keeps data in it.
///
/// Each owner has one list of migrations. A migration that has been released never changes.
package struct StoreSchema: Sendable {
  /// One owner's migrations, in the order in which they were released.
  package struct Migrations: Sendable {
    /// The prefix of their names in the database.
    let owner: String
    let steps: [@Sendable (any StoreConnection) throws -> Void]

    package init(
      of owner: String, _ steps: [@Sendable (any StoreConnection) throws -> Void]
    ) {
      self.owner = owner
      self.steps = steps
    }
  }

  /// A migration, and the name by which a database records that it has been made.
  struct Step: Sendable {
    let name: String
    let run: @Sendable (any StoreConnection) throws -> Void
  }

  /// In the order in which a new database makes them.
  let steps: [Step]
  let sqlite: SQLiteSchema

  /// - Throws: `StoreError` if the migrations fail on an empty database.
  package init(_ lists: [Migrations]) throws {
    steps = ([Store.migrations] + lists).flatMap { list in
      list.steps.enumerated().map { Step(name: "\(list.owner).\($0 + 1)", run: $1) }
    }
    sqlite = try SQLiteSchema(steps)
  }
}
