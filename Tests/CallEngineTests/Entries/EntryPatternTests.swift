import Foundation
import RandomInputs
import Testing

@testable import CallEngine

@Suite struct EntryPatternTests {
  @Test(arguments: [
    (#"\d{4}"#, ["1234"], ["123", "12345", "12A4", ""]),
    ("[0-9]{2,3}", ["12", "123"], ["1", "1234"]),
    ("11|12|2[0-3]", ["11", "12", "20", "23"], ["1", "24", "111"]),
    ("1(23)*4", ["14", "1234", "123234"], ["124", "1"]),
    ("(1|2)+0?", ["1", "2", "1210"], ["0", "100"]),
    ("[^0]..", ["123", "9AB"], ["012", "12"]),
    ("A[B-D]?", ["A", "AC"], ["AE", "B"]),
    ("^1?$", ["1"], ["11"]),
    ("(?:12){2}", ["1212"], ["12"]),
    ("[۰-۹]", ["5"], ["A"]),
    ("A B", ["A B"], ["AB"]),
    ("0{3,}", ["000", "0000000"], ["00"]),
  ])
  func `a pattern matches whole entries alone`(
    text: String, matching: [String], others: [String]
  ) throws {
    let pattern = try EntryPattern(text)
    for entry in matching { #expect(pattern.matches(entry), "\(entry)") }
    for entry in others { #expect(!pattern.matches(entry), "\(entry)") }
  }

  @Test(arguments: [
    ("12[", 2, PatternFault.Problem.unclosed("[")), ("(12", 0, .unclosed("(")),
    ("12)", 2, .unexpected(")")), ("1**", 2, .nothingToRepeat("*")),
    ("+1", 0, .nothingToRepeat("+")), ("{3}", 0, .nothingToRepeat("{")), ("1{", 1, .badCount),
    ("1{5,2}", 1, .badCount), ("1{33}", 1, .badCount), ("1{0}", 1, .badCount),
    ("1{99999999999999999999}", 1, .badCount), ("[9-0]", 1, .reversedRange),
    ("[0-Z]", 1, .reversedRange), ("[]", 0, .emptyClass), ("1|", 2, .empty), ("()", 1, .empty),
    ("", 0, .empty), ("ab", 0, .lowercase("a")), ("[a-z]", 1, .lowercase("a")),
    ("1-2", 1, .unexpected("-")), ("((1{32}){32}){32}", 8, .tooLong),
  ])
  func `a fault is told with its place`(
    text: String, place: Int, problem: PatternFault.Problem
  ) throws {
    let fault = try #require(throws: PatternFault.self) { try EntryPattern(text) }
    #expect(fault.problem == problem)
    #expect(fault.place == place)
  }

  @Test(arguments: [
    (#"(1)\1"#, 3), ("(?=1)2", 0), ("1*?", 2), ("1++", 2), ("1^2", 1), ("1$2", 1), (#"\w"#, 0),
    (#"1\"#, 1),
  ])
  func `what other expressions have beyond classes and counts is refused`(
    text: String, place: Int
  ) throws {
    let fault = try #require(throws: PatternFault.self) { try EntryPattern(text) }
    guard case .unsupported = fault.problem else {
      Issue.record("\(fault)")
      return
    }
    #expect(fault.place == place)
  }

  @Test func `patterns match what Foundation's expressions match`() throws {
    var random = SeededGenerator(seed: 7)
    var tried = 0
    while tried < 1000 {
      let text = Self.randomPattern(depth: 3, using: &random)
      guard let pattern = try? EntryPattern(text) else { continue }
      tried += 1
      let reference = try NSRegularExpression(pattern: "^(?:\(text))$")
      for _ in 0..<8 {
        let entry = String((0..<random.below(7)).map { _ in random.element(of: ["1", "2", "A"]) })
        let whole = NSRange(entry.startIndex..., in: entry)
        let isMatching = reference.firstMatch(in: entry, range: whole) != nil
        #expect(pattern.matches(entry) == isMatching, "\(text) \(entry)")
      }
    }
  }

  private static func randomPattern(depth: Int, using random: inout SeededGenerator) -> String {
    let parts = (0..<1 + random.below(3)).map { _ in
      let isGroup = depth > 0 && random.one(in: 3)
      let part =
        isGroup
        ? "(" + randomPattern(depth: depth - 1, using: &random) + ")"
        : random.element(of: ["1", "2", "A", "[12]", "[^1]", "."])
      return part + random.element(of: ["", "", "", "?", "*", "+", "{2}", "{1,3}", "{2,}"])
    }
    return parts.joined(separator: random.one(in: 4) ? "|" : "")
  }

  @Test func `no text makes the parser fail otherwise than with a fault in it`() {
    var random = SeededGenerator(seed: 11)
    let pieces = ["(", ")", "[", "]", "{", "}", "|", "*", "+", "?", "^", "$", "-", ",", "\\", "d"]
    let more = ["1", "9", "A", "Z", ".", " ", "é", "\u{202E}", "\r\n", "٣", "(?:", "{2}", "{1,32}"]
    for _ in 0..<4_000 {
      let text = (0..<random.below(14)).map { _ in random.element(of: pieces + more) }.joined()
      do throws(PatternFault) {
        let pattern = try EntryPattern(text)
        _ = pattern.matches("123456789")
        for length in pattern.lengths.prefix(3) {
          let example = pattern.example(length: length) { random.below($0) }
          #expect(example.map(pattern.matches) == true, "\(text) \(length)")
        }
      } catch {
        #expect(error.place <= text.count)
      }
    }
  }

  @Test(arguments: ["(1*)*(1*)*(1*)*2", "(1|11|1?)*2", "((1?){32}){16}", "(1*){16}2"])
  func `no entry makes a pattern slow`(text: String) throws {
    let pattern = try EntryPattern(text)
    let entry = String(repeating: "1", count: 32)
    let time = ContinuousClock().measure {
      for _ in 0..<50 { _ = pattern.matches(entry) }
    }
    #expect(time < .seconds(5))
  }

  @Test func `lengths are those of the entries that match`() throws {
    #expect(try EntryPattern("1{2,4}|2{6}").lengths == [2, 3, 4, 6])
    #expect(try EntryPattern("12|A|3B", of: .digits).lengths == [2])
    #expect(try EntryPattern("12|A|3B", of: .letters).lengths == [1])
    #expect(try EntryPattern("A?.", of: .digits).lengths == [1])
    #expect(try EntryPattern("(12)*").lengths == Array(stride(from: 0, through: 32, by: 2)))
  }
}
