/// What is wrong in a pattern, and where.
public struct PatternFault: Error, Hashable, Sendable {
  public enum Problem: Hashable, Sendable {
    case unexpected(Character)
    /// Known elsewhere, but not here: what it is.
    case unsupported(String)
    case lowercase(Character)
    case unclosed(Character)
    case nothingToRepeat(Character)
    case badCount
    case emptyClass
    case reversedRange
    case empty
    case tooLong
  }

  public let problem: Problem
  /// The character at which it was noticed, from 0; after the last one for an end that comes too
  /// early.
  public let place: Int

  init(_ problem: Problem, at place: Int) {
    self.problem = problem
    self.place = place
  }
}

extension PatternFault: CustomStringConvertible {
  public var description: String {
    switch problem {
    case .unexpected(let character): "'\(String(character).visible)' has no meaning here"
    case .unsupported(let what): "patterns have no \(what)"
    case .lowercase(let letter): "letters are capitals: '\(letter.uppercased())'"
    case .unclosed(let bracket): "'\(bracket)' isn't closed"
    case .nothingToRepeat(let mark): "'\(mark)' has nothing before it to repeat"
    case .badCount:
      "a count is '{3}', '{3,}' or '{3,5}', up to \(KeySequence.capacity)"
    case .emptyClass: "no character is in this class"
    case .reversedRange: "a range goes from its lower end to its upper"
    case .empty: "something is missing here"
    case .tooLong:
      "the pattern stands for more than \(EntryPattern.mostSymbols) characters; make its counts "
        + "smaller"
    }
  }
}

/// Reads a pattern: `[0-9]`, `\d`, `.`, groups, `|`, `?`, `*`, `+` and counts.
struct PatternParser {
  private let characters: [Character]
  private var place = 0
  private var depth = 0

  private static let deepest = 20

  init(_ text: String) {
    characters = Array(text)
  }

  private var next: Character? { place < characters.count ? characters[place] : nil }

  mutating func parse() throws(PatternFault) -> PatternNode {
    guard characters.count <= EntryPattern.mostCharacters else {
      throw PatternFault(.tooLong, at: EntryPattern.mostCharacters)
    }
    // A pattern is always about the whole entry, so that its usual anchors change nothing.
    if next == "^" { place += 1 }
    let node = try choice()
    if next == "$", place == characters.count - 1 { place += 1 }
    if let next { throw fault(in: next) }
    guard node.size > 0 else { throw PatternFault(.empty, at: place) }
    guard node.size <= EntryPattern.mostSymbols else { throw PatternFault(.tooLong, at: 0) }
    return node
  }

  private func fault(in character: Character) -> PatternFault {
    let problem: PatternFault.Problem =
      switch character {
      case "^", "$": .unsupported("anchors: they are about the whole entry")
      case "a"..."z": .lowercase(character)
      case "?", "*", "+", "{": .nothingToRepeat(character)
      default: .unexpected(character)
      }
    return PatternFault(problem, at: place)
  }

  private mutating func choice() throws(PatternFault) -> PatternNode {
    var alternatives = [try sequence()]
    while next == "|" {
      place += 1
      alternatives.append(try sequence())
    }
    return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
  }

  private mutating func sequence() throws(PatternFault) -> PatternNode {
    var nodes: [PatternNode] = []
    while let next, next != "|", next != ")", next != "$" || place < characters.count - 1 {
      nodes.append(try repeated(try single(next)))
    }
    guard !nodes.isEmpty else { throw PatternFault(.empty, at: place) }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  private mutating func single(_ character: Character) throws(PatternFault) -> PatternNode {
    let start = place
    switch character {
    case "(":
      guard depth < Self.deepest else { throw PatternFault(.tooLong, at: start) }
      place += 1
      if next == "?" {
        // A group that isn't counted is a group like any other.
        guard place + 1 < characters.count, characters[place + 1] == ":" else {
          throw PatternFault(.unsupported("look-arounds"), at: start)
        }
        place += 2
      }
      depth += 1
      let node = try choice()
      depth -= 1
      guard next == ")" else { throw PatternFault(.unclosed("("), at: start) }
      place += 1
      return node
    case "[": return .symbols(try symbolClass())
    case ".":
      place += 1
      return .symbols(.all)
    default:
      let symbols = try symbol(character)
      return .symbols(symbols)
    }
  }

  /// A literal, or `\d`.
  private mutating func symbol(_ character: Character) throws(PatternFault) -> SymbolSet {
    if character == "\\" {
      let escaped = place + 1 < characters.count ? characters[place + 1] : nil
      guard escaped == "d" else {
        let isNumber = escaped?.decimalDigitValue != nil
        throw PatternFault(
          .unsupported(
            isNumber
              ? "references to groups"
              : "'\\\(escaped.map { String($0).visible } ?? "")', only '\\d'"
          ), at: place)
      }
      place += 2
      return .digits
    }
    guard let byte = Self.byte(character) else { throw fault(in: character) }
    place += 1
    return SymbolSet(byte...byte)
  }

  /// A symbol in ASCII.
  private static func byte(_ character: Character) -> UInt8? {
    if let digit = character.decimalDigitValue { return UInt8(ascii: "0") + UInt8(digit) }
    guard let byte = character.asciiValue, SymbolSet.symbol(byte) != nil else { return nil }
    return byte
  }

  private mutating func symbolClass() throws(PatternFault) -> SymbolSet {
    let start = place
    place += 1
    let isInverse = next == "^"
    if isInverse { place += 1 }
    var set = SymbolSet()
    while let character = next, character != "]" {
      let from = Self.byte(character)
      let beginning = place
      set.formUnion(try symbol(character))
      guard next == "-", place + 1 < characters.count, characters[place + 1] != "]", let from
      else { continue }
      place += 1
      guard let end = next, let to = Self.byte(end) else { throw fault(in: next ?? "-") }
      let areOfOneKind = (from <= UInt8(ascii: "9")) == (to <= UInt8(ascii: "9"))
      guard from <= to, areOfOneKind else {
        throw PatternFault(.reversedRange, at: beginning)
      }
      set.formUnion(SymbolSet(from...to))
      place += 1
    }
    guard next == "]" else { throw PatternFault(.unclosed("["), at: start) }
    place += 1
    if isInverse { set = set.inverse }
    guard !set.isEmpty else { throw PatternFault(.emptyClass, at: start) }
    return set
  }

  // MARK: Counts

  private mutating func repeated(_ node: PatternNode) throws(PatternFault) -> PatternNode {
    let start = place
    let counted: PatternNode
    switch next {
    case "?": counted = .repetition(node, 0, 1)
    case "*": counted = .repetition(node, 0, nil)
    case "+": counted = .repetition(node, 1, nil)
    case "{":
      let (least, most) = try count()
      counted = .repetition(node, least, most)
    default: return node
    }
    place += 1
    guard counted.size <= EntryPattern.mostSymbols else { throw PatternFault(.tooLong, at: start) }
    switch next {
    case "?", "+":
      throw PatternFault(.unsupported("greed: an entry matches or it doesn't"), at: place)
    case "*", "{": throw PatternFault(.nothingToRepeat(next ?? "*"), at: place)
    default: return counted
    }
  }

  /// `{3}`, `{3,}` or `{3,5}`; stops at the closing brace.
  private mutating func count() throws(PatternFault) -> (least: Int, most: Int?) {
    let start = place
    place += 1
    let least = number()
    var most = least
    if next == "," {
      place += 1
      most = next == "}" ? nil : number() ?? -1
    }
    let highest = KeySequence.capacity
    guard next == "}", let least, least <= highest,
      most.map({ (max(1, least)...highest).contains($0) }) ?? true
    else { throw PatternFault(.badCount, at: start) }
    return (least, most)
  }

  private mutating func number() -> Int? {
    var number: Int?
    while let digit = next?.decimalDigitValue, (number ?? 0) <= KeySequence.capacity {
      number = (number ?? 0) * 10 + digit
      place += 1
    }
    return number
  }
}
