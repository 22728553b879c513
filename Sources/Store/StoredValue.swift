/// A value as a database keeps it.
package enum StoredValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case text(String)
  /// Of a type that gooya doesn't store: a real number or bytes.
  case foreign
}

/// What can be kept in a column.
package protocol StorableValue {
  /// Adds it to the values of a statement. Nothing but the store can take it out again, which is what
  /// a `Confidential` value relies on.
  func add(to values: inout StoredValues)
}

/// The values of a statement, in the order of their places; each is a literal's element:
/// `[number, name, nil]`.
package struct StoredValues: ExpressibleByArrayLiteral {
  private(set) var values: [StoredValue]

  package init(arrayLiteral elements: (any StorableValue)?...) {
    values = []
    values.reserveCapacity(elements.count)
    for element in elements {
      if let element { element.add(to: &self) } else { values.append(.null) }
    }
  }

  mutating func append(_ value: StoredValue) { values.append(value) }

  package static func + (first: StoredValues, more: StoredValues) -> StoredValues {
    var sum = first
    sum.values += more.values
    return sum
  }
}

extension String: StorableValue {
  package func add(to values: inout StoredValues) { values.append(.text(self)) }
}

extension Int64: StorableValue {
  package func add(to values: inout StoredValues) { values.append(.integer(self)) }
}

extension Int: StorableValue {
  package func add(to values: inout StoredValues) { values.append(.integer(Int64(self))) }
}

/// A flag: 0 or 1.
extension Bool: StorableValue {
  package func add(to values: inout StoredValues) { values.append(.integer(self ? 1 : 0)) }
}
