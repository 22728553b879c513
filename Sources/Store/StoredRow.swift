package import Foundation

/// A row contains something that gooya never wrote: the file is damaged, or another program changed
/// it. The error carries nothing from the row, which has private data.
package struct DamagedRow: Error {
  package init() {}
}

/// A row that was selected; its columns are read by their names, and their types are checked.
///
/// A database from outside can have anything in a column, and must not be able to make gooya trap or
/// tell what is in the row.
package struct StoredRow: Sendable, CustomStringConvertible, CustomReflectable {
  private let columns: [String]
  let values: [StoredValue]

  /// - Parameters:
  ///   - columns: their names; rows of one query share them.
  ///   - values: one for each column.
  init(_ columns: [String], _ values: [StoredValue]) {
    self.columns = columns
    self.values = values
  }

  package var description: String { "a row with \(columns.joined(separator: ", "))" }
  package var customMirror: Mirror { Mirror(description, children: []) }

  /// - Throws: `DamagedRow` if the column is missing or isn't text.
  package func text(_ column: String) throws -> String {
    guard let text = try textIfAny(column) else { throw DamagedRow() }
    return text
  }

  /// - Throws: `DamagedRow` if the column is missing or neither text nor null.
  package func textIfAny(_ column: String) throws -> String? {
    try text(value(column))
  }

  /// - Throws: `DamagedRow` if the column is missing or isn't an integer.
  package func integer(_ column: String) throws -> Int64 {
    guard let integer = try integerIfAny(column) else { throw DamagedRow() }
    return integer
  }

  /// - Throws: `DamagedRow` if the column is missing or neither an integer nor null.
  package func integerIfAny(_ column: String) throws -> Int64? {
    try integer(value(column))
  }

  /// A flag, which is kept as 0 or 1.
  ///
  /// - Throws: `DamagedRow` if the column is missing or isn't an integer.
  package func flag(_ column: String) throws -> Bool { try integer(column) != 0 }

  /// A time in the years that calendars can show.
  ///
  /// - Throws: `DamagedRow`.
  package func moment(_ column: String) throws -> Date {
    let date = StoredTime.date(try integer(column))
    guard StoredTime.milliseconds(date) == (try integer(column)) else { throw DamagedRow() }
    return date
  }

  /// - Throws: `DamagedRow`.
  package func momentIfAny(_ column: String) throws -> Date? {
    try integerIfAny(column) == nil ? nil : moment(column)
  }

  /// Text that is one of a fixed set of words.
  ///
  /// - Throws: `DamagedRow`.
  package func word<Word: RawRepresentable<String>>(_ column: String) throws -> Word {
    guard let word: Word = try wordIfAny(column) else { throw DamagedRow() }
    return word
  }

  /// - Throws: `DamagedRow`.
  package func wordIfAny<Word: RawRepresentable<String>>(_ column: String) throws -> Word? {
    guard let text = try textIfAny(column) else { return nil }
    guard let word = Word(rawValue: text) else { throw DamagedRow() }
    return word
  }

  func textIfAny(at index: Int) throws -> String? { try text(values[index]) }

  func integerIfAny(at index: Int) throws -> Int64? { try integer(values[index]) }

  private func value(_ column: String) throws -> StoredValue {
    guard let index = columns.firstIndex(of: column) else { throw DamagedRow() }
    return values[index]
  }

  private func text(_ value: StoredValue) throws -> String? {
    switch value {
    case .text(let text): text
    case .null: nil
    case .integer, .foreign: throw DamagedRow()
    }
  }

  private func integer(_ value: StoredValue) throws -> Int64? {
    switch value {
    case .integer(let integer): integer
    case .null: nil
    case .text, .foreign: throw DamagedRow()
    }
  }
}
