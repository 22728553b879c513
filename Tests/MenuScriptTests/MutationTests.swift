import CallEngine
import RandomInputs
import Testing

@testable import MenuScript

struct MutationTests {
  enum Mutation: CaseIterable {
    case flipByte, deleteLine, swapLines, swapTokens, truncate, nest, duplicate, insertPunctuation
    case indent
  }

  static func mutate(
    _ bytes: [UInt8], _ generator: inout SeededGenerator
  ) -> [UInt8] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    let line = Int.random(in: lines.indices, using: &generator)
    let place = Int.random(in: bytes.indices, using: &generator)
    switch Mutation.allCases.randomElement(using: &generator)! {
    case .flipByte:
      var bytes = bytes
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      return bytes
    case .deleteLine: lines.remove(at: line)
    case .swapLines: lines.swapAt(line, Int.random(in: lines.indices, using: &generator))
    case .swapTokens:
      var tokens = bytes.split(separator: 0x20, omittingEmptySubsequences: false)
      tokens.swapAt(
        Int.random(in: tokens.indices, using: &generator),
        Int.random(in: tokens.indices, using: &generator))
      return Array(tokens.joined(separator: [0x20]))
    case .truncate: return Array(bytes[...place])
    case .nest:
      let depth = Int.random(in: 1...200, using: &generator)
      let bracket = UInt8(ascii: Bool.random(using: &generator) ? "[" : "{")
      return Array(bytes[..<place]) + Array(repeating: bracket, count: depth) + bytes[place...]
    case .duplicate: lines.insert(lines[line], at: line)
    case .insertPunctuation:
      let marks = Array("\"'{}[]:,&*!|>%@`#-?\\\t\r\u{0}${".utf8)
      return Array(bytes[..<place]) + [marks.randomElement(using: &generator)!] + bytes[place...]
    case .indent: lines[line].insert(0x20, at: 0)
    }
    return Array(lines.joined(separator: [0x0A]))
  }

  @Test func `a mutated script compiles or is refused with a reason, and never traps`() throws {
    let original = Array(try TestBench.script("billing/menu.yaml").utf8)
    let index = TestBench.promptsOfEverything(in: String(decoding: original, as: UTF8.self))
    var generator = SeededGenerator(seed: 2000)
    for _ in 0..<600 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
        bytes = Self.mutate(bytes, &generator)
      }
      let result = TestBench.compiler.compile(bytes: bytes, prompts: index)
      #expect((result.program == nil) == result.hasErrors)
      #expect(result.text.isEmpty == result.diagnostics.isEmpty)
      for diagnostic in result.diagnostics {
        #expect(diagnostic.range.start.line >= 1 && diagnostic.range.start.column >= 1)
        #expect(diagnostic.range.start <= diagnostic.range.end)
      }
    }
  }
}
