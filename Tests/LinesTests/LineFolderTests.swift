import Foundation
import Testing

@testable import Lines

/// Nothing outside a line's folder knows it, but the one list of lines and the commands of its own.
struct LineFolderTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")

  @Test(arguments: LinesOfBusiness.all.map(\.name))
  func `a line is named in its own folder and in the list alone`(name: String) throws {
    let line = try #require(LinesOfBusiness.all.first { $0.name == name })
    let type = "\(Swift.type(of: line))"
    let words = ["\"\(name)\"", "\"\(name).", "MenuScripts/\(line.folder)", "\(type)("]
    let examples = try Regex("gooya [a-z]+ (\(name)|\(line.folder))\\b")
    let files = FileManager.default.enumerator(atPath: Self.root.path)?
      .compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") || $0.hasSuffix(".yaml") }
    var naming: [String] = []
    var folder = ""
    for file in try #require(files) {
      let text = try String(contentsOf: Self.root.appending(path: file), encoding: .utf8)
      if text.contains("struct \(type):") {
        folder = file.split(separator: "/").dropLast().joined(separator: "/") + "/"
      }
      if words.contains(where: text.contains) || text.contains(examples) { naming.append(file) }
    }
    let own = String(try #require(folder.split(separator: "/").last))
    let outside = naming.filter { !$0.hasPrefix(folder) && !$0.hasPrefix("gooya/\(own)/") }
    #expect(outside == ["Lines/LinesOfBusiness.swift"])
    #expect(naming.contains { $0.hasPrefix(folder) })
  }
}
