/// What the stores of a test are kept in.
package enum TestDatabase: String, CaseIterable, Sendable {
  case sqlite
  case postgres

  @TaskLocal package static var current = TestDatabase.sqlite
}
