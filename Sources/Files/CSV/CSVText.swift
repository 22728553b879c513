/// Writes rows of RFC 4180.
package enum CSVText {
  /// A row, without its line end.
  ///
  /// A field that a spreadsheet would take for a formula gets an apostrophe before it: what a caller
  /// keys in, or another system answers, must not be run on the desk of whoever opens the file.
  package static func row(_ fields: [String]) -> String {
    fields.map { quoted(harmless($0)) }.joined(separator: ",")
  }

  private static func harmless(_ field: String) -> String {
    guard let first = field.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first),
      !isNumber(field)
    else { return field }
    return "'" + field
  }

  /// Whether it is a number or a telephone number, which no spreadsheet runs.
  private static func isNumber(_ field: String) -> Bool {
    let digits = field.dropFirst().utf8
    return !digits.isEmpty && "+-".contains(field.first ?? " ")
      && digits.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
  }

  private static func quoted(_ field: String) -> String {
    let needsQuotes =
      field.unicodeScalars.contains { ",;\"\t\n\r".unicodeScalars.contains($0) }
      || field.first == " " || field.last == " "
    return needsQuotes ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
  }
}
