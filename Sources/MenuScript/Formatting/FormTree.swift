/// A node of a YAML document as it is written: with its style, its anchor, and what aliases it has.
struct FormNode {
  enum Style { case plain, singleQuoted, doubleQuoted, literal, folded }

  enum Content {
    case scalar(String, Style)
    case alias(String)
    case sequence([FormEntry])
    case mapping([FormEntry])
  }

  let content: Content
  var anchor: String?
  /// Written in brackets.
  var isFlow = false
  /// Where it begins and ends, as indices of the document's Unicode scalars.
  var start: Int
  var end: Int

  var entries: [FormEntry] {
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
/// A class, because comments find their entry after the tree is read.
final class FormEntry {
  /// `nil` for an item.
  let key: FormNode?
  let value: FormNode
  /// On lines of their own, above.
  var leading: [FormComment] = []
  /// At the end of its first line.
  var trailing: FormComment?
  /// On lines of their own below it, further in than what comes next.
  var following: [FormComment] = []
  var hasBlankAbove = false
  /// The entry that this one is inside of.
  weak var parent: FormEntry?
  let isInFlow: Bool
  /// In which column it is written, from 0.
  let column: Int

  init(key: FormNode?, value: FormNode, isInFlow: Bool, column: Int) {
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

  /// Whether a comment of it says something to the checker about its line.
  var isIgnored: Bool {
    (leading + [trailing].compactMap(\.self)).contains { $0.text.contains("gooya:ignore") }
  }
}

/// A comment, from its `#` to the last character that is no blank.
struct FormComment: Hashable {
  let text: String
  var hasBlankAbove = false
}

/// A whole document.
struct FormTree {
  let root: FormNode
  /// Comments below everything.
  var tail: [FormComment] = []
  /// Anchors and aliases: what is told in one place holds for another, so that order matters.
  let hasAnchors: Bool
  let source: [Unicode.Scalar]

  func text(_ node: FormNode) -> String {
    String(String.UnicodeScalarView(source[node.start..<node.end]))
  }
}
