import CallEngine
import Foundation
import Testing

@testable import Speech

/// Readings kept in fixtures: ours, and those of num2words 0.5.14 (PyPI).
struct ReadingFixtureTests {
  private static let samples: [(form: String, kind: SpokenForm.Kind, values: [String])] = [
    ("number", .number, ["1", "21", "101", "1000", "1234567", "-5"]),
    ("ordinal", .ordinal, ["1", "2", "3", "21", "100"]),
    ("EUR", .money("EUR"), ["1", "2", "12.50", "0.05", "1000000"]),
    ("GBP", .money("GBP"), ["1", "21", "3.20"]),
    ("SEK", .money("SEK"), ["1", "2", "5"]),
    ("date", .date(.gregorian), ["2026-03-01", "1998-12-21"]),
    ("time", .time, ["01:00", "18:05", "18:30"]),
    ("telephone", .telephone, ["+12125550100"]),
    ("letters", .letters, ["AB 12"]),
  ]

  /// Set `GOOYA_RECORD_READINGS` to write the fixture anew.
  @Test func `what is said is what was read and agreed to`() throws {
    let languages = ["fa-IR", "en-US", "zh-CN", "en-GB"] + CLDRTests.languages
    var lines = ["language,form,value,words"]
    for tag in languages {
      for sample in Self.samples {
        for value in sample.values {
          let said = try words(value, sample.kind, Language(tag))
          lines.append("\(tag),\(sample.form),\(value),\"\(said)\"")
        }
      }
    }
    if ProcessInfo.processInfo.environment["GOOYA_RECORD_READINGS"] != nil {
      let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      try (lines.joined(separator: "\n") + "\n").write(
        to: source.appending(path: "Fixtures/readings.csv"), atomically: true, encoding: .utf8)
      return
    }
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/readings", withExtension: "csv"))
    let kept = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline)
    for (line, expected) in zip(lines, kept) { #expect(line == expected) }
    #expect(lines.count == kept.count)
  }

  /// Where the two differ in more than hyphens and blanks, `num2words_differences.csv` says who is
  /// right.
  @Test func `num2words says the same, but for the differences that are listed`() throws {
    let rows = try Fixture.rows("num2words")
    var differences: [[String]: [String: String]] = [:]
    for row in try Fixture.rows("num2words_differences") {
      differences[["language", "kind", "number"].map { row[$0] ?? "" }] = row
    }
    #expect(rows.count > 2000)
    for row in rows {
      let key = ["language", "kind", "number"].map { row[$0] ?? "" }
      let kind: SpokenForm.Kind = key[1] == "ordinal" ? .ordinal : .number
      let ours = try words(key[2], kind, Language(key[0]))
      let theirs = try #require(row["words"])
      if ours.plain == theirs.plain {
        #expect(differences[key] == nil, "\(key) no longer differs")
      } else if let listed = differences.removeValue(forKey: key) {
        #expect(listed["ours"] == ours && listed["theirs"] == theirs, "\(key): \(ours)")
        #expect(["ours", "theirs", "both", "neither"].contains(listed["right"]), "\(key)")
      } else {
        Issue.record("\(key.joined(separator: " ")): ours is '\(ours)', theirs '\(theirs)'")
      }
    }
    #expect(differences.isEmpty)
  }
}

extension String {
  private static let layout = Set(" -,'’\u{2BC}\u{A0}\u{200C}".unicodeScalars)

  /// The letters alone, in lower case.
  fileprivate var plain: String {
    let left = lowercased().unicodeScalars.filter { !Self.layout.contains($0) }
    return String(String.UnicodeScalarView(left))
  }
}
