import CallEngine

/// What services give: outputs, outcomes and examples.
extension ScriptParser {
  static let hookOutputKeys = ["at", "as", "items", "optional", "sensitive", "confidential"]
  static let tableOutputKeys = ["column", "as", "optional", "sensitive", "confidential"]

  mutating func outputs(_ map: NodeReader.Map, isTable: Bool) -> [ServiceSyntax.Output] {
    guard let node = map["output"], let outputs = reader.map(node, "'output'") else { return [] }
    if outputs.entries.count > ScriptLimits.parts {
      reader.findings.report(
        ValueRules.TooMany(what: "'output'", limit: ScriptLimits.parts),
        at: outputs.entries[ScriptLimits.parts].key.range)
    }
    return outputs.entries.prefix(ScriptLimits.parts).map { output($0, isTable: isTable) }
  }

  private mutating func output(
    _ entry: NodeReader.Map.Entry, isTable: Bool
  ) -> ServiceSyntax.Output {
    var output = ServiceSyntax.Output(name: entry.key)
    isDottedName(entry.key, of: "value")
    let what = "the output \(quoted(entry.key.value))"
    guard case .mapping = entry.value.content else {
      output.place = place(entry.value, what, isTable: isTable)
      return output
    }
    let keys = isTable ? Self.tableOutputKeys : Self.hookOutputKeys
    guard let map = reader.map(entry.value, what, keys: keys) else { return output }
    output.place = reader.required(keys[0], in: map)
      .flatMap { place($0, "'\(keys[0])'", isTable: isTable) }
    output.kind = kind(map, isTable: isTable)
    output.isOptional = flag("optional", in: map)
    output.isSensitive = flag("sensitive", in: map)
    output.isConfidential = flag("confidential", in: map)
    return output
  }

  mutating func flag(_ key: String, in map: NodeReader.Map) -> Bool {
    map[key].flatMap { reader.boolean($0, "'\(key)'") }?.value ?? false
  }

  private mutating func kind(_ map: NodeReader.Map, isTable: Bool) -> ValueKind? {
    let names = ValueKind.written.map(\.name) + (isTable ? [] : ["list"])
    let fields = map["items"].flatMap { reader.map($0, "'items'") }?.entries.compactMap { entry in
      let word = reader.word(
        entry.value, "the kind of \(quoted(entry.key.value))",
        among: ValueKind.written.map(\.name))
      return ValueKind.written.first { $0.name == word?.value }
        .map { ListField(entry.key.value, $0.kind) }
    }
    guard let node = map["as"] else { return fields.map { .list($0) } }
    guard let word = reader.word(node, "'as'", among: names) else { return nil }
    if word.value == "list" { return .list(fields ?? []) }
    if let entry = map.entry("items") {
      reader.findings.report(
        ShapeRules.WrongType(
          what: "'items'", expected: "a part of 'as: list'", found: "with \(quoted(word.value))"),
        at: entry.key.range)
    }
    return ValueKind.written.first { $0.name == word.value }?.kind
  }

  private mutating func place(
    _ node: LocatedNode, _ what: String, isTable: Bool
  ) -> Located<String>? {
    // The empty pointer is the whole answer.
    if !isTable, let scalar = node.scalar, scalar.text.isEmpty, !scalar.isNull {
      return Located("", node.range)
    }
    guard let text = reader.text(node, what) else { return nil }
    if isTable || JSONPointer(text.value) != nil { return text }
    reader.findings.report(ServiceRules.BadPointer(text: text.value), at: text.range)
    return nil
  }

  // MARK: Outcomes

  mutating func outcomes(
    of service: ServiceSyntax, _ map: NodeReader.Map, isTable: Bool
  ) -> [ServiceSyntax.Outcome] {
    guard let node = reader.required("outcomes", in: map),
      let outcomes = reader.map(node, "'outcomes'")
    else { return [] }
    if outcomes.entries.isEmpty && outcomes.isWhole {
      reader.findings.report(ValueRules.Empty(what: "'outcomes'"), at: node.range)
    }
    if outcomes.entries.count > ScriptLimits.parts {
      reader.findings.report(
        ValueRules.TooMany(what: "'outcomes'", limit: ScriptLimits.parts),
        at: outcomes.entries[ScriptLimits.parts].key.range)
    }
    return outcomes.entries.prefix(ScriptLimits.parts).compactMap { entry in
      let isName = reader.isName(
        entry.key, of: "outcome", reserved: [Outcomes.failed, StubBehaviour.noAnswer, "works"])
      let condition = isTable ? self.row(entry.value) : self.condition(entry.value)
      guard let condition else {
        reader.findings.report(
          ServiceRules.BadCondition(outcome: entry.key.value, isTable: isTable),
          at: entry.value.range.firstPlace)
        return nil
      }
      return isName
        ? ServiceSyntax.Outcome(name: entry.key, condition: condition, range: entry.value.range)
        : nil
    }
  }

  private func row(_ node: LocatedNode) -> ServiceSyntax.Condition? {
    switch node.scalar?.text {
    case "row": .row
    case "no_row": .noRow
    default: nil
    }
  }

  /// `200`, `"200-299"`, a list of these, or a map of pointers to values, perhaps with a `status`.
  private func condition(_ node: LocatedNode) -> ServiceSyntax.Condition? {
    guard case .mapping(let pairs) = node.content else {
      return statuses(node).map { .answer(statuses: $0, values: []) }
    }
    var found = [200...299]
    var values: [WebHook.Match] = []
    var keys: Set<String> = []
    for pair in pairs {
      guard let key = pair.key.scalar?.text, keys.insert(key).inserted else { return nil }
      if key == "status" {
        guard let statuses = statuses(pair.value) else { return nil }
        found = statuses
      } else {
        guard let pointer = JSONPointer(key), let value = pair.value.scalar, !value.isNull else {
          return nil
        }
        values.append(WebHook.Match(pointer, value.text))
      }
    }
    return pairs.isEmpty ? nil : .answer(statuses: found, values: values)
  }

  private func statuses(_ node: LocatedNode) -> [ClosedRange<Int>]? {
    let nodes: [LocatedNode]
    if case .sequence(let items) = node.content { nodes = items } else { nodes = [node] }
    var spans: [ClosedRange<Int>] = []
    for node in nodes {
      guard let span = node.scalar.flatMap({ Self.statuses($0.text) }) else { return nil }
      spans.append(span)
    }
    return spans.isEmpty ? nil : spans
  }

  private static func statuses(_ text: String) -> ClosedRange<Int>? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.utf8.count == 3 ? Int($0) : nil }
    guard numbers.count == parts.count, (1...2).contains(parts.count),
      numbers.allSatisfy((100...599).contains), let first = numbers.first, let last = numbers.last,
      first <= last
    else { return nil }
    return first...last
  }

  // MARK: Examples

  mutating func examples(_ node: LocatedNode) -> [ServiceSyntax.Example] {
    guard let map = reader.map(node, "'example'") else { return [] }
    return map.entries.prefix(ScriptLimits.parts).compactMap { entry in
      guard let values = reader.map(entry.value, "the example of \(quoted(entry.key.value))") else {
        return nil
      }
      return ServiceSyntax.Example(
        outcome: entry.key,
        values: values.entries.compactMap { entry in
          serviceValue(entry.value, quoted(entry.key.value)).map {
            (entry.key, Located($0, entry.value.range))
          }
        })
    }
  }

  /// A value as a service gives it: a text, or a list whose items are texts or maps of texts.
  mutating func serviceValue(_ node: LocatedNode, _ what: String) -> CallValue? {
    guard case .sequence(let items) = node.content else {
      return reader.text(node, what).map { .text($0.value) }
    }
    return .list(
      items.compactMap { item in
        let place = "an item of \(what)"
        guard case .mapping = item.content else {
          return reader.text(item, place).map { ListItem($0.value) }
        }
        return reader.map(item, place).map { map in
          ListItem(
            map.entries.compactMap { entry in
              reader.text(entry.value, quoted(entry.key.value)).map {
                NamedValue(entry.key.value, $0.value)
              }
            })
        }
      })
  }

  /// Whether each part of a name between full stops is one; reported if not.
  @discardableResult
  mutating func isDottedName(_ name: Located<String>, of what: String) -> Bool {
    let parts = name.value.split(separator: ".", omittingEmptySubsequences: false)
    return parts.allSatisfy { NodeReader.isName(String($0)) }
      || reader.isName(name, of: what)
  }
}
