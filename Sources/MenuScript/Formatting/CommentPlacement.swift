/// Attaches each comment of a document to the entry that it belongs to.
struct CommentPlacement {
  private var tree: DocumentTree
  /// In the order of the text.
  private let entries: [DocumentEntry]

  static func place(
    _ comments: DocumentComments, in tree: DocumentTree, entries: [DocumentEntry]
  ) -> DocumentTree {
    var placement = CommentPlacement(tree: tree, entries: entries)
    var next = 0
    for found in comments.all {
      while next < entries.count, entries[next].start <= found.start { next += 1 }
      placement.place(found, next: next)
    }
    for entry in entries where !entry.isInFlow {
      let start = placement.lineStart(of: entry)
      entry.hasBlankAbove =
        start.map { DocumentComments.hasBlankAbove($0, in: tree.source) } ?? false
    }
    return placement.tree
  }

  /// - Parameter next: index of the first entry after the comment.
  private mutating func place(_ found: DocumentComments.Found, next: Int) {
    let below = next < entries.count ? entries[next] : nil
    guard next > 0 else {
      // Nothing is above it.
      if let below { below.leading.append(found.comment) } else { tree.tail.append(found.comment) }
      return
    }
    let above = entries[next - 1]
    guard found.isAlone else { return placeAtEnd(found, of: above) }
    let value = above.value
    if value.start > found.start, !value.isEmpty, value.isFlow || !value.isCollection {
      above.leading.append(found.comment)
    } else if let owner = owner(of: found, above: above, below: below) {
      owner.following.append(found.comment)
    } else if let below {
      below.leading.append(found.comment)
    } else {
      tree.tail.append(found.comment)
    }
  }

  private mutating func placeAtEnd(_ found: DocumentComments.Found, of last: DocumentEntry) {
    var comment = found.comment
    comment.hasBlankAbove = false
    var entry: DocumentEntry? = last
    // After a closing bracket it belongs to the owner of the brackets.
    while let inner = entry, inner.isInFlow, (inner.parent?.value ?? tree.root).end <= found.start {
      entry = inner.parent
    }
    guard let entry else { return tree.tail.append(comment) }
    if entry.trailing == nil { entry.trailing = comment } else { entry.leading.append(comment) }
  }

  /// The entry below which a comment is indented more than what comes next: the end of an inner
  /// list or map, or the last lines of a bracket.
  private func owner(
    of found: DocumentComments.Found, above: DocumentEntry, below: DocumentEntry?
  ) -> DocumentEntry? {
    var candidate: DocumentEntry? = above
    while let entry = candidate, entry.isInFlow {
      let isInside = (entry.parent?.value ?? tree.root).end > found.start
      if isInside {
        let isLast = below.map { $0.start >= (entry.parent?.value ?? tree.root).end } ?? true
        return isLast ? entry : nil
      }
      candidate = entry.parent
    }
    let outside = below?.column ?? 0
    guard found.column > outside else { return nil }
    while let entry = candidate, entry.column > outside {
      if entry.column <= found.column { return entry }
      candidate = entry.parent
    }
    return nil
  }

  /// The beginning of the line with a block's entry; `nil` if something else comes first on it.
  private func lineStart(of entry: DocumentEntry) -> Int? {
    var index = entry.start
    while index > 0, !DocumentComments.isBreak(tree.source[index - 1]) { index -= 1 }
    let before = tree.source[index..<entry.start].filter { !DocumentComments.isBlank($0) }
    return before.isEmpty || (entry.key == nil && before.first == "-") ? index : nil
  }
}

extension DocumentNode {
  /// Nothing is written.
  var isEmpty: Bool { !isCollection && start == end }
}
