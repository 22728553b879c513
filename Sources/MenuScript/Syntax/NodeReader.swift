import CallEngine

/// Reads located nodes as the expected types and reports mismatches. A mismatch is reported once
/// and then is `nil`.
struct NodeReader: Sendable {
  var findings: Findings

  /// A map with known keys.
  struct Map: Sendable {
    struct Entry: Sendable {
      let key: Located<String>
      let value: LocatedNode
      /// Whether the key is written without quotes.
      let keyIsPlain: Bool
    }

    let place: String
    let range: TextRange
    /// In the order of the text, each key once.
    private(set) var entries: [Entry] = []
    /// The entries' places by their keys; empty for a short map, which is searched as fast.
    private var places: [String: Int] = [:]
    /// Keys whose content isn't completely known: more of it is under a misspelt or repeated key,
    /// which was reported.
    var doubtful: Set<String> = []
    /// Whether every entry was read.
    var isWhole = true
    /// Whether no key was reported as unknown.
    var isKnown = true

    init(place: String, range: TextRange) {
      self.place = place
      self.range = range
    }

    private static let short = 12

    mutating func append(_ entry: Entry) {
      entries.append(entry)
      guard entries.count > Self.short else { return }
      for place in places.count..<entries.count { places[entries[place].key.value] = place }
    }

    /// The map reduced to some entries.
    func with(_ entries: [Entry]) -> Map {
      var map = self
      map.entries = []
      map.places = [:]
      for entry in entries { map.append(entry) }
      return map
    }

    subscript(key: String) -> LocatedNode? { entry(key)?.value }

    func entry(_ key: String) -> Entry? {
      let place =
        places.isEmpty ? entries.firstIndex { $0.key.value == key } : places[key]
      return place.map { entries[$0] }
    }

    /// Whether a key is present, even misspelt.
    func has(_ key: String) -> Bool { entry(key) != nil || doubtful.contains(key) }
  }

  /// A map with these keys and no others.
  mutating func map(_ node: LocatedNode, _ place: String, keys: [String]) -> Map? {
    guard let map = map(node, place) else { return nil }
    let (known, unknown) = map.entries.parted { keys.contains($0.key.value) }
    var read = map.with(known)
    for entry in unknown { reportUnknown(entry, in: &read, keys: keys) }
    return read
  }

  /// A map with any keys, which are distinct texts.
  mutating func map(_ node: LocatedNode, _ place: String) -> Map? {
    guard case .mapping(let pairs) = node.content else {
      reportWrongType(node, place, expected: "a map")
      return nil
    }
    var map = Map(place: place, range: node.range)
    for pair in pairs {
      guard let scalar = pair.key.scalar else {
        reportWrongType(pair.key, "a key", expected: "a text")
        map.isWhole = false
        continue
      }
      let key = Located(scalar.text, pair.key.range)
      if let first = map.entry(key.value)?.key.range {
        map.doubtful.insert(key.value)
        map.isWhole = false
        findings.report(
          ShapeRules.DuplicateKey(key: key.value, place: place), at: key.range,
          notes: [findings.note("it is here already", at: first)])
        continue
      }
      map.append(Map.Entry(key: key, value: pair.value, keyIsPlain: scalar.isPlain))
    }
    return map
  }

  /// - Parameters:
  ///   - keys: the keys that the map can have; no other is suggested.
  ///   - advice: shown if none of them was meant.
  mutating func reportUnknown(
    _ entry: Map.Entry, in map: inout Map, keys: [String], advice: String? = nil
  ) {
    let key = entry.key.value
    map.isKnown = false
    guard !findings.isFull(of: .error) else {
      return findings.report(
        ShapeRules.UnknownKey(key: key, place: map.place, suggestion: nil), at: entry.key.range)
    }
    let free = keys.filter { !map.has($0) }
    if let meant = findings.suggestion(for: key, among: free) {
      findings.report(
        ShapeRules.UnknownKey(key: key, place: map.place, suggestion: meant),
        at: entry.key.range, fixIts: [(entry.key.range, meant)])
      map.doubtful.insert(meant)
    } else {
      // A key that is already present isn't suggested again, but helps to recognise the slip.
      let meant = findings.suggestion(for: key, among: keys)
      findings.report(
        ShapeRules.UnknownKey(key: key, place: map.place, suggestion: meant), at: entry.key.range,
        notes: key == "<<"
          ? [findings.note("YAML's merge keys aren't supported; write out the keys")]
          : meant == nil
            ? [findings.note("known: \(quoted(keys))")] + (advice.map { [findings.note($0)] } ?? [])
            : [])
    }
  }

  /// The value of a required key.
  mutating func required(_ key: String, in map: Map) -> LocatedNode? {
    if let node = map[key] { return node }
    if map.doubtful.contains(key) { return nil }
    findings.report(ShapeRules.MissingKey(key: key, place: map.place), at: map.range.firstPlace)
    return nil
  }

  /// The items of a list.
  mutating func list(_ node: LocatedNode, _ what: String) -> [LocatedNode]? {
    guard case .sequence(let items) = node.content else {
      reportWrongType(node, what, expected: "a list")
      return nil
    }
    return items
  }

  /// The items of a non-empty list.
  mutating func filledList(_ node: LocatedNode, _ what: String) -> [LocatedNode]? {
    guard let items = list(node, what) else { return nil }
    guard !items.isEmpty else {
      findings.report(ValueRules.Empty(what: what), at: node.range)
      return nil
    }
    return items
  }

  mutating func reportWrongType(_ node: LocatedNode, _ what: String, expected: String) {
    if let scalar = node.scalar, scalar.isNull {
      findings.report(ValueRules.Empty(what: what), at: node.range)
    } else {
      findings.report(
        ShapeRules.WrongType(what: what, expected: expected, found: node.description),
        at: node.range.firstPlace)
    }
  }
}

extension TextRange {
  /// The whole range if it is on one line, otherwise its beginning, where a caret suffices.
  var firstPlace: TextRange { start.line == end.line ? self : TextRange(at: start) }
}

extension Array {
  fileprivate func parted(by isFirst: (Element) -> Bool) -> ([Element], [Element]) {
    var first: [Element] = []
    var second: [Element] = []
    for element in self {
      if isFirst(element) { first.append(element) } else { second.append(element) }
    }
    return (first, second)
  }
}
