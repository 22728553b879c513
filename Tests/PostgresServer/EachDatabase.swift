package import Testing

/// Runs each test of a suite once for each kind of database: what one does, the other must do.
package struct EachDatabase: SuiteTrait, TestTrait, TestScoping {
  package var isRecursive: Bool { true }

  package func scopeProvider(for test: Test, testCase: Test.Case?) -> EachDatabase? {
    testCase == nil ? nil : self
  }

  package func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    for database in TestDatabase.allCases {
      try await TestDatabase.$current.withValue(database) { try await function() }
    }
  }
}

extension Trait where Self == EachDatabase {
  package static var eachDatabase: EachDatabase { EachDatabase() }
}
