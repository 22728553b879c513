/// A node of a YAML document as written: with its style, anchor and aliases.
struct DocumentNode {
  enum Style { case plain, singleQuoted, doubleQuoted, literal, folded }

  enum Content {
    case scalar(String, Style)
    case alias(String)
    case sequence([DocumentEntry])
    case mapping([DocumentEntry])
  }

  let content: Content
  var anchor: String?
  /// Written in brackets.
  var isFlow = false
  /// Its beginning and end, as indices of the document's Unicode scalars.
  var start: Int
  var end: Int

  var entries: [DocumentEntry] {
    switch content {
    case .sequence(let entries), .mapping(let entries): entries
    case .scalar, .alias: []
    }
  }

  var isCollection: Bool {
    switch content {
    case .sequence, .mapping: true
    case .scalar, .alias: false
    }
  }
}

/// An item of a list or a pair of a map, with the comments that belong to it.
///
/// A class, because comments are attached after the tree is read.
final class DocumentEntry {
  /// `nil` for an item.
  let key: DocumentNode?
  let value: DocumentNode
  /// On lines of their own, above.
  var leading: [DocumentComment] = []
  /// At the end of its first line.
  var trailing: DocumentComment?
  /// On lines of their own below it, indented more than what comes next.
  var following: [DocumentComment] = []
  var hasBlankAbove = false
  /// The enclosing entry.
  weak var parent: DocumentEntry?
  let isInFlow: Bool
  /// Its column, from 0.
  let column: Int

  init(key: DocumentNode?, value: DocumentNode, isInFlow: Bool, column: Int) {
    self.key = key
    self.value = value
    self.isInFlow = isInFlow
    self.column = column
  }

  var start: Int { key?.start ?? value.start }

  /// The key, if it is a text.
  var name: String? {
    if case .scalar(let text, _) = key?.content { text } else { nil }
  }

  /// Whether one of its comments tells the checker something about its line.
  var isIgnored: Bool {
    (leading + [trailing].compactMap(\.self)).contains { $0.text.contains("gooya:ignore") }
  }
}

/// A comment, from its `#` to its last non-blank character.
struct DocumentComment: Hashable {
  let text: String
  var hasBlankAbove = false
}

/// A whole document.
struct DocumentTree {
  let root: DocumentNode
  /// Comments below everything else.
  var tail: [DocumentComment] = []
  /// Anchors and aliases: content is shared between places, so order matters.
  let hasAnchors: Bool
  let source: [Unicode.Scalar]

  func text(_ node: DocumentNode) -> String {
    String(String.UnicodeScalarView(source[node.start..<node.end]))
  }
}
