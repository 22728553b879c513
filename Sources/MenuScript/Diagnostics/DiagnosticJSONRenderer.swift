public import CallEngine
import Foundation

/// Diagnostics for editors and build tools: an array of objects.
public enum DiagnosticJSONRenderer {
  private struct Entry: Encodable {
    struct FixIt: Encodable {
      let line: Int
      let column: Int
      let endLine: Int
      let endColumn: Int
      let replacement: String

      enum CodingKeys: String, CodingKey {
        case line, column, replacement
        case endLine = "end_line"
        case endColumn = "end_column"
      }
    }

    struct Note: Encodable {
      let message: String
      let file: String?
      let line: Int?
      let column: Int?
    }

    let file: String
    let line: Int
    let column: Int
    let endLine: Int
    let endColumn: Int
    let severity: String
    let code: String
    let message: String
    let fixIts: [FixIt]
    let notes: [Note]

    enum CodingKeys: String, CodingKey {
      case file, line, column, severity, code, message, notes
      case endLine = "end_line"
      case endColumn = "end_column"
      case fixIts = "fix_its"
    }

    init(_ diagnostic: Diagnostic) {
      file = diagnostic.range.file
      line = diagnostic.range.start.line
      column = diagnostic.range.start.column
      endLine = diagnostic.range.end.line
      endColumn = diagnostic.range.end.column
      severity = diagnostic.severity.rawValue
      code = diagnostic.code
      message = diagnostic.message
      fixIts = diagnostic.fixIts.map {
        FixIt(
          line: $0.range.start.line, column: $0.range.start.column, endLine: $0.range.end.line,
          endColumn: $0.range.end.column, replacement: $0.replacement)
      }
      notes = diagnostic.notes.map {
        Note(
          message: $0.message, file: $0.range?.file, line: $0.range?.start.line,
          column: $0.range?.start.column)
      }
    }
  }

  /// The array, ending with a newline.
  ///
  /// - Throws: what the encoder throws; diagnostics contain nothing that it refuses.
  public static func json(of diagnostics: [Diagnostic]) throws -> VisibleText {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(diagnostics.map(Entry.init))
    return VisibleText(json: data) + "\n"
  }
}
