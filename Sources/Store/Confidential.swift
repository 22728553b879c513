/// A value that must never leave in an SMS, an e-mail, a web page, a log, a journal or a call
/// record (Documentation/domain.md §1): describing, dumping or encoding it gives `[redacted]`.
///
/// Only the store reads the value, to write it to its table. Message templates take types that
/// contain no confidential value.
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

/// The only way to read the value: binding it to a column of the owner's table.
extension Confidential: StorableValue where Value: StorableValue {
  package func add(to values: inout StoredValues) { value.add(to: &values) }
}
