/// A row of a CSV file and the line on which it begins, counted from 1.
package struct CSVRow {
  package let line: Int
  package let fields: [String]
  /// Where each field begins, its quote included.
  package let places: [CSVPlace]
  /// The numbers, from 1, of the fields whose bytes are no UTF-8; such a field's text is empty.
  package let brokenFields: [Int]

  /// Whether nothing stands in it but separators and blanks.
  var isBlank: Bool {
    brokenFields.isEmpty
      && fields.allSatisfy { $0.unicodeScalars.allSatisfy(\.properties.isWhitespace) }
  }
}

/// A place in a CSV file. Line and column count from 1; columns count Unicode scalars.
package struct CSVPlace: Hashable, Sendable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// Reads RFC 4180 row by row: quoted fields with doubled quotes and line breaks in them, a byte order
/// mark at the start, a last line without an end.
///
/// Beyond the RFC it takes what spreadsheets make where it can't be mistaken: lines that end in LF,
/// CRLF or CR, and fields separated by commas, semicolons, tabs or bars, of which the first that stands
/// outside quotes in the file is its separator. Rows without content are skipped.
package struct CSVReader: ~Copyable {
  /// More than this in one row means that a quote was left open.
  static let maxRowBytes = 1 << 18
  static let maxFields = 200

  private var source: ByteSource
  private var line = 1
  private var column = 1
  private var isAtStart = true
  /// What parts the fields; `nil` as long as nothing has.
  package private(set) var separator: CSVSeparator?
  /// How many rows of separators and blanks were skipped; lines without anything aren't counted.
  package private(set) var blankRows = 0

  package init(_ source: consuming ByteSource) {
    self.source = source
  }

  /// The next row, or `nil` at the end of the file.
  ///
  /// - Throws: `CSVFault`; nothing can be read after it.
  package mutating func next() throws -> CSVRow? {
    if isAtStart {
      isAtStart = false
      try skipByteOrderMark()
    }
    while let row = try readRow() {
      guard row.isBlank else { return row }
      if row.fields != [""] { blankRows += 1 }
    }
    return nil
  }

  private mutating func readRow() throws -> CSVRow? {
    guard try source.peek() != nil else { return nil }
    let start = line
    var fields: [String] = []
    var places = [CSVPlace(line: line, column: column)]
    var broken: [Int] = []
    var field: [UInt8] = []
    var bytes = 0
    var isQuoted = false
    var isClosed = false
    var quoteLine = line

    func finishField() throws {
      guard fields.count < Self.maxFields else {
        throw CSVFault.syntax(line: start, "more than \(Self.maxFields) columns")
      }
      if let text = String(validating: field, as: UTF8.self) {
        fields.append(text)
      } else {
        fields.append("")
        broken.append(fields.count)
      }
      field.removeAll(keepingCapacity: true)
    }

    while let byte = try source.next() {
      bytes += 1
      if bytes > Self.maxRowBytes {
        throw CSVFault.syntax(
          line: start, "a row of more than \(Self.maxRowBytes / 1024) KiB; is a quote left open?")
      }
      var endsLine = byte == UInt8(ascii: "\n")
      if byte == UInt8(ascii: "\r") { endsLine = try source.peek() != UInt8(ascii: "\n") }
      if endsLine {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      if isQuoted && !isClosed {
        if byte != UInt8(ascii: "\"") {
          field.append(byte)
        } else if try source.peek() == UInt8(ascii: "\"") {
          _ = try source.next()
          column += 1
          field.append(byte)
        } else {
          isClosed = true
        }
        continue
      }
      if separator == nil { separator = CSVSeparator(rawValue: byte) }
      switch byte {
      case _ where byte == separator?.rawValue:
        try finishField()
        places.append(CSVPlace(line: line, column: column))
        isQuoted = false
        isClosed = false
      case _ where endsLine:
        try finishField()
        return CSVRow(line: start, fields: fields, places: places, brokenFields: broken)
      case UInt8(ascii: "\r"):
        break
      case UInt8(ascii: "\"") where field.isEmpty && !isClosed:
        isQuoted = true
        quoteLine = line
      case _ where isClosed:
        throw CSVFault.syntax(
          line: line, "text after a closing quote; write \"\" for a quote within quotes")
      case UInt8(ascii: "\""):
        throw CSVFault.syntax(
          line: line, "a quote within an unquoted field; quote the field and write \"\" for it")
      default:
        field.append(byte)
      }
    }
    if isQuoted && !isClosed {
      throw CSVFault.syntax(line: quoteLine, "the quote opened here is never closed")
    }
    try finishField()
    return CSVRow(line: start, fields: fields, places: places, brokenFields: broken)
  }

  /// - Throws: `CSVFault` if the file's first bytes are those of something else than UTF-8 text.
  private mutating func skipByteOrderMark() throws {
    let start = try source.buffered()
    if let format = ForeignFormat.allCases.first(where: { $0.matches(start) }) {
      throw CSVFault.syntax(line: 1, format.description)
    }
    guard start.first == 0xEF else { return }
    for expected: UInt8 in [0xEF, 0xBB, 0xBF] {
      guard try source.peek() == expected else {
        throw CSVFault.syntax(line: 1, "the header is not UTF-8; save the file as UTF-8")
      }
      _ = try source.next()
    }
  }
}

/// What parts the fields of a row.
package enum CSVSeparator: UInt8, CaseIterable, Sendable {
  case comma = 0x2C
  case semicolon = 0x3B
  case tab = 0x09
  case bar = 0x7C

  /// In the plural, for messages.
  package var name: String {
    switch self {
    case .comma: "commas"
    case .semicolon: "semicolons"
    case .tab: "tabs"
    case .bar: "bars"
    }
  }

  /// How often it stands in a text.
  package func count(in text: String) -> Int { text.utf8.count { $0 == rawValue } }
}
