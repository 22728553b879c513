/// Writes a document in its canonical form.
struct DocumentPrinter {
  private struct Line {
    var text: String
    var comment: String?
  }

  private let tree: DocumentTree
  private var lines: [Line] = []
  /// After a text that keeps its empty lines, another one would become part of it.
  private var endsWithKeptLines = false

  /// The line width, in characters.
  private static let width = 120
  private static let step = 2
  private static let farOff = 72

  private init(_ tree: DocumentTree) {
    self.tree = tree
  }

  static func text(of tree: DocumentTree, _ kind: DocumentKind) -> String {
    var printer = DocumentPrinter(tree)
    printer.block(tree.root, indent: 0, in: .root(of: kind))
    printer.comments(tree.tail, indent: 0)
    return printer.text
  }

  private var text: String {
    var text = ""
    var index = 0
    while index < lines.count {
      // Trailing comments on consecutive lines are aligned, unless the column is far off.
      let run = lines[index...].prefix { $0.comment != nil && $0.text.count <= Self.farOff }
      let column = run.map(\.text.count).max() ?? 0
      for line in run {
        let gap = String(repeating: " ", count: column - line.text.count + 2)
        text += line.text + gap + (line.comment ?? "") + "\n"
      }
      index += run.count
      if run.isEmpty {
        text += lines[index].text + (lines[index].comment.map { "  \($0)" } ?? "") + "\n"
        index += 1
      }
    }
    return text
  }

  // MARK: Blocks

  private mutating func block(_ node: DocumentNode, indent: Int, in place: DocumentPlace) {
    let entries = sorted(node, place)
    if indent == 0, let top = entries.first { keepAtTop(node.entries[0], newTop: top) }
    for (index, entry) in entries.enumerated() {
      let isFirst = index == 0
      hoistComments(of: entry, indent: indent, place.inside(entry.name))
      if !isFirst, place.isGroup(entry.name) { blank() }
      comments(entry.leading, indent: indent, isFirst: isFirst)
      if entry.hasBlankAbove, !isFirst || !entry.leading.isEmpty { blank() }
      self.entry(entry, indent: indent, in: place)
      self.comments(entry.following, indent: indent)
    }
  }

  private func sorted(_ node: DocumentNode, _ place: DocumentPlace) -> [DocumentEntry] {
    guard case .mapping(let entries) = node.content, !tree.hasAnchors else { return node.entries }
    return place.sorted(entries, name: \.name)
  }

  /// The comment at the head of a file is about the file, whichever key comes first.
  private func keepAtTop(_ oldTop: DocumentEntry, newTop: DocumentEntry) {
    if oldTop === newTop || oldTop.leading.isEmpty { return }
    if newTop.leading.isEmpty { newTop.hasBlankAbove = oldTop.hasBlankAbove }
    newTop.leading = oldTop.leading + newTop.leading
    oldTop.leading = []
    oldTop.hasBlankAbove = false
  }

  /// Moves comments that can't stay behind a dash above it.
  private func hoistComments(of entry: DocumentEntry, indent: Int, _ place: DocumentPlace) {
    guard entry.key == nil, entry.value.anchor == nil, isBlock(entry, indent: indent, place)
    else { return }
    if let trailing = entry.trailing { entry.leading.append(trailing) }
    entry.trailing = nil
    guard let first = sorted(entry.value, place).first else { return }
    hoistComments(of: first, indent: indent + Self.step, place.inside(first.name))
    entry.leading += first.leading.map { DocumentComment(text: $0.text) }
    first.leading = []
  }

  private mutating func entry(_ entry: DocumentEntry, indent: Int, in outer: DocumentPlace) {
    let place = outer.inside(entry.name)
    let margin = String(repeating: " ", count: indent)
    let key = entry.key.map { self.key($0) + ":" } ?? "-"
    let value = entry.value
    let head = margin + key + (value.anchor.map { " &\($0)" } ?? "")
    if value.isCollection, !value.entries.isEmpty {
      if let text = bracketed(entry, indent: indent, place) {
        return line("\(head) \(text)", entry.trailing)
      }
      let start = lines.count
      let isCompact = entry.key == nil && value.anchor == nil
      if !isCompact { line(head, entry.trailing) }
      // Its comments are above the dash.
      block(value, indent: indent + Self.step, in: place)
      if isCompact, start < lines.count {
        lines[start].text = head + " " + lines[start].text.dropFirst(indent + Self.step)
      }
    } else if case .scalar(let text, let style) = value.content,
      let block = BlockText(text, style, source: tree.text(value))
    {
      line("\(head) \(block.header)", entry.trailing)
      let inner = margin + String(repeating: " ", count: Self.step)
      for text in block.lines { line(text.isEmpty ? "" : inner + text, nil) }
      endsWithKeptLines = block.keepsLines
    } else {
      let text = oneLine(value, outer, place)
      line(text.isEmpty ? head : "\(head) \(text)", entry.trailing)
    }
  }

  /// Whether a value is written on lines of its own.
  private func isBlock(_ entry: DocumentEntry, indent: Int, _ place: DocumentPlace) -> Bool {
    entry.value.isCollection && !entry.value.entries.isEmpty
      && bracketed(entry, indent: indent, place) == nil
  }

  /// A list or map in brackets; `nil` if it is written on lines of its own.
  private func bracketed(_ entry: DocumentEntry, indent: Int, _ place: DocumentPlace) -> String? {
    let value = entry.value
    guard value.isFlow, fitsInBrackets(value) else { return nil }
    let text = oneLine(value, place, place)
    // Split up, its content would move to other lines, away from its comments.
    if entry.isIgnored { return text }
    let key = entry.key.map { self.key($0).count + 1 } ?? 1
    let anchor = value.anchor.map { $0.count + 2 } ?? 0
    return indent + key + anchor + 1 + text.count > Self.width ? nil : text
  }

  /// Whether its content fits on one line.
  private func fitsInBrackets(_ node: DocumentNode) -> Bool {
    node.entries.allSatisfy { entry in
      entry.leading.isEmpty && entry.trailing == nil && entry.following.isEmpty
        && !entry.value.isEmpty && fitsInBrackets(entry.value)
    }
  }

  // MARK: One line

  private func key(_ node: DocumentNode) -> String {
    switch node.content {
    case .alias(let name): "*\(name) "
    case .scalar(let text, let style):
      (node.anchor.map { "&\($0) " } ?? "")
        + ScalarSpelling.text(text, style, source: tree.text(node), quoting: .unlessWord)
    case .sequence, .mapping: ""
    }
  }

  /// - Parameters:
  ///   - outer: the place of the enclosing value.
  ///   - place: its own place.
  private func oneLine(
    _ node: DocumentNode, _ outer: DocumentPlace, _ place: DocumentPlace
  ) -> String {
    switch node.content {
    case .alias(let name): return "*\(name)"
    case .scalar(let text, let style):
      // In a phrase's map, values are phrases too.
      let quoting = outer.quoting == .unlessWord ? place.quoting : outer.quoting
      return ScalarSpelling.text(text, style, source: tree.text(node), quoting: quoting)
    case .sequence(let items):
      return "[" + items.map { nested($0, place) }.joined(separator: ", ") + "]"
    case .mapping(let pairs):
      if pairs.isEmpty { return "{}" }
      let texts = sorted(node, place).map { nested($0, place) }
      return "{ " + texts.joined(separator: ", ") + " }"
    }
  }

  private func nested(_ entry: DocumentEntry, _ place: DocumentPlace) -> String {
    let key = entry.key.map { self.key($0) + ": " } ?? ""
    let anchor = entry.value.anchor.map { "&\($0) " } ?? ""
    return key + anchor + oneLine(entry.value, place, place.inside(entry.name))
  }

  // MARK: Lines

  private mutating func line(_ text: String, _ comment: DocumentComment?) {
    lines.append(Line(text: text, comment: comment?.text))
    endsWithKeptLines = false
  }

  private mutating func comments(
    _ comments: [DocumentComment], indent: Int, isFirst: Bool = false
  ) {
    for (index, comment) in comments.enumerated() {
      if comment.hasBlankAbove, !isFirst || index > 0 { blank() }
      line(String(repeating: " ", count: indent) + comment.text, nil)
    }
  }

  /// At most one empty line, and none at the top.
  private mutating func blank() {
    if lines.last.map({ !$0.text.isEmpty }) ?? false, !endsWithKeptLines { line("", nil) }
  }
}
