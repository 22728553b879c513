import MenuScript

/// The nodes of a document, read strictly if it is YAML, else as far as it goes.
struct SyntaxTree {
  let source: SourceText
  let utf8: [UInt8]
  let root: LocatedNode?
  /// Whether it is YAML, so that its places can be relied on.
  let isWhole: Bool

  init(_ source: SourceText) {
    self.source = source
    utf8 = Array(source.text.utf8)
    if let root = LocatedNode.read(source) {
      self.root = root
      isWhole = true
    } else {
      root = RecoveringReader.read(source)
      isWhole = false
    }
  }

  /// The bytes of a stretch.
  func bytes(of range: TextRange) -> Range<Int> {
    let start = source.byte(at: range.start) ?? source.text.utf8.count
    return start..<max(start, source.byte(at: range.end) ?? start)
  }
}

extension LocatedNode {
  /// The value of a map's key; of several, the first.
  subscript(key: String) -> LocatedNode? {
    pairs.first { $0.key.scalar?.text == key }?.value
  }

  subscript(path: [PathStep]) -> LocatedNode? {
    var node: LocatedNode? = self
    for step in path {
      switch step {
      case .key(let key): node = node?[key]
      case .item(let index): node = node.flatMap { index < $0.items.count ? $0.items[index] : nil }
      }
    }
    return node
  }

  var pairs: [Pair] {
    if case .mapping(let pairs) = content { pairs } else { [] }
  }

  var items: [LocatedNode] {
    if case .sequence(let items) = content { items } else { [] }
  }

  /// The text, unless it is empty.
  var text: String? {
    scalar.flatMap { $0.isNull || $0.text.isEmpty ? nil : $0.text }
  }

  /// The texts of a map's keys and of their values; of values that are none, nothing.
  var texts: [String: String] {
    Dictionary(
      pairs.compactMap { pair in pair.key.scalar.map { ($0.text, pair.value.text ?? "") } },
      uniquingKeysWith: { first, _ in first })
  }

  func contains(_ position: TextPosition) -> Bool {
    range.start <= position && position <= range.end
  }
}

/// A scalar at a place of a document: where it is and what encloses it.
struct FoundScalar {
  /// The way to it. A key's ends with the map that it is in.
  let path: [PathStep]
  let node: LocatedNode
  /// The nodes on the way, the root first, without the scalar itself.
  let ancestors: [LocatedNode]
  let isKey: Bool

  /// The innermost enclosing map's entries.
  var siblings: LocatedNode? { ancestors.last { !$0.pairs.isEmpty } }

  /// The scalar that a place is in; at its very end counts, too.
  init?(at position: TextPosition, in root: LocatedNode?) {
    guard var node = root else { return nil }
    var path: [PathStep] = []
    var ancestors: [LocatedNode] = []
    while true {
      ancestors.append(node)
      var next: LocatedNode?
      switch node.content {
      case .scalar:
        guard ancestors.count == 1, node.contains(position) else { return nil }
        self.init(path: path, node: node, ancestors: [], isKey: false)
        return
      case .sequence(let items):
        guard let index = items.firstIndex(where: { $0.contains(position) }) else { return nil }
        path.append(.item(index))
        next = items[index]
      case .mapping(let pairs):
        for pair in pairs {
          if pair.key.contains(position) {
            self.init(path: path, node: pair.key, ancestors: ancestors, isKey: true)
            return
          }
          guard pair.value.contains(position) else { continue }
          path.append(.key(pair.key.scalar?.text ?? ""))
          next = pair.value
          break
        }
      }
      guard let found = next else { return nil }
      if found.scalar != nil {
        self.init(path: path, node: found, ancestors: ancestors, isKey: false)
        return
      }
      node = found
    }
  }

  private init(path: [PathStep], node: LocatedNode, ancestors: [LocatedNode], isKey: Bool) {
    self.path = path
    self.node = node
    self.ancestors = ancestors
    self.isKey = isKey
  }
}
