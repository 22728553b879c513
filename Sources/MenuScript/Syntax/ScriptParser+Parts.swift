import CallEngine

extension ScriptParser {
  static let partKeys = ["parameters", "exits", "start", "fields", "states"]

  /// What is written under `parts`.
  mutating func parts(_ node: LocatedNode) {
    guard let map = reader.map(node, "'parts'") else {
      hasAllParts = false
      return
    }
    hasAllParts = hasAllParts && map.isWhole
    let limit = ScriptLimits.partCount
    if map.entries.count > limit {
      reader.findings.report(
        ValueRules.TooMany(what: "'parts'", limit: limit), at: map.entries[limit].key.range)
      hasAllParts = false
    }
    for entry in map.entries.prefix(limit) {
      _ = reader.isName(entry.key, of: "part")
      let part = part(entry)
      if parts[part.name.value] == nil { partNames.append(part.name.value) }
      parts[part.name.value] = part
    }
  }

  private mutating func part(_ entry: NodeReader.Map.Entry) -> PartSyntax {
    let place = "part \(quoted(entry.key.value))"
    var part = PartSyntax(
      name: entry.key, range: TextRange(entry.key.range.start, entry.value.range.end))
    guard let map = reader.map(entry.value, place, keys: Self.partKeys) else {
      part.isWhole = false
      return part
    }
    part.isWhole = map.isWhole && map.isKnown && map.doubtful.isEmpty
    part.parameters = names("parameters", each: "parameter", in: map)
    part.exits = names("exits", each: "exit", in: map)
    part.start = reader.required("start", in: map).flatMap { reader.text($0, "'start'") }
    part.fields = entries("fields", of: "field", in: map)
    if let node = reader.required("states", in: map) {
      part.states = entries("states", of: "state", in: map)
      if part.states.isEmpty, case .mapping = node.content {
        reader.findings.report(ValueRules.Empty(what: "'states'"), at: node.range)
      }
    }
    check(part)
    return part
  }

  private mutating func names(
    _ key: String, each: String, in map: NodeReader.Map
  ) -> [Located<String>] {
    guard let node = map[key] else { return [] }
    return reader.names(
      node, quoted(key), each: each, limit: ScriptLimits.partNames, mayBeEmpty: true
    ).filter { reader.isName($0, of: each, reserved: ["repeat"]) }
  }

  private mutating func entries(
    _ key: String, of what: String, in map: NodeReader.Map
  ) -> [NodeReader.Map.Entry] {
    guard let node = map[key], let entries = reader.map(node, quoted(key))?.entries else {
      return []
    }
    for entry in entries where Self.name(in: entry.key.value) == nil {
      _ = reader.isName(entry.key, of: what, reserved: what == "state" ? ["repeat"] : [])
    }
    return entries
  }

  /// What is wrong with a part wherever it is used.
  private mutating func check(_ part: PartSyntax) {
    let states = part.states.map(\.key.value)
    if let start = part.start, !states.contains(start.value), !states.isEmpty {
      reader.findings.report(unknown: start, among: states, areOwn: true) {
        NameRules.UnknownState(name: start.value, suggestion: $0)
      }
    }
    for exit in part.exits where states.contains(exit.value) {
      reader.findings.report(
        PartRules.NameTwice(name: exit.value, roles: "an exit and a state"), at: exit.range)
    }
    for parameter in part.parameters where part.ownValues.contains(parameter.value) {
      reader.findings.report(
        PartRules.NameTwice(name: parameter.value, roles: "a parameter and a value of the part"),
        at: parameter.range)
    }
    guard part.isWhole else { return }
    var texts: Set<String> = []
    for entry in part.states + part.fields {
      texts.insert(entry.key.value)
      entry.value.collectTexts(&texts)
    }
    for parameter in part.parameters where !texts.contains("${\(parameter.value)}") {
      reader.findings.report(
        PartRules.UnusedParameter(part: part.name.value, name: parameter.value),
        at: parameter.range)
    }
    for exit in part.exits where !texts.contains(exit.value) {
      reader.findings.report(
        PartRules.UnusedExit(part: part.name.value, name: exit.value), at: exit.range)
    }
  }

  // MARK: Uses

  /// The states that a use of a part stands for, and the fields that come with them.
  ///
  /// - Parameter outer: the parts that this one is put into.
  mutating func expand(
    _ entry: NodeReader.Map.Entry, in outer: [String], into script: inout ScriptSyntax
  ) {
    guard var map = reader.map(entry.value, "state \(quoted(entry.key.value))") else { return }
    checkKeys(of: &map, .part)
    guard let name = map["part"].flatMap({ reader.text($0, "'part'") }),
      let part = findPart(name, in: outer)
    else { return leaveOut(entry, &script) }
    let use = PartUseSyntax(name: entry.key, part: name)
    script.partUses.append(use)
    let arguments = arguments(map, part, name)
    let exits = exits(map, part, use, script)
    guard part.parameters.allSatisfy({ arguments[$0.value] != nil }) else {
      return leaveOut(entry, &script)
    }
    var expansion = PartExpansion(
      part, use: entry.key.value, arguments: arguments, exits: exits)
    let states = expansion.expandedStates()
    expandedSize += states.reduce(1) { $0 + $1.value.size }
    for target in expansion.unknownTargets where part.isWhole {
      let known = part.states.map(\.key.value) + part.exits.map(\.value)
      reader.findings.report(
        unknown: target, among: known, areOwn: true,
        notes: [reader.findings.note("a part leads out by its exits alone")]
      ) { NameRules.UnknownState(name: target.value, suggestion: $0) }
    }
    for entry in expansion.expandedFields()
    where !script.fields.contains(where: { $0.name.value == entry.key.value }) {
      guard script.fields.count < ScriptLimits.fields else {
        reader.findings.report(
          ValueRules.TooMany(
            what: "'fields' with those of all parts", limit: ScriptLimits.fields),
          at: entry.key.range)
        script.hasAllFields = false
        break
      }
      if case .mapping(let details) = entry.value.content {
        ownForms[entry.key.value] = Self.ownForm(details)
      }
      script.fields.append(field(entry))
    }
    if let start = part.start?.value ?? part.states.first?.key.value {
      script.partStarts[entry.key.value] = expansion.name(start)
    }
    for state in states { self.state(state, in: outer + [name.value], into: &script) }
  }

  /// A use of which too little is known: its name still counts as a state's.
  private func leaveOut(_ entry: NodeReader.Map.Entry, _ script: inout ScriptSyntax) {
    script.states.append(StateSyntax(name: entry.key, kindRange: entry.key.range))
    script.hasAllFields = false
  }

  private mutating func findPart(_ name: Located<String>, in outer: [String]) -> PartSyntax? {
    guard let part = parts[name.value] ?? ShippedParts.part(name.value, at: name.range) else {
      if hasAllParts {
        reader.findings.report(
          unknown: name, among: partNames + ShippedParts.names, areOwn: true
        ) { PartRules.UnknownPart(name: name.value, suggestion: $0) }
      }
      return nil
    }
    usedParts.insert(name.value)
    if outer.contains(name.value) {
      reader.findings.report(PartRules.Recursion(parts: outer + [name.value]), at: name.range)
      return nil
    }
    return part
  }

  /// What is given for the part's parameters.
  private mutating func arguments(
    _ map: NodeReader.Map, _ part: PartSyntax, _ name: Located<String>
  ) -> [String: LocatedNode] {
    let known = part.parameters.map(\.value)
    var given = part.settings
    var meant: Set<String> = []
    var isWhole = part.isWhole && !map.doubtful.contains("with")
    if let node = map["with"] {
      let entries = reader.map(node, "'with'")
      isWhole = isWhole && entries?.isWhole ?? false
      for entry in entries?.entries ?? [] {
        if known.contains(entry.key.value) {
          given[entry.key.value] = entry.value
        } else if part.isWhole {
          let suggestion = reader.findings.report(unknown: entry.key, among: known) {
            PartRules.UnknownParameter(
              part: name.value, name: entry.key.value, suggestion: $0)
          }
          if let suggestion { meant.insert(suggestion) }
        }
      }
    }
    let missing = known.filter { given[$0] == nil && !meant.contains($0) }
    if !missing.isEmpty && isWhole {
      reader.findings.report(
        PartRules.MissingParameter(part: name.value, names: missing), at: name.range)
    }
    return given
  }

  /// Where the part's exits lead, by the use or by `defaults`.
  private mutating func exits(
    _ map: NodeReader.Map, _ part: PartSyntax, _ use: PartUseSyntax, _ script: ScriptSyntax
  ) -> [String: LocatedNode] {
    let outcomes = outcomes(map)
    let known = part.exits.map(\.value)
    var exits: [String: LocatedNode] = [:]
    var said: Set<String> = []
    for link in outcomes.links {
      guard known.contains(link.name.value) else {
        guard part.isWhole else { continue }
        let meant = reader.findings.report(unknown: link.name, among: known) {
          NameRules.UnknownOutcome(
            name: link.name.value, place: "part \(quoted(use.part.value))", suggestion: $0)
        }
        if let meant { said.insert(meant) }
        continue
      }
      said.insert(link.name.value)
      exits[link.name.value] = link.target.map(LocatedNode.init)
    }
    var missing: [String] = []
    for exit in known where !said.contains(exit) {
      if let link = script.defaultOutcomes.links.first(where: { $0.name.value == exit }) {
        exits[exit] = link.target.map(LocatedNode.init)
      } else {
        missing.append(exit)
      }
    }
    if !missing.isEmpty && outcomes.isWhole && script.defaultOutcomes.isWhole && part.isWhole {
      reader.findings.report(
        NameRules.MissingOutcome(state: use.name.value, outcomes: missing), at: use.part.range,
        notes: [reader.findings.note("name its state under 'outcomes', here or in 'defaults'")])
    }
    return exits
  }

  /// Parts that no state uses.
  mutating func checkUnusedParts(of script: ScriptSyntax) {
    // A malformed state may have been meant to use any of them.
    guard script.hasAllStates, script.states.allSatisfy({ $0.kind != nil }) else { return }
    for name in partNames where !usedParts.contains(name) {
      guard let part = parts[name] else { continue }
      reader.findings.report(PartRules.UnusedPart(name: name), at: part.name.range)
    }
  }
}

extension LocatedNode {
  /// A target that was read before.
  fileprivate init(_ target: Located<String>) {
    self.init(
      content: .scalar(Scalar(text: target.value, isPlain: false)), range: target.range, size: 1)
  }

  fileprivate func collectTexts(_ texts: inout Set<String>) {
    switch content {
    case .scalar(let scalar): texts.insert(scalar.text)
    case .sequence(let items): for item in items { item.collectTexts(&texts) }
    case .mapping(let pairs):
      for pair in pairs {
        pair.key.collectTexts(&texts)
        pair.value.collectTexts(&texts)
      }
    }
  }
}
