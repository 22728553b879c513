import Files
import Foundation

/// The vectors beside the tests.
enum Fixture {
  static func rows(_ name: String) -> [[String: String]] {
    let file = Bundle.module.resourceURL!.appendingPathComponent("Fixtures/\(name)").path
    do {
      var reader = CSVReader(try ByteSource(path: file))
      guard let header = try reader.next()?.fields else { return [] }
      var rows: [[String: String]] = []
      while let row = try reader.next() {
        rows.append(Dictionary(uniqueKeysWithValues: zip(header, row.fields)))
      }
      return rows
    } catch {
      preconditionFailure("fixture \(name): \(error)")
    }
  }
}
