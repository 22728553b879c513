/// What people take for a CSV file, told from its first bytes so that the message can say what to do.
enum ForeignFormat: CaseIterable, CustomStringConvertible {
  case utf16, pdf, zip, oldSpreadsheet, gzip, database, markup, json

  func matches(_ start: some Collection<UInt8>) -> Bool {
    if signatures.contains(where: { start.starts(with: $0) }) { return true }
    // Without its mark UTF-16 is told from the zero in every character that ASCII has too.
    let pair = Array(start.prefix(2))
    return self == .utf16 && pair.count == 2 && (pair[0] == 0) != (pair[1] == 0)
  }

  private var signatures: [[UInt8]] {
    switch self {
    case .utf16: [[0xFE, 0xFF], [0xFF, 0xFE]]
    case .pdf: [Array("%PDF".utf8)]
    case .zip: [[0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06]]
    case .oldSpreadsheet: [[0xD0, 0xCF, 0x11, 0xE0]]
    case .gzip: [[0x1F, 0x8B]]
    case .database: [Array("SQLite format 3".utf8)]
    case .markup: [Array("<".utf8)]
    case .json: [Array("{".utf8), Array("[".utf8)]
    }
  }

  var description: String {
    switch self {
    case .utf16: "the file is UTF-16, not UTF-8; save it as UTF-8"
    case .pdf: "the file is a PDF document, not CSV; export the table it was made from as CSV"
    case .zip:
      "the file is a ZIP archive, as .xlsx and .ods are; open it in its program and save it as CSV"
    case .oldSpreadsheet: "the file is an old spreadsheet or document; save it as CSV"
    case .gzip: "the file is compressed by gzip; unpack it first"
    case .database: "the file is an SQLite database; export its table as CSV"
    case .markup: "the file is XML or HTML; save the table as CSV"
    case .json: "the file is JSON; convert it to CSV"
    }
  }
}
