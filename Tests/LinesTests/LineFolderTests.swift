import Foundation
import Testing

@testable import Lines

/// Nothing outside a line's folder knows its name, but the one list of lines.
struct LineFolderTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")

  @Test(arguments: LinesOfBusiness.all.map(\.name))
  func `a line is named in its own folder and in the list alone`(name: String) throws {
    let words = [name, name.split(separator: "-").map(\.capitalized).joined()]
    let files = FileManager.default.enumerator(atPath: Self.root.path)?
      .compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") || $0.hasSuffix(".yaml") }
    var naming: [String] = []
    for file in try #require(files) {
      let text = try String(contentsOf: Self.root.appending(path: file), encoding: .utf8)
      if words.contains(where: { (file + text).localizedCaseInsensitiveContains($0) }) {
        naming.append(file)
      }
    }
    let folder = "Lines/\(words[1])/"
    #expect(naming.filter { !$0.hasPrefix(folder) } == ["Lines/LinesOfBusiness.swift"])
    #expect(naming.contains { $0.hasPrefix(folder) })
  }
}
