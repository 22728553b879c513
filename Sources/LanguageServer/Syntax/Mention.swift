import MenuScript

/// What a name stands for.
enum NameKind: Hashable, Sendable {
  case state, value, prompt, message, service, hours, part, catalog, counter

  /// In a sentence: 'no state named …'.
  var noun: String {
    switch self {
    case .state: "state"
    case .value: "value"
    case .prompt: "prompt"
    case .message: "message"
    case .service: "service"
    case .hours: "opening hours"
    case .part: "part"
    case .catalog: "catalog"
    case .counter: "counter"
    }
  }
}

/// A name, wherever in a script it is valid.
struct Name: Hashable, Sendable {
  let kind: NameKind
  let text: String
  /// The part whose own name it is; `nil` if the whole script knows it.
  var part: String?
}

/// A place where a name is written.
struct Mention: Sendable {
  let name: Name
  /// The name itself, without quotes and `${}`.
  let range: TextRange
  let isDefinition: Bool
}

/// Finds the names in a document.
struct MentionWalk {
  private let tree: SyntaxTree
  private let kind: FileKind
  private var mentions: [Mention] = []
  /// What the script's states and fields may hold, which those of a part may hold, too.
  private let whole: SchemaPlace?
  /// The part that the walk is in.
  private var part: String?
  /// The part's own values: its parameters and fields.
  private var own: Set<String> = []
  /// The names of items in the loops that the walk is in.
  private var items: Set<String> = []

  static func mentions(in tree: SyntaxTree, of kind: FileKind, schema: SchemaPlace?) -> [Mention] {
    var walk = MentionWalk(tree: tree, kind: kind, whole: schema)
    guard let root = tree.root else { return [] }
    walk.visit(root, at: [], schema)
    return walk.mentions
  }

  private init(tree: SyntaxTree, kind: FileKind, whole: SchemaPlace?) {
    self.tree = tree
    self.kind = kind
    self.whole = whole
  }

  private mutating func visit(_ node: LocatedNode, at path: [String], _ schema: SchemaPlace?) {
    switch node.content {
    case .scalar(let scalar): add(scalar.text, node, at: path, schema)
    case .sequence(let items):
      for item in items { visit(item, at: path, schema?.item) }
    case .mapping(let pairs):
      let isPart = path.count == 2 && path[0] == "parts" && kind == .script
      let outside = (part, own, items)
      if isPart {
        part = path[1]
        own = Set(node["parameters"]?.items.compactMap(\.text) ?? [])
        own.formUnion(node["fields"]?.keys ?? [])
      }
      let isLoop = kind == .script && node["each"] != nil
      if isLoop, let item = node["as"], let name = item.text {
        items.insert(name)
        insert(name, .value, in: item, isDefinition: true)
      }
      for pair in pairs {
        guard let key = pair.key.scalar?.text else { continue }
        if let kind = Self.declared(under: path, in: kind) {
          insert(key, kind, in: pair.key, isDefinition: true)
        } else if let kind = Self.mentioned(key, under: path, in: kind) {
          insert(key, kind, in: pair.key)
        }
        if isLoop, key == "as" { continue }
        let isSection = isPart && ["states", "fields"].contains(key)
        visit(pair.value, at: path + [key], (isSection ? whole : schema)?.value(of: key))
      }
      (part, own, items) = outside
    }
  }

  /// What the keys of a map are the names of, if they are an author's own.
  static func declared(under path: [String], in kind: FileKind) -> NameKind? {
    switch kind {
    case .catalog: return path.isEmpty ? .prompt : nil
    case .messages: return path.isEmpty ? .message : nil
    case .scenario: return nil
    case .script: break
    }
    let path = path.first == "parts" && path.count > 2 ? path.dropFirst(2) : path[...]
    switch (path.last, path.count) {
    case ("states", 1): return .state
    case ("fields", 1): return .value
    case ("services", 1): return .service
    case ("hours", 1): return .hours
    case ("parts", 1): return .part
    case ("output", 3) where path.first == "services": return .value
    default: return nil
    }
  }

  /// What a key names that is declared elsewhere.
  private static func mentioned(
    _ key: String, under path: [String], in kind: FileKind
  ) -> NameKind? {
    switch kind {
    case .script:
      return path.count == 4 && path[0] == "services" && path[2] == "example" ? .value : nil
    case .scenario:
      if path.last == "given" { return key.contains(" ") ? nil : .service }
      return path.dropLast().last == "given" && key.contains(".") ? .value : nil
    case .catalog, .messages: return nil
    }
  }

  private mutating func add(
    _ text: String, _ node: LocatedNode, at path: [String], _ schema: SchemaPlace?
  ) {
    if text.hasPrefix("${"), text.hasSuffix("}") {
      var name = String(text.dropFirst(2).dropLast())
      if let item = name.split(separator: ".").first, items.contains(String(item)) {
        name = String(item)
      }
      return insert(name, .value, in: node, after: "${")
    }
    guard kind == .script || kind == .scenario else { return }
    let names = schema?.names ?? []
    if kind == .script, let named = Self.kind(at: path) {
      insert(text, named, in: node, isDefinition: path.last == "record")
    } else if kind == .script, path.count == 3, path[0] == "parts", path[2] == "exits" {
      insert(text, .state, in: node, isDefinition: true)
    } else if kind == .script, path.count == 3, path[0] == "parts", path[2] == "parameters" {
      insert(text, .value, in: node, isDefinition: true)
    } else if names.contains("target") {
      if text != "repeat" { insert(text, .state, in: node) }
    } else if names.contains("prompt") || path.last == "prompt" || names.contains("heard") {
      if !text.contains(" ") { insert(text, .prompt, in: node) }
    }
  }

  /// What the text at a place names, by its key.
  static func kind(at path: [String]) -> NameKind? {
    // Keys there are names themselves.
    let holder = path.dropLast().last ?? ""
    if ["choices", "outcomes", "cases", "input", "with", "output", "example"].contains(holder) {
      return nil
    }
    return kinds[path.last ?? ""]
  }

  private static let kinds: [String: NameKind] = [
    "collect": .value, "service": .service, "hours": .hours, "part": .part, "catalogs": .catalog,
    "results": .value, "count": .counter, "sms": .message, "record": .value,
  ]

  private mutating func insert(
    _ text: String, _ kind: NameKind, in node: LocatedNode, after mark: String = "",
    isDefinition: Bool = false
  ) {
    guard !text.isEmpty, let range = range(of: text, in: node, after: mark) else { return }
    let isLocal = part != nil && (kind == .state || kind == .value && own.contains(text))
    mentions.append(
      Mention(
        name: Name(kind: kind, text: text, part: isLocal ? part : nil), range: range,
        isDefinition: isDefinition))
  }

  /// Where a name is in its scalar; `nil` if it is written with escapes.
  private func range(of name: String, in node: LocatedNode, after mark: String) -> TextRange? {
    let span = tree.bytes(of: node.range)
    let sought = Array((mark + name).utf8)
    let utf8 = tree.utf8
    guard span.count >= sought.count, span.upperBound <= utf8.count else { return nil }
    for start in span.lowerBound...(span.upperBound - sought.count)
    where utf8[start] == sought[0] && utf8[start...].starts(with: sought) {
      return TextRange(
        tree.source.position(ofByte: start + mark.utf8.count),
        tree.source.position(ofByte: start + sought.count))
    }
    return nil
  }
}
