import Foundation

@testable import Services

/// The vectors beside the tests, read with the directory's own CSV reader.
enum Fixture {
  static func url(_ name: String) -> URL {
    Bundle.module.resourceURL!.appendingPathComponent("Fixtures").appendingPathComponent(name)
  }

  static func rows(_ name: String) -> [[String: String]] {
    var rows: [[String: String]] = []
    var header: [String] = []
    do {
      var reader = CSVReader(try ByteSource(path: url(name).path))
      while let row = try reader.next() {
        let fields = row.fields
        if header.isEmpty {
          header = fields
        } else {
          rows.append(Dictionary(uniqueKeysWithValues: zip(header, fields)))
        }
      }
    } catch {
      preconditionFailure("fixture \(name): \(error)")
    }
    return rows
  }
}
