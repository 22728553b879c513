import MenuScript

/// Reads YAML that is still being written: whatever is broken, the rest of the document keeps its
/// shape.
///
/// It knows what menu scripts are written in: block and flow lists and maps, quoted, plain and block
/// scalars. Indentation decides where something unfinished ends. What is no valid YAML for libyaml is
/// never refused here, so nothing may be changed by what this reader found.
struct RecoveringReader {
  let source: SourceText
  let bytes: [UInt8]
  var place = 0
  var depth = 0
  /// How many brackets are open.
  var openBrackets = 0
  /// Deeper nesting is read as text.
  static let deepest = 100

  static func read(_ source: SourceText) -> LocatedNode? {
    var reader = RecoveringReader(source: source, bytes: Array(source.text.utf8))
    return reader.document()
  }

  private init(source: SourceText, bytes: [UInt8]) {
    self.source = source
    self.bytes = bytes
  }

  private mutating func document() -> LocatedNode? {
    var pairs: [LocatedNode.Pair] = []
    var whole: LocatedNode?
    // What stands at the margin after something unreadable still belongs to the document.
    while let line = nextLine() {
      let before = place
      let node = block(line, parent: -1)
      if case .mapping(let more)? = node?.content { pairs += more } else { whole = whole ?? node }
      if place == before { skipLine() }
    }
    guard let first = pairs.first, let last = pairs.last else { return whole }
    return LocatedNode(
      content: .mapping(pairs), range: TextRange(first.key.range.start, last.value.range.end))
  }

  // MARK: Lines

  /// The next line with content.
  struct Line {
    let indent: Int
    let start: Int
  }

  /// Goes to the next content, over blank lines, comments and the marks between documents.
  mutating func nextLine() -> Line? {
    while place < bytes.count {
      var start = place
      while start > 0, !isBreak(start - 1) { start -= 1 }
      var content = place
      while content < bytes.count, bytes[content] == 0x20 { content += 1 }
      let isMark = content == start && (starts("---", at: content) || starts("...", at: content))
      guard content < bytes.count, !isBreak(content), bytes[content] != UInt8(ascii: "#"),
        bytes[content] != 0x09, !isMark, !(content == start && bytes[content] == UInt8(ascii: "%"))
      else {
        skipLine()
        continue
      }
      place = content
      return Line(indent: content - start, start: content)
    }
    return nil
  }

  mutating func skipLine() {
    while place < bytes.count, !isBreak(place) { place += 1 }
    if place < bytes.count { place += 1 }
  }

  func isBreak(_ offset: Int) -> Bool { bytes[offset] == 0x0A || bytes[offset] == 0x0D }

  func isBlank(_ offset: Int) -> Bool {
    offset < 0 || offset >= bytes.count || bytes[offset] == 0x20 || bytes[offset] == 0x09
      || isBreak(offset)
  }

  func starts(_ text: String, at offset: Int) -> Bool {
    bytes[min(offset, bytes.count)...].starts(with: text.utf8)
  }

  mutating func skipSpaces() {
    while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
  }

  /// Whether nothing but a comment is left on the line.
  var isAtLineEnd: Bool {
    place >= bytes.count || isBreak(place)
      || bytes[place] == UInt8(ascii: "#") && isBlank(place - 1)
  }

  // MARK: Blocks

  /// A list, map or scalar that begins at a line's content.
  ///
  /// - Parameter parent: the indentation of what it belongs to.
  mutating func block(_ line: Line, parent: Int) -> LocatedNode? {
    guard depth < Self.deepest else {
      let start = place
      skipLine()
      return scalar(start..<start, isPlain: true)
    }
    depth += 1
    defer { depth -= 1 }
    if isDash(line.start) { return sequence(indent: line.indent) }
    return mapping(indent: line.indent, parent: parent)
  }

  func isDash(_ offset: Int) -> Bool {
    offset < bytes.count && bytes[offset] == UInt8(ascii: "-") && isBlank(offset + 1)
  }

  private mutating func sequence(indent: Int) -> LocatedNode {
    let start = place
    var end = place
    var items: [LocatedNode] = []
    while let line = nextLine(), line.indent == indent, isDash(line.start) {
      place += 1
      let dash = place
      skipSpaces()
      let item: LocatedNode?
      if isAtLineEnd {
        skipLine()
        let next = nextLine()
        item = next.flatMap { $0.indent > indent ? block($0, parent: indent) : nil }
      } else {
        item = block(Line(indent: indent + place - dash + 1, start: place), parent: indent)
      }
      items.append(item ?? scalar(min(dash + 1, place)..<min(dash + 1, place), isPlain: true))
      end = max(dash, byte(at: items[items.count - 1].range.end))
      skipStray(below: indent)
    }
    return LocatedNode(content: .sequence(items), range: range(start..<max(start, end)))
  }

  private mutating func mapping(indent: Int, parent: Int) -> LocatedNode {
    let start = place
    var pairs: [LocatedNode.Pair] = []
    var lone: LocatedNode?
    while let line = pairs.isEmpty && lone == nil ? Line(indent: indent, start: place) : nextLine(),
      line.indent == indent, pairs.isEmpty && lone == nil || !isDash(line.start)
    {
      let before = place
      if let key = key() {
        pairs += lone.map { [LocatedNode.Pair(key: $0, value: nothing(after: $0))] } ?? []
        lone = nil
        pairs.append(LocatedNode.Pair(key: key, value: value(of: key, indent: indent)))
      } else {
        let scalar = inline(indent: pairs.isEmpty && lone == nil ? parent : indent)
        if pairs.isEmpty, lone == nil {
          lone = scalar
        } else {
          if let lone { pairs.append(LocatedNode.Pair(key: lone, value: nothing(after: lone))) }
          lone = nil
          pairs.append(LocatedNode.Pair(key: scalar, value: nothing(after: scalar)))
        }
      }
      if place == before { skipLine() }
      skipStray(below: indent)
    }
    if let lone { return lone }
    let end = pairs.last.map { byte(at: $0.value.range.end) } ?? start
    return LocatedNode(content: .mapping(pairs), range: range(start..<max(start, end)))
  }

  /// Skips what stands deeper than a list or map whose entry before it is complete.
  private mutating func skipStray(below indent: Int) {
    while let line = nextLine(), line.indent > indent {
      _ = line
      skipLine()
    }
  }

  /// The key that begins here, up to its colon; `nil`, without going on, if there is none.
  private mutating func key() -> LocatedNode? {
    let start = place
    guard place < bytes.count else { return nil }
    if bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'") {
      let key = quoted(indent: .max)
      skipSpaces()
      if isColon(place) {
        place += 1
        return key
      }
      place = start
      return nil
    }
    if [UInt8(ascii: "["), UInt8(ascii: "{")].contains(bytes[place]) { return nil }
    var end = place
    while end < bytes.count, !isBreak(end), !isColon(end) {
      if bytes[end] == UInt8(ascii: "#"), end > start, isBlank(end - 1) { return nil }
      end += 1
    }
    guard isColon(end) else { return nil }
    place = end + 1
    return scalar(trimmed(start..<end), isPlain: true)
  }

  private func isColon(_ offset: Int) -> Bool {
    offset < bytes.count && bytes[offset] == UInt8(ascii: ":") && isBlank(offset + 1)
  }

  private mutating func value(of key: LocatedNode, indent: Int) -> LocatedNode {
    let after = place
    skipSpaces()
    skipProperties()
    guard isAtLineEnd else { return inline(indent: indent) }
    let empty = scalar(min(after + 1, place)..<min(after + 1, place), isPlain: true)
    skipLine()
    guard let line = nextLine() else { return empty }
    if line.indent > indent || line.indent == indent && isDash(line.start) {
      return block(line, parent: indent) ?? empty
    }
    return empty
  }

  /// Skips an anchor or a tag before a value.
  private mutating func skipProperties() {
    while place < bytes.count, [UInt8(ascii: "&"), UInt8(ascii: "!")].contains(bytes[place]) {
      while !isBlank(place) { place += 1 }
      skipSpaces()
    }
  }

  /// A value that begins on this line.
  private mutating func inline(indent: Int) -> LocatedNode {
    switch bytes[place] {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      let node = flow(indent: indent)
      skipLine()
      return node
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let node = quoted(indent: indent)
      skipLine()
      return node
    case UInt8(ascii: "|"), UInt8(ascii: ">"): return blockScalar(indent: indent)
    default: return plain(indent: indent)
    }
  }

  // MARK: Nodes

  func nothing(after node: LocatedNode) -> LocatedNode {
    LocatedNode(
      content: .scalar(LocatedNode.Scalar(text: "", isPlain: true)),
      range: TextRange(at: node.range.end))
  }

  func scalar(_ span: Range<Int>, isPlain: Bool, text: String? = nil) -> LocatedNode {
    let text = text ?? String(decoding: bytes[span], as: UTF8.self)
    return LocatedNode(
      content: .scalar(LocatedNode.Scalar(text: text, isPlain: isPlain)), range: range(span))
  }

  func range(_ span: Range<Int>) -> TextRange {
    TextRange(
      source.position(ofByte: span.lowerBound), source.position(ofByte: span.upperBound))
  }

  private func byte(at position: TextPosition) -> Int { source.byte(at: position) ?? bytes.count }

  func trimmed(_ span: Range<Int>) -> Range<Int> {
    var end = span.upperBound
    while end > span.lowerBound, isBlank(end - 1) { end -= 1 }
    return span.lowerBound..<end
  }
}
