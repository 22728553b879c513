import Foundation
import Testing

struct StoreRoomTests {
  private static let sources = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources").path

  /// Whoever else imported one would run statements that the other doesn't take.
  @Test(arguments: [("GRDB", "Store/SQLite/"), ("CPostgres", "Store/Postgres/")])
  func `a database's module is imported in its own folder alone`(
    module: String, folder: String
  ) throws {
    let files = try FileManager.default.subpathsOfDirectory(atPath: Self.sources)
      .filter { $0.hasSuffix(".swift") }
    let importers = try files.filter { file in
      try String(contentsOfFile: "\(Self.sources)/\(file)", encoding: .utf8)
        .contains("import \(module)\n")
    }
    #expect(!importers.isEmpty)
    #expect(importers.filter { !$0.hasPrefix(folder) } == [])
  }
}
