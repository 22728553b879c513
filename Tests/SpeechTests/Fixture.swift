import CallEngine
import Foundation
import Speech
import Testing

/// A table of test vectors: RFC 4180, header row, no line breaks inside quotes.
enum Fixture {
  static func rows(_ name: String) throws -> [[String: String]] {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: "csv"))
    let lines = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline)
    let header = fields(of: try #require(lines.first))
    return lines.dropFirst().map { line in
      Dictionary(uniqueKeysWithValues: zip(header, fields(of: line)))
    }
  }

  private static func fields(of line: Substring) -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }

  /// The ids and texts of a catalog in `Prompts/`, in the flat form in which all of them are written.
  static func catalog(_ language: Language, _ name: String) throws -> [(id: String, text: String)] {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let url = root.appending(path: "Prompts/\(language.tag)/\(name).yaml")
    return try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline)
      .filter { !$0.hasPrefix("#") }
      .map { line in
        let colon = try #require(line.range(of: ": \""), "no prompt: \(line)")
        return (String(line[..<colon.lowerBound]), String(line[colon.upperBound...].dropLast()))
      }
  }
}

/// The words of a value read aloud.
func words(_ value: String, _ kind: SpokenForm.Kind, _ language: Language) throws -> String {
  Utterance.text(of: try Verbalizer.utterances(of: value, as: SpokenForm(kind), in: language))
}
