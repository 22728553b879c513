/// The JSON schema of a kind of file: the keys and words that it may hold, and what they mean.
///
/// Completion and hover read it, so that a key that the schema has is one that the editor knows.
public final class DocumentSchema {
  private let definitions: [String: JSONValue]
  let root: SchemaPlace

  /// - Returns: `nil` if the bytes aren't a schema.
  public init?(_ bytes: some Sequence<UInt8>) {
    guard let schema = JSONValue(reading: bytes), schema["type"] != nil else { return nil }
    definitions = Dictionary(
      (schema["$defs"]?.members ?? []).map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
    root = SchemaPlace([schema], definitions)
  }

  /// What may stand at a place; `nil` if nothing is known of it.
  func place(at path: some Sequence<PathStep>) -> SchemaPlace? {
    var place: SchemaPlace? = root
    let path = Array(path)
    // A part's states and fields are like the script's.
    let isInPart = path.part != nil && path.count > 2 && ["states", "fields"].contains(path[2].key)
    for step in isInPart ? path[2...] : path[...] {
      switch step {
      case .key(let key): place = place?.value(of: key)
      case .item: place = place?.item
      }
    }
    return place
  }
}

/// A step from a node to one inside it.
enum PathStep: Hashable, Sendable {
  case key(String)
  case item(Int)

  var key: String? {
    if case .key(let key) = self { key } else { nil }
  }
}

/// What a schema says of one place.
final class SchemaPlace {
  /// The schema's objects that apply, alternatives included.
  private var parts: [JSONValue] = []
  private var conditions: [KeyCondition] = []
  /// The `$defs` that it refers to.
  private(set) var names: Set<String> = []
  private(set) var description: String?
  private let definitions: [String: JSONValue]
  private var values: [String: SchemaPlace?] = [:]
  private lazy var others = SchemaPlace(schemas("additionalProperties"), definitions)
  private lazy var items = SchemaPlace(schemas("items"), definitions)

  init(_ schemas: [JSONValue], _ definitions: [String: JSONValue]) {
    self.definitions = definitions
    for schema in schemas { add(schema) }
  }

  private func add(_ schema: JSONValue) {
    guard schema.members != nil else { return }
    description = description ?? schema["description"]?.string
    parts.append(schema)
    if let reference = schema["$ref"]?.string {
      let name = reference.split(separator: "/").last.map(String.init) ?? ""
      if names.insert(name).inserted, let definition = definitions[name] { add(definition) }
    }
    conditions += (schema["oneOf"]?.array ?? []).compactMap { KeyCondition(alternative: $0) }
    conditions += KeyCondition.conditions(of: schema)
    for part in schema["allOf"]?.array ?? [] { conditions += KeyCondition.conditions(of: part) }
    for key in ["anyOf", "oneOf", "allOf"] {
      for alternative in schema[key]?.array ?? [] { add(alternative) }
    }
    for key in ["then", "else"] {
      if let branch = schema[key] { add(branch) }
    }
  }

  private func schemas(_ key: String) -> [JSONValue] {
    parts.compactMap { $0[key] }.filter { $0.members != nil }
  }

  // MARK: Maps and lists

  var isMap: Bool { !propertyNames.isEmpty || !others.parts.isEmpty }

  /// The keys that are known by name, in the schema's order.
  private lazy var propertyNames: [String] = {
    var seen: Set<String> = []
    return parts.flatMap { $0["properties"]?.members ?? [] }.map(\.key)
      .filter { seen.insert($0).inserted }
  }()

  /// The keys that a map may still have.
  ///
  /// - Parameter present: those that it has, with their texts.
  func keys(beside present: [String: String]) -> [String] {
    let alternatives = conditions.filter(\.isAlternative)
    let open = alternatives.filter { $0.isOpen(to: present) }
    let ruling = conditions.filter { !$0.isAlternative && $0.holds(for: present) }
    return propertyNames.filter { key in
      present[key] == nil && ruling.allSatisfy { $0.allows(key) }
        && (alternatives.isEmpty || open.contains { $0.allows(key) })
    }
  }

  /// The keys of which a map must have one.
  var leadingKeys: Set<String> {
    Set(
      parts.flatMap { $0["oneOf"]?.array ?? [] }.compactMap { $0["required"]?.array?.first?.string }
    )
  }

  func value(of key: String) -> SchemaPlace? {
    if let known = values[key] { return known }
    let own = parts.compactMap { $0["properties"]?[key] ?? Self.patternProperty(key, in: $0) }
      .filter { $0.members != nil }
    let place = own.isEmpty ? (others.parts.isEmpty ? nil : others) : SchemaPlace(own, definitions)
    // Names of an author's own are without end.
    if !own.isEmpty { values[key] = .some(place) }
    return place
  }

  private static func patternProperty(_ key: String, in schema: JSONValue) -> JSONValue? {
    schema["patternProperties"]?.members?.first { member in
      (try? Regex(member.key)).map { key.contains($0) } ?? false
    }?.value
  }

  var item: SchemaPlace? { items.parts.isEmpty ? nil : items }

  // MARK: Texts

  /// The words that may stand here.
  lazy var words: [String] = {
    var seen: Set<String> = []
    let words = parts.flatMap { part -> [String] in
      let listed = (part["enum"]?.array ?? []) + (part["const"].map { [$0] } ?? [])
      let isBoolean = part["type"]?.string == "boolean"
      return listed.compactMap { $0.string ?? $0.integer.map(String.init) }
        + (isBoolean ? ["true", "false"] : [])
    }
    return words.filter { seen.insert($0).inserted }
  }()
}
