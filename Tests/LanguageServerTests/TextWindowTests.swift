import Foundation
import Testing

@testable import LanguageServer

struct TextWindowTests {
  private func window(_ marked: String) throws -> String {
    let cut = try #require(marked.range(of: "‸"))
    let offset = marked[..<cut.lowerBound].utf8.count
    let window = TextWindow(around: offset, in: Array(marked.replacing("‸", with: "").utf8))
    var text = window.text
    text.insert(contentsOf: "‸".utf8, at: offset - window.shift)
    return String(decoding: text, as: UTF8.self)
  }

  @Test(arguments: [
    (
      "a: 1\nstates:\n  x:\n    b: 2\n  y:\n    c: ‸3\n    d: 4\n  z: 5\n",
      "states:\n  y:\n    c: ‸3\n    d: 4\n"
    ),
    ("states:\n  x: { ‸ }\n  y: 1\n", "states:\n  x: { ‸ }\n"),
    ("states:\n  x:\n    b: 2\n    ‸\n\n  y: 1\n", "states:\n  x:\n    b: 2\n    ‸\n\n"),
    ("states:\n  x: 1\n# no\n  y: ‸2\n", "states:\n  y: ‸2\n"),
    ("a: 1\ndefaults:\n  b: 2\n  ‸\n  c: 3\nd: 4\n", "defaults:\n  b: 2\n  ‸\n  c: 3\n"),
    ("a: ‸1\nb: 2\n", "a: ‸1\nb: 2\n"), ("‸", "‸"), ("  ‸", "  ‸"),
  ])
  func `the window of a place is its section, or its state`(
    _ text: String, _ wanted: String
  ) throws {
    #expect(try window(text) == wanted)
  }
}
