/// A node of a YAML document and its place. Scalars stay texts: YAML's own typing (`no` a boolean,
/// `0912` a number) isn't applied.
package struct LocatedNode: Sendable {
  package struct Scalar: Sendable {
    package let text: String
    /// Written without quotes, so YAML readers may take it for a number or a boolean.
    package let isPlain: Bool

    package init(text: String, isPlain: Bool) {
      self.text = text
      self.isPlain = isPlain
    }
  }

  package struct Pair: Sendable {
    package let key: LocatedNode
    package let value: LocatedNode

    package init(key: LocatedNode, value: LocatedNode) {
      self.key = key
      self.value = value
    }
  }

  package indirect enum Content: Sendable {
    case scalar(Scalar)
    case sequence([LocatedNode])
    /// In the order of the text, including duplicate keys.
    case mapping([Pair])
  }

  package let content: Content
  package let range: TextRange
  /// Its cost in nodes: itself, more for a long text, and what aliases stand for.
  let size: Int

  package init(content: Content, range: TextRange, size: Int = 1) {
    self.content = content
    self.range = range
    self.size = size
  }

  package var scalar: Scalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  /// What it is, in an author's words.
  var description: String {
    switch content {
    case .scalar(let scalar) where scalar.isNull: "empty"
    case .scalar: "a text"
    case .sequence: "a list"
    case .mapping: "a map"
    }
  }

  /// The range for a diagnostic about the whole node; for a list or map its first line suffices.
  func moved(to range: TextRange) -> LocatedNode {
    LocatedNode(content: content, range: range, size: size)
  }
}

extension LocatedNode.Scalar {
  /// Nothing, or one of YAML's words for null.
  package var isNull: Bool { isPlain && ["", "~", "null", "Null", "NULL"].contains(text) }

  /// Its type in YAML 1.2's core schema, if that isn't text.
  var plainType: PlainType? {
    guard isPlain else { return nil }
    // Most texts are names, and their first letter tells them from anything else.
    if let first = text.utf8.first, !Self.startsOfOtherTypes.contains(first) { return nil }
    if isNull { return .null }
    if ["true", "True", "TRUE", "false", "False", "FALSE"].contains(text) { return .boolean }
    return looksLikeNumber ? .number : nil
  }

  /// The bytes that words for null and booleans, and numbers, begin with.
  private static let startsOfOtherTypes = Set("~nNtTfF+-.0123456789".utf8)

  enum PlainType: String {
    case null = "empty"
    case boolean = "true or false"
    case number = "a number"
  }

  private var looksLikeNumber: Bool {
    var rest = Substring(text)
    for (prefix, digits) in [("0x", "0123456789abcdefABCDEF"), ("0o", "01234567")]
    where rest.hasPrefix(prefix) {
      return rest.count > 2 && rest.dropFirst(2).allSatisfy(digits.contains)
    }
    if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() }
    if [".inf", ".Inf", ".INF"].contains(rest) { return true }
    if [".nan", ".NaN", ".NAN"].contains(text) { return true }
    let isDigit: (Character) -> Bool = { "0123456789".contains($0) }
    let whole = rest.prefix(while: isDigit)
    rest = rest.dropFirst(whole.count)
    var fraction = Substring()
    if rest.first == "." {
      fraction = rest.dropFirst().prefix(while: isDigit)
      rest = rest.dropFirst(1 + fraction.count)
    }
    if whole.isEmpty && fraction.isEmpty { return false }
    guard rest.first == "e" || rest.first == "E" else { return rest.isEmpty }
    rest = rest.dropFirst()
    if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() }
    return !rest.isEmpty && rest.allSatisfy(isDigit)
  }
}
