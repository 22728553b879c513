package import Foundation
package import GRDB

/// A row of the database holds what gooya never wrote: the file is damaged, or another program has
/// been at work. It says nothing of the row, which has private data.
package struct DamagedRow: Error {
  package init() {}
}

/// Reads a row's columns as what they must be.
///
/// GRDB's own subscripts trap when a column is missing or of another type, and print the whole row.
/// Nothing of a database that comes from outside may do that.
package struct StoredRow {
  private let row: Row

  package init(_ row: Row) {
    self.row = row
  }

  /// - Throws: `DamagedRow` if the column is missing or no text.
  package func text(_ column: String) throws -> String {
    guard let text = try textIfAny(column) else { throw DamagedRow() }
    return text
  }

  /// - Throws: `DamagedRow` if the column is missing or neither a text nor empty.
  package func textIfAny(_ column: String) throws -> String? {
    switch try value(column).storage {
    case .string(let text): text
    case .null: nil
    case .int64, .double, .blob: throw DamagedRow()
    }
  }

  /// - Throws: `DamagedRow` if the column is missing or no whole number.
  package func integer(_ column: String) throws -> Int64 {
    guard let integer = try integerIfAny(column) else { throw DamagedRow() }
    return integer
  }

  /// - Throws: `DamagedRow` if the column is missing or neither a whole number nor empty.
  package func integerIfAny(_ column: String) throws -> Int64? {
    switch try value(column).storage {
    case .int64(let integer): integer
    case .null: nil
    case .string, .double, .blob: throw DamagedRow()
    }
  }

  /// A moment in the years that calendars can show.
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

  /// A text that is one of a few words.
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
