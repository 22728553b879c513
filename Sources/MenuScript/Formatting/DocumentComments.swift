/// The comments of a document, in order.
struct DocumentComments {
  struct Found {
    let comment: DocumentComment
    /// Index of its `#`.
    let start: Int
    /// From 0; also 0 for a comment after a dash, which is about what follows.
    let column: Int
    /// Whether it has the line to itself; so does one after a lone dash.
    let isAlone: Bool
  }

  var all: [Found] = []

  /// - Parameter texts: where a `#` begins no comment, ascending.
  static func find(in source: [Unicode.Scalar], outside texts: [Range<Int>]) -> DocumentComments {
    var comments = DocumentComments()
    var texts = texts[...]
    var index = 0
    var lineStart = 0
    while index < source.count {
      while let text = texts.first, text.upperBound <= index, !text.contains(index) {
        texts.removeFirst()
      }
      if let text = texts.first, text.contains(index) {
        // A block's first line may end with a comment.
        let isBlock = source[index] == "|" || source[index] == ">"
        let header = source[index..<text.upperBound].prefix { !isBreak($0) }
        if isBlock, let hash = header.firstIndex(of: "#") {
          comments.append(source, hash, lineStart)
        }
        for place in text where isBreak(source[place]) { lineStart = place + 1 }
        index = max(text.upperBound, index + 1)
      } else if source[index] == "#" {
        index = comments.append(source, index, lineStart)
      } else {
        if isBreak(source[index]) { lineStart = index + 1 }
        index += 1
      }
    }
    return comments
  }

  /// Adds the comment that begins at a `#`.
  ///
  /// - Returns: the end of its line.
  @discardableResult
  private mutating func append(_ source: [Unicode.Scalar], _ hash: Int, _ lineStart: Int) -> Int {
    let end = source[hash...].firstIndex(where: Self.isBreak) ?? source.count
    var last = end
    while last > hash, Self.isBlank(source[last - 1]) { last -= 1 }
    let before = source[lineStart..<hash].filter { !Self.isBlank($0) }
    let text = String(String.UnicodeScalarView(source[hash..<last]))
    all.append(
      Found(
        comment: DocumentComment(
          text: text, hasBlankAbove: Self.hasBlankAbove(lineStart, in: source)),
        start: hash, column: before.isEmpty ? hash - lineStart : 0,
        isAlone: before.isEmpty || before == ["-"]))
    return end
  }

  /// Whether the line above the one that begins at an index is empty.
  static func hasBlankAbove(_ lineStart: Int, in source: [Unicode.Scalar]) -> Bool {
    guard lineStart > 0 else { return false }
    var index = lineStart - 1
    while index > 0, isBlank(source[index - 1]) { index -= 1 }
    return index == 0 || isBreak(source[index - 1])
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

  /// The line ends of YAML 1.1.
  static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }
}
