/// A row of a CSV file and the line on which it begins, counted from 1.
struct CSVRow {
  let line: Int
  let fields: [String]
  /// The numbers, from 1, of the fields whose bytes are no UTF-8; such a field's text is empty.
  let brokenFields: [Int]
}

/// Reads RFC 4180 row by row: quoted fields with doubled quotes and line breaks in them, lines that
/// end in LF or CRLF, a byte order mark at the start, a last line without an end. Blank lines are
/// skipped.
struct CSVReader: ~Copyable {
  /// More than this in one row means that a quote was left open.
  static let maxRowBytes = 1 << 18
  static let maxFields = 200

  private var source: ByteSource
  private var line = 1
  private var isAtStart = true

  init(_ source: consuming ByteSource) {
    self.source = source
  }

  /// The next row, or `nil` at the end of the file.
  ///
  /// - Throws: `ImportError`; nothing can be read after it.
  mutating func next() throws -> CSVRow? {
    if isAtStart {
      isAtStart = false
      try skipByteOrderMark()
    }
    while let row = try readRow() {
      if row.fields != [""] || !row.brokenFields.isEmpty { return row }
    }
    return nil
  }

  private mutating func readRow() throws -> CSVRow? {
    guard try source.peek() != nil else { return nil }
    let start = line
    var fields: [String] = []
    var broken: [Int] = []
    var field: [UInt8] = []
    var bytes = 0
    var isQuoted = false
    var isClosed = false
    var quoteLine = line

    func finishField() throws {
      guard fields.count < Self.maxFields else {
        throw ImportError.syntax(line: start, "more than \(Self.maxFields) columns")
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
        throw ImportError.syntax(
          line: start, "a row of more than \(Self.maxRowBytes / 1024) KiB; is a quote left open?")
      }
      if byte == UInt8(ascii: "\n") { line += 1 }
      if isQuoted && !isClosed {
        if byte != UInt8(ascii: "\"") {
          field.append(byte)
        } else if try source.peek() == UInt8(ascii: "\"") {
          _ = try source.next()
          field.append(byte)
        } else {
          isClosed = true
        }
        continue
      }
      switch byte {
      case UInt8(ascii: ","):
        try finishField()
        isQuoted = false
        isClosed = false
      case UInt8(ascii: "\n"):
        try finishField()
        return CSVRow(line: start, fields: fields, brokenFields: broken)
      case UInt8(ascii: "\r") where try source.peek() == UInt8(ascii: "\n"):
        break
      case UInt8(ascii: "\"") where field.isEmpty && !isClosed:
        isQuoted = true
        quoteLine = line
      case _ where isClosed:
        throw ImportError.syntax(
          line: line, "text after a closing quote; write \"\" for a quote within quotes")
      case UInt8(ascii: "\""):
        throw ImportError.syntax(
          line: line, "a quote within an unquoted field; quote the field and write \"\" for it")
      default:
        field.append(byte)
      }
    }
    if isQuoted && !isClosed {
      throw ImportError.syntax(line: quoteLine, "the quote opened here is never closed")
    }
    try finishField()
    return CSVRow(line: start, fields: fields, brokenFields: broken)
  }

  private mutating func skipByteOrderMark() throws {
    switch try source.peek() {
    case 0xEF:
      for expected: UInt8 in [0xEF, 0xBB, 0xBF] {
        guard try source.peek() == expected else {
          throw ImportError.syntax(line: 1, "the header is not UTF-8; save the file as UTF-8")
        }
        _ = try source.next()
      }
    case 0xFE, 0xFF:
      throw ImportError.syntax(line: 1, "the file is not UTF-8 but UTF-16; save it as UTF-8")
    default:
      break
    }
  }
}
