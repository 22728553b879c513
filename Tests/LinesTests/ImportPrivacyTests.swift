import Foundation
import RandomInputs
import Testing

@testable import Lines
@testable import Store

/// Files damaged in every way: no message ever tells a value.
struct ImportPrivacyTests {
  /// Values that look like nothing else in a message.
  private static let secrets = [
    "02188880001", "09121112233", "Zanzibar", "Quibbleton", "9995260182", "zq@mail.example",
    "4711 Hushhush Lane", "8273645191", "02144440002", "09351112244", "Xanthippe", "Vortigern",
  ]

  private static let rows = [
    [
      "line", "kind", "first_name", "last_name", "national_id", "mobile", "email", "address",
      "postal_code", "language",
    ],
    [
      secrets[0], "landline", secrets[2], secrets[3], secrets[4], secrets[1], secrets[5],
      secrets[6], secrets[7], "en-US",
    ],
    [
      secrets[8], "landline", secrets[10], secrets[11], "", secrets[9], "", secrets[6], secrets[7],
      "fa-IR",
    ],
  ]

  private static let signs = [
    ",", ";", "\t", "\"", "\r", "\n", "\u{2028}", "\u{0}", " ", "|", "\u{1B}", "،", "\u{85}", "",
  ]

  /// The table, with some things done to it that happen to files.
  private static func damaged(_ random: inout SeededGenerator) -> [UInt8] {
    var rows = Self.rows
    var separator = ","
    var end = "\n"
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let row = Int.random(in: 0..<rows.count, using: &random)
      let column = Int.random(in: 0..<8, using: &random)
      switch Int.random(in: 0..<11, using: &random) {
      case 0: separator = signs.randomElement(using: &random) ?? ","
      case 1: end = signs.randomElement(using: &random) ?? "\n"
      case 2: rows.removeFirst()
      case 3: rows[row].insert("", at: min(column, rows[row].count))
      case 4 where rows[row].count > column: rows[row].remove(at: column)
      case 5:
        let other = Int.random(in: 0..<8, using: &random)
        for row in rows.indices where rows[row].count > max(column, other) {
          if row > 0 { rows[row].swapAt(column, other) }
        }
      case 6 where rows[row].count > column:
        rows[row][column] += signs.randomElement(using: &random) ?? ""
      case 7: rows.swapAt(0, row)
      case 8: rows[0] = rows[0].map { $0.uppercased() }.shuffled(using: &random)
      case 9: rows.append(contentsOf: rows.reversed())
      default:
        if rows.count > 1 { rows[0].append(contentsOf: rows.remove(at: 1)) }
      }
      if rows.isEmpty { rows = Self.rows }
    }
    var bytes = Array(rows.map { $0.joined(separator: separator) }.joined(separator: end).utf8)
    if Int.random(in: 0..<4, using: &random) == 0 {
      for _ in 0..<3 {
        bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
      }
    }
    return bytes
  }

  /// Whoever overwrites a cell, or loses a line break, has a value among the names of the columns.
  @Test(arguments: 0..<10, [secrets[2], secrets[5], secrets[6], secrets[7], "quibbleton"])
  func `a value in the header is not told`(column: Int, value: String) throws {
    let folder = TemporaryFolder()
    var header = Self.rows[0]
    header[column] = value
    for header in [header, Self.rows[0] + [value], Array(header[...column])] {
      let rows = [header] + Self.rows.dropFirst()
      let path = try folder.write(rows.map { $0.joined(separator: ",") + "\n" }.joined())
      for kind in [DirectoryKind.subscribers, nil] {
        let error = #expect(throws: ImportError.self) {
          try Directory(Store()).importDirectory(from: path, as: kind)
        }
        let text = "\(try #require(error))".lowercased()
        #expect(!text.contains(value.lowercased()), "\(text)")
      }
    }
  }

  @Test(arguments: UInt64(1)...4)
  func `no damaged file has a value told`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let folder = TemporaryFolder()
    var refused = 0
    for _ in 0..<250 {
      let bytes = Self.damaged(&random)
      let path = try folder.write(bytes)
      for kind in [DirectoryKind.subscribers, .bills, nil] {
        do { _ = try Directory(Store()).importDirectory(from: path, as: kind) } catch {
          refused += 1
          // Case apart: a header in capitals is still a subscriber's row.
          let text = "\(error)".lowercased()
          for secret in Self.secrets where text.contains(secret.lowercased()) {
            Issue.record("\(secret) in: \(error)\n\(String(decoding: bytes, as: UTF8.self))")
          }
        }
      }
    }
    #expect(refused > 400)
  }
}
