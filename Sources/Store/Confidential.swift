package import GRDB

/// A value that must never leave in an SMS, an e-mail, a web page, a log, a journal or a call record
/// (Documentation/domain.md §1): whatever describes, dumps or encodes it gets `[redacted]`.
///
/// Only the store reads the value, to write it where it belongs. Message templates take types that
/// have no such value at all.
package struct Confidential<Value: Sendable>: Sendable, Encodable, CustomStringConvertible,
  CustomDebugStringConvertible, CustomReflectable
{
  private let value: Value

  package init(_ value: Value) {
    self.value = value
  }

  package var description: String { "[redacted]" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(description, children: []) }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// The one way out: into a column of the owner's own table.
extension Confidential: DatabaseValueConvertible, SQLExpressible, StatementBinding
where Value: DatabaseValueConvertible {
  package var databaseValue: DatabaseValue { value.databaseValue }

  package static func fromDatabaseValue(_ stored: DatabaseValue) -> Confidential? {
    Value.fromDatabaseValue(stored).map(Confidential.init)
  }
}
