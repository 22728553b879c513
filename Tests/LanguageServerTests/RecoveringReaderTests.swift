import Foundation
import MenuScript
import Testing

@testable import LanguageServer

struct RecoveringReaderTests {
  /// A tree without its places.
  private indirect enum Shape: Equatable {
    case text(String)
    case list([Shape])
    case map([(String, Shape)])

    init(_ node: LocatedNode) {
      switch node.content {
      case .scalar(let scalar): self = .text(scalar.text)
      case .sequence(let items): self = .list(items.map(Shape.init))
      case .mapping(let pairs):
        self = .map(pairs.map { ($0.key.scalar?.text ?? "?", Shape($0.value)) })
      }
    }

    static func == (left: Shape, right: Shape) -> Bool {
      switch (left, right) {
      // The words of block scalars, whose indentation doesn't matter here.
      case (.text(let one), .text(let two)):
        one.split(whereSeparator: \.isWhitespace) == two.split(whereSeparator: \.isWhitespace)
      case (.list(let ones), .list(let twos)): ones == twos
      case (.map(let ones), .map(let twos)):
        ones.count == twos.count && zip(ones, twos).allSatisfy { $0.0 == $1.0 && $0.1 == $1.1 }
      default: false
      }
    }
  }

  /// Every YAML file that comes with gooya.
  static let files = ["MenuScripts", "Prompts"].flatMap { folder -> [String] in
    let root = Editor.root.appending(path: folder)
    let all = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return all.filter { $0.hasSuffix(".yaml") }.map { "\(folder)/\($0)" }.sorted()
  }

  private func source(_ name: String) throws -> SourceText {
    let file = Editor.root.appending(path: name)
    return SourceText(file: name, text: try String(contentsOf: file, encoding: .utf8))
  }

  @Test func `sound files are read as libyaml reads them`() throws {
    try #require(Self.files.count > 10)
    for name in Self.files {
      let source = try source(name)
      let strict = try #require(LocatedNode.read(source), "\(name)")
      let recovered = try #require(RecoveringReader.read(source), "\(name)")
      #expect(Shape(strict) == Shape(recovered), "\(name)")
    }
  }

  @Test func `scalars are at the places that libyaml gives them`() throws {
    let source = try source("MenuScripts/billing/menu.yaml")
    func places(_ node: LocatedNode) -> [TextRange] {
      switch node.content {
      case .scalar(let scalar): scalar.text.isEmpty ? [] : [node.range]
      case .sequence(let items): items.flatMap(places)
      case .mapping(let pairs): pairs.flatMap { places($0.key) + places($0.value) }
      }
    }
    let strict = try #require(LocatedNode.read(source))
    #expect(RecoveringReader.read(source).map(places) == places(strict))
  }

  @Test(arguments: [
    "main:\n  say: [welcome\n  then: bye\nbye: x", "main: {say: [a, b, then: bye\nbye: x",
    "main:\n  say: \"a\n  then: b\nbye: x", "main:\n  - a\n  - {b: c\nbye: x",
    "main: ]\nbye: x", "main:\n    a: b\n  c: d\nbye: x", "main: a\n    then: b\nbye: x",
    "main: '\nbye: x", "main\nbye: x", "- a\nbye: x", "main: &a !b [*c\nbye: x",
    "main: |\n\nbye: x",
    "main:\tq\nbye: x", "? a\nbye: x",
  ])
  func `what is broken ends where its indentation ends`(_ text: String) throws {
    let source = SourceText(file: "a.yaml", text: text)
    let root = try #require(RecoveringReader.read(source))
    #expect(root["bye"]?.text == "x", "\(root)")
  }

  @Test func `every beginning of a script is read, and its states stay`() throws {
    let source = try source("MenuScripts/billing/menu.yaml")
    let utf8 = Array(source.text.utf8)
    for end in stride(from: 0, through: utf8.count, by: 61) {
      let text = String(decoding: utf8[..<end], as: UTF8.self)
      let root = RecoveringReader.read(SourceText(file: "a.yaml", text: text))
      if end > 2500 { #expect(root?["states"]?["greet"]?["then"]?.text == "find_bill") }
    }
  }

  @Test func `scribbled texts and deep nesting do no harm`() throws {
    let pieces = [
      "[", "]", "{", "}", ":", ": ", "\n", "\n  ", "\n    ", "- ", "\"", "'", "#", " #", "|", ">",
      "&a", "*a", "!t", "a", "states:", "${", "?", ",", "\t", "\r", "🙂", "سلام", "\u{2028}", "---",
    ]
    var random = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      let count = Int.random(in: 0..<60, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let source = SourceText(file: "a.yaml", text: text)
      let root = RecoveringReader.read(source)
      for line in 1...3 {
        _ = FoundScalar(at: TextPosition(line: line, column: 3), in: root)
      }
      let utf8 = Array(text.utf8)
      for offset in stride(from: 0, through: utf8.count, by: 5) {
        if offset < utf8.count, utf8[offset] & 0xC0 == 0x80 { continue }
        _ = Cursor(at: offset, in: utf8, path: "a.yaml")
      }
    }
    for text in ["[", "{a: ", "- ", "a:\n "] {
      let deep = String(repeating: text, count: 1000)
      _ = RecoveringReader.read(SourceText(file: "a.yaml", text: deep))
    }
  }
}
