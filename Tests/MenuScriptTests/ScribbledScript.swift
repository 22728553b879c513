import RandomInputs

/// A script written as nobody would: random contents in random styles, and comments wherever there
/// may be some.
struct ScribbledScript {
  private var generator: SeededGenerator
  /// Each comment is like no other.
  private(set) var comments: [String] = []
  private var anchors: [String] = []
  private let hasAnchors: Bool
  private(set) var text = ""

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    hasAnchors = UInt64.random(in: 0..<4, using: &generator) == 0
    var parts = [
      ["format: 1\(trailing())"], ["title: \(scalar())\(trailing())"],
      ["start: main\(trailing())"], ["defaults:\(trailing())"] + block(indent: 2, depth: 3),
      ["states:\(trailing())"] + states(),
    ]
    if Bool.random(using: &generator) { parts.shuffle(using: &generator) }
    let lines = parts.flatMap { above(0) + $0 } + above(0)
    let end = Bool.random(using: &generator) ? "\n" : "\r\n"
    text = lines.joined(separator: "\n").replacing("\n", with: end) + (chance(2) ? end : "")
  }

  private mutating func chance(_ oneIn: Int) -> Bool {
    Int.random(in: 0..<oneIn, using: &generator) == 0
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &generator)]
  }

  // MARK: Comments

  private mutating func comment() -> String {
    comments.append("# c\(comments.count).")
    return comments[comments.count - 1]
  }

  private mutating func trailing() -> String {
    chance(4) ? pick([" ", "   "]) + comment() : chance(6) ? "  " : ""
  }

  /// Lines above an entry.
  private mutating func above(_ indent: Int) -> [String] {
    var lines: [String] = []
    while chance(4) {
      lines.append(
        chance(2)
          ? pick(["", "  "])
          : String(repeating: " ", count: Int.random(in: 0...indent + 2, using: &generator))
            + comment())
    }
    return lines
  }

  // MARK: Blocks

  private mutating func states() -> [String] {
    (0..<Int.random(in: 1...5, using: &generator)).flatMap { number in
      let head = "  s\(number):"
      if chance(3) { return above(2) + [head + " " + flow(depth: 3, indent: 4) + trailing()] }
      return above(2) + [head + trailing()] + mapping(indent: 4, depth: 3)
    }
  }

  private mutating func block(indent: Int, depth: Int) -> [String] {
    chance(2) ? sequence(indent: indent, depth: depth) : mapping(indent: indent, depth: depth)
  }

  private mutating func mapping(indent: Int, depth: Int) -> [String] {
    var keys = [
      "say", "then", "menu", "choices", "timeout", "outcomes", "times", "'1'", "\"2\"", "x y",
    ]
    keys.shuffle(using: &generator)
    return keys.prefix(Int.random(in: 1...4, using: &generator)).flatMap { key in
      above(indent) + entry(key + ":", indent: indent, depth: depth)
    }
  }

  private mutating func sequence(indent: Int, depth: Int) -> [String] {
    (0..<Int.random(in: 1...4, using: &generator)).flatMap { _ in
      var lines = above(indent)
      if depth > 0, chance(3) {
        var inner =
          chance(2)
          ? mapping(indent: indent + 2, depth: depth - 1)
          : sequence(indent: indent + 2, depth: depth - 1)
        // What stands above the first entry can't follow the dash.
        while let first = inner.first, first.allSatisfy(\.isWhitespace) || isComment(first) {
          lines.append(inner.removeFirst())
        }
        let margin = String(repeating: " ", count: indent)
        inner[0] = margin + "- " + inner[0].dropFirst(indent + 2)
        return lines + inner
      }
      return lines + entry("-", indent: indent, depth: depth)
    }
  }

  private func isComment(_ line: String) -> Bool {
    line.drop { $0 == " " }.first == "#"
  }

  private mutating func entry(_ head: String, indent: Int, depth: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    switch Int.random(in: 0..<10, using: &generator) {
    case 0..<3: return [margin + head + " " + scalar() + trailing()]
    case 3: return [margin + head + trailing()]
    case 4: return literal(margin + head, indent: indent)
    case 5..<8: return [margin + head + " " + flow(depth: depth, indent: indent + 2) + trailing()]
    default:
      if depth == 0 || head == "-" { return [margin + head + " " + scalar() + trailing()] }
      let inner = indent + Int.random(in: 1...4, using: &generator)
      return [margin + head + trailing()] + block(indent: inner, depth: depth - 1)
    }
  }

  private mutating func literal(_ head: String, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent + Int.random(in: 1...4, using: &generator))
    let header = pick(["|", "|-", "|+", ">", ">-", ">+"])
    let lines = (0..<Int.random(in: 1...4, using: &generator)).map { number in
      number > 0 && chance(4)
        ? ""
        : margin + (number > 0 && chance(4) ? "  " : "")
          + pick(["a b", "# text", "می‌شود  ", "- x: y"])
    }
    return ["\(head) \(header)\(trailing())"] + lines
  }

  // MARK: Within a line, or not

  private mutating func flow(depth: Int, indent: Int) -> String {
    if depth == 0 { return scalar(inFlow: true) }
    let isMapping = chance(2)
    let items = (0..<Int.random(in: 0...4, using: &generator)).map { number in
      (isMapping ? "k\(number): " : "")
        + (chance(3) ? flow(depth: depth - 1, indent: indent) : scalar(inFlow: true))
    }
    let open = isMapping ? "{" : "["
    let close = isMapping ? "}" : "]"
    var text = open + gap(indent)
    for (place, item) in items.enumerated() {
      text += item + gap(indent)
      if place + 1 < items.count || chance(5) { text += "," + gap(indent) }
    }
    return text + close
  }

  /// Something between two tokens in brackets.
  private mutating func gap(_ indent: Int) -> String {
    guard chance(6) else { return pick(["", " ", " ", "  "]).isEmpty ? " " : " " }
    let margin = String(repeating: " ", count: indent)
    let own = chance(3) ? "\n" + margin + comment() : ""
    return trailing() + own + "\n" + margin
  }

  private mutating func scalar(inFlow: Bool = false) -> String {
    if hasAnchors, !anchors.isEmpty, chance(4) { return "*\(pick(anchors)) " }
    let text = pick([
      "foo", "two words", "5", "1s", "0912", "true", "no", "~", "\"09120000001\"", "'a'", "'it''s'",
      "\"a # b\"", "'say \"x\"'", "\"\\u200C tab\\t\"", "\"نیم‌فاصله\"", "سلام‌ها",
      "\"${call.line}\"",
      "\"\"", "''", "\"two\n                  lines\"", "'three\n\n                  lines'",
      "plain\n                  text",
      "a-b.c@d",
      "\"a, b: c\"", "x:y", "\"\u{2028}\"", "2026-01-01", "\"\u{200F}rtl\"",
    ])
    guard hasAnchors, chance(4) else { return text }
    anchors.append("a\(anchors.count)")
    return "&\(anchors[anchors.count - 1]) \(text)"
  }
}
