package import Foundation
package import GRDB

/// A row contains something that gooya never wrote: the file is damaged, or another program changed
/// it. The error carries nothing from the row, which has private data.
package struct DamagedRow: Error {
  package init() {}
}

/// Reads a row's columns, checking their types.
///
/// GRDB's own subscripts trap if a column is missing or has another type, and print the whole row.
/// A database from outside must not be able to cause that.
package struct StoredRow {
  private let row: Row

  package init(_ row: Row) {
    self.row = row
  }

  /// - Throws: `DamagedRow` if the column is missing or isn't text.
  package func text(_ column: String) throws -> String {
    guard let text = try textIfAny(column) else { throw DamagedRow() }
    return text
  }

  /// - Throws: `DamagedRow` if the column is missing or neither text nor null.
  package func textIfAny(_ column: String) throws -> String? {
    switch try value(column).storage {
    case .string(let text): text
    case .null: nil
    case .int64, .double, .blob: throw DamagedRow()
    }
  }

  /// - Throws: `DamagedRow` if the column is missing or isn't an integer.
  package func integer(_ column: String) throws -> Int64 {
    guard let integer = try integerIfAny(column) else { throw DamagedRow() }
    return integer
  }

  /// - Throws: `DamagedRow` if the column is missing or neither an integer nor null.
  package func integerIfAny(_ column: String) throws -> Int64? {
    switch try value(column).storage {
    case .int64(let integer): integer
    case .null: nil
    case .string, .double, .blob: throw DamagedRow()
    }
  }

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

  private func value(_ column: String) throws -> DatabaseValue {
    do { return try row.decode(DatabaseValue.self, forColumn: column) } catch { throw DamagedRow() }
  }
}
