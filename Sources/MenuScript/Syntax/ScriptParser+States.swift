import CallEngine

extension ScriptParser {
  mutating func states(_ node: LocatedNode, into script: inout ScriptSyntax) {
    guard let map = reader.map(node, "'states'") else {
      script.hasAllStates = false
      return
    }
    script.hasAllStates = script.hasAllStates && map.isWhole
    if map.entries.isEmpty && map.isWhole {
      reader.findings.report(ValueRules.Empty(what: "'states'"), at: node.range)
    }
    let limit = ScriptLimits.states
    if map.entries.count > limit {
      reader.findings.report(
        ValueRules.TooMany(what: "'states'", limit: limit), at: map.entries[limit].key.range)
      script.hasAllStates = false
    }
    for entry in map.entries.prefix(limit) {
      _ = reader.isName(entry.key, of: "state", reserved: ["repeat"])
      state(entry, in: [], into: &script)
    }
  }

  /// A state, or the states of the part that it stands for.
  ///
  /// - Parameter outer: the parts that it is in.
  mutating func state(
    _ entry: NodeReader.Map.Entry, in outer: [String], into script: inout ScriptSyntax
  ) {
    guard script.states.count < ScriptLimits.states, expandedSize < ReadingLimits.standard.nodes
    else {
      reader.findings.report(
        ValueRules.TooMany(what: "'states' with all parts put in", limit: ScriptLimits.states),
        at: entry.key.range)
      script.hasAllStates = false
      return
    }
    if entry.value.isPartUse {
      expand(entry, in: outer, into: &script)
    } else {
      script.states.append(state(entry))
    }
  }

  private mutating func state(_ entry: NodeReader.Map.Entry) -> StateSyntax {
    let name = entry.key
    var state = StateSyntax(name: name, kindRange: name.range)
    let place = "state \(quoted(name.value))"
    guard var map = reader.map(entry.value, place) else { return state }
    let kinds = map.entries.compactMap { entry in
      StateKind(rawValue: entry.key.value).map { (kind: $0, range: entry.key.range) }
    }
    guard let (kind, range) = kinds.first else {
      reportNoKind(&map, name)
      return state
    }
    guard kinds.count == 1 else {
      reader.findings.report(
        ShapeRules.SeveralKinds(state: name.value, kinds: kinds.map(\.kind.rawValue)),
        at: kinds[1].range)
      return state
    }
    state.kindRange = range
    checkKeys(of: &map, kind)
    state.settings = settings(map)
    state.choices = choices(map)
    state.outcomes = outcomes(map)
    state.kind = self.kind(kind, map)
    return state
  }

  /// Unknown keys are the fault; a missing kind is reported only without them.
  private mutating func reportNoKind(_ map: inout NodeReader.Map, _ name: Located<String>) {
    let strange = map.entries.filter { StateKind.goingWith($0.key.value).isEmpty }
    let known = map.entries.map { StateKind.goingWith($0.key.value) }.filter { !$0.isEmpty }
    let possible = StateKind.allCases.filter { kind in known.allSatisfy { $0.contains(kind) } }
    let keys = StateKind.keys(of: possible.isEmpty ? StateKind.allCases : possible)
    for entry in strange { reader.reportUnknown(entry, in: &map, keys: keys) }
    if strange.isEmpty && map.isWhole {
      reader.findings.report(ShapeRules.NoKind(state: name.value), at: name.range)
    }
  }

  mutating func checkKeys(of map: inout NodeReader.Map, _ kind: StateKind) {
    for entry in map.entries where entry.key.value != kind.rawValue {
      let kinds = StateKind.goingWith(entry.key.value)
      if kinds.contains(kind) { continue }
      let leadsOn = ["then"] == ForeignWords.meanings(of: entry.key.value).prefix(1)
      let advice = leadsOn || entry.key.value == "then" ? kind.wayOn : nil
      if kinds.isEmpty {
        let keys = StateKind.keys(of: [kind]).filter { $0 != kind.rawValue }
        reader.reportUnknown(entry, in: &map, keys: keys, advice: advice)
      } else {
        reader.findings.report(
          ShapeRules.MisplacedKey(key: entry.key.value, kind: kind, goesWith: kinds),
          at: entry.key.range, notes: advice.map { [reader.findings.note($0)] } ?? [])
      }
    }
  }

  private mutating func kind(_ kind: StateKind, _ map: NodeReader.Map) -> StateSyntax.Kind? {
    guard let node = map[kind.rawValue] else { return nil }
    switch kind {
    case .say:
      let prompts = prompts(node, "'say'")
      let times = map["times"].map { reader.integer($0, "'times'", in: 1...ScriptLimits.times) }
      let then = target("then", in: map)
      guard let prompts, let then else { return nil }
      return .say(prompts, times: times??.value ?? 1, then: then)
    case .menu:
      let prompts = prompts(node, "'menu'")
      let again = map["again"].flatMap { self.prompts($0, "'again'") }
      return prompts.map { .menu($0, again: again) }
    case .collect:
      let field = reader.text(node, "'collect'")
      let known = map["known"].flatMap { value($0, "'known'") }
      return field.map { .collect($0, known: known) }
    case .service:
      let service = reader.text(node, "'service'")
      let input = input(map)
      return service.map { .service($0, input: input) }
    case .hours: return reader.text(node, "'hours'").map { .hours($0) }
    case .switch:
      let name = valueName(node, "'switch'")
      let cases = cases(map) { parser, node, what in parser.reader.text(node, what) }
      return name.map { .switch($0, cases) }
    case .count:
      let counter = reader.text(node, "'count'")
      if let counter { checkCounter(counter) }
      let limit = reader.required("up_to", in: map).flatMap {
        reader.integer($0, "'up_to'", in: 1...ScriptLimits.visits)
      }
      guard let counter, let limit else { return nil }
      return .count(counter, upTo: limit)
    case .record: return record(node, map).map { .record($0) }
    case .transfer: return transfer(node, map).map { .transfer($0) }
    case .sms:
      let id = reader.text(node, "'sms'").flatMap { reader.isName($0, of: "message") ? $0 : nil }
      let to = reader.required("to", in: map).flatMap { value($0, "'to'") }
      guard let id, let to else { return nil }
      return .sms(id, to: to, values: [])
    case .language:
      let language = languageTarget(node)
      let then = target("then", in: map)
      guard let language, let then else { return nil }
      return .language(language, then: then)
    case .hangUp: return prompts(node, "'hang_up'", mayBeEmpty: true).map { .hangUp($0) }
    // A state of another kind, too, which has been reported.
    case .part: return nil
    }
  }

  /// In a part, the use's name stands before the counter's own.
  private mutating func checkCounter(_ counter: Located<String>) {
    let own = counter.value.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    _ = reader.isName(Located(String(own), counter.range), of: "counter")
  }

  private mutating func target(_ key: String, in map: NodeReader.Map) -> Located<String>? {
    reader.required(key, in: map).flatMap { reader.text($0, "'\(key)'") }
  }

  mutating func input(_ map: NodeReader.Map) -> InputsSyntax {
    var inputs = InputsSyntax(isWhole: !map.doubtful.contains("input"))
    guard let node = map["input"] else { return inputs }
    guard let map = reader.map(node, "'input'") else {
      inputs.isWhole = false
      return inputs
    }
    inputs.isWhole = inputs.isWhole && map.isWhole
    inputs.all = map.entries.map { entry in
      InputSyntax(
        name: entry.key, value: value(entry.value, "the input \(quoted(entry.key.value))"))
    }
    return inputs
  }

  private mutating func languageTarget(_ node: LocatedNode) -> Located<LanguageSyntax>? {
    guard let value = value(node, "'language'") else { return nil }
    switch value.value {
    case .name(let name): return Located(.value(name), value.range)
    case .literal("next"): return Located(.next, value.range)
    case .literal(let tag):
      return reader.languageTag(Located(tag, value.range)).map { Located(.tag(tag), $0.range) }
    }
  }
}

extension LocatedNode {
  /// Whether it is a state that stands for a part.
  fileprivate var isPartUse: Bool {
    guard case .mapping(let pairs) = content else { return false }
    let kinds = pairs.compactMap { $0.key.scalar.flatMap { StateKind(rawValue: $0.text) } }
    return kinds == [.part]
  }
}
