import CallEngine
import Speech

extension ScenarioReading {
  mutating func steps(_ node: LocatedNode) -> [Scenario.Step] {
    (values.reader.filledList(node, "'steps'") ?? []).compactMap { step in
      kind(of: step).map { Scenario.Step(kind: $0, range: step.range.in(findings.file)) }
    }
  }

  private mutating func kind(of node: LocatedNode) -> Scenario.Step.Kind? {
    if let scalar = node.scalar {
      if scalar.text == "hang_up" { return .hangUp }
      report(ScenarioRules.MalformedStep(found: []), at: node.range)
      return nil
    }
    let kinds = ScenarioRules.MalformedStep.kinds
    guard let map = values.reader.map(node, "a step", keys: kinds) else { return nil }
    guard map.entries.count == 1, let entry = map.entries.first else {
      // An unknown key has been reported; that the step is empty follows from it.
      if map.entries.count > 1 || map.isKnown {
        report(
          ScenarioRules.MalformedStep(found: map.entries.map(\.key.value)),
          at: map.range.firstPlace)
      }
      return nil
    }
    let value = entry.value
    switch entry.key.value {
    case "hear": return heard(value, entry.key.value).map { .hear($0) }
    case "hear_next": return heard(value, entry.key.value).map { .hearNext($0) }
    case "press": return keys(value).map { .press($0) }
    case "wait":
      return values.reader.duration(value, "'wait'", upTo: .hours(8784)).map {
        .wait($0.value)
      }
    case "speak":
      return values.reader.duration(value, "'speak'", upTo: ScriptLimits.wait).map {
        .speak($0.value)
      }
    case "expect": return expectation(value).map { .expect($0) }
    case "given": return .given(given(value))
    case "reply_sms": return reply(value)
    default:
      guard value.scalar?.isNull ?? false else {
        let isOnOneLine = map.range.start.line == map.range.end.line
        report(
          ScenarioRules.MalformedStep(found: [], isHangUp: true), at: map.range.firstPlace,
          fixIt: isOnOneLine ? "hang_up" : nil)
        return nil
      }
      return .hangUp
    }
  }

  private mutating func keys(_ node: LocatedNode) -> [Digit]? {
    guard let text = values.reader.text(node, "'press'") else { return nil }
    let digits = text.value.compactMap { Digit($0) }
    guard digits.count == text.value.count, digits.count <= 100 else {
      report(ValueRules.BadKeys(what: "'press'", text: text.value, limit: 100), at: text.range)
      return nil
    }
    return digits
  }

  // MARK: Hearing

  private mutating func heard(_ node: LocatedNode, _ step: String) -> Scenario.Heard? {
    if node.scalar != nil {
      return values.reader.text(node, quoted(step)).flatMap { heard($0) }
    }
    let keys = ScriptParser.promptKeys.filter { !["pause", "recording"].contains($0) }
    guard let map = values.reader.map(node, quoted(step), keys: keys) else { return nil }
    if let text = map["text"] {
      values.checkOptions(map, allowed: ["text"], with: "'text'")
      return values.reader.text(text, "'text'").map { .text($0.value) }
    }
    if let prompt = map["prompt"] {
      values.checkOptions(map, allowed: ["prompt"], with: "'prompt'")
      guard let id = values.reader.text(prompt, "'prompt'"), isPrompt(id) else { return nil }
      return .prompt(id.value)
    }
    if map["value"] == nil && !map.isKnown { return nil }
    guard let value = values.reader.required("value", in: map),
      case .value(let source, let form) = values.spokenValue(map, value)
    else { return nil }
    guard case .literal(let text) = source.value else {
      report(ValueRules.NameInsideText(text: value.scalar?.text ?? ""), at: source.range)
      return nil
    }
    let languages = program?.languages ?? Verbalizer.languages
    guard
      languages.contains(where: { (try? Verbalizer.utterances(of: text, as: form, in: $0)) != nil })
    else {
      report(ConflictRules.Unreadable(text: text, form: form.kind.name), at: source.range)
      return nil
    }
    return .value(text, form)
  }

  /// A single word that can be a prompt's id must be one, since a misspelt id would become a text that
  /// is never heard.
  private mutating func heard(_ text: Located<String>) -> Scenario.Heard? {
    if let prompts, !prompts.places(of: text.value).isEmpty { return .prompt(text.value) }
    if !NodeReader.isName(text.value) { return .text(text.value) }
    return isPrompt(text) ? .prompt(text.value) : nil
  }

  private mutating func isPrompt(_ id: Located<String>) -> Bool {
    // Without a script ids can't be checked; that it failed has been reported.
    guard let prompts else { return true }
    if !prompts.places(of: id.value).isEmpty { return true }
    let suggestion = suggestion(for: id.value, among: promptIDs)
    report(
      ScenarioRules.UnknownPrompt(id: id.value, suggestion: suggestion), at: id.range,
      notes: ["a text of one word is written { text: … }"], fixIt: suggestion)
    return false
  }

  // MARK: Expecting

  private mutating func expectation(_ node: LocatedNode) -> Scenario.Expectation? {
    let kinds = ScenarioRules.MalformedExpectation.kinds
    guard let map = values.reader.map(node, "'expect'", keys: kinds + ["to"]) else { return nil }
    let found = map.entries.filter { kinds.contains($0.key.value) }
    guard found.count == 1, let entry = found.first else {
      if found.isEmpty && !map.isKnown { return nil }
      report(
        ScenarioRules.MalformedExpectation(found: found.map(\.key.value)), at: map.range.firstPlace)
      return nil
    }
    let value = entry.value
    let key = entry.key.value
    if key != "sms" && key != "email" {
      values.checkOptions(map, allowed: kinds, with: quoted(key))
    }
    switch key {
    case "sms":
      let to = map["to"].flatMap { number($0, "'to'") }
      return content(value, key).map { .sms(contains: $0, to: to) }
    case "email":
      let to = map["to"].flatMap { values.reader.text($0, "'to'") }
      return content(value, key).map { .email(contains: $0, to: to?.value) }
    case "no_sms": return isTrue(value, key) ? .noSMS : nil
    case "no_email": return isTrue(value, key) ? .noEmail : nil
    case "transfer": return target(value, "'transfer'").map { .transfer($0) }
    case "state": return state(value).map { .state($0) }
    case "language": return language(value).map { .language($0) }
    default:
      let cause: Scenario.HungUp? = values.reader.word(value, "'hung_up'")
      return cause.map { .hungUp($0) }
    }
  }

  /// What a message must contain: a text, or a map with `contains`.
  private mutating func content(_ node: LocatedNode, _ key: String) -> String? {
    guard case .mapping = node.content else {
      return values.reader.text(node, quoted(key))?.value
    }
    guard let map = values.reader.map(node, quoted(key), keys: ["contains"]) else { return nil }
    return values.reader.required("contains", in: map)
      .flatMap { values.reader.text($0, "'contains'") }?.value
  }

  private mutating func isTrue(_ node: LocatedNode, _ key: String) -> Bool {
    guard let value = values.reader.boolean(node, quoted(key)) else { return false }
    if !value.value {
      report(
        ValueRules.UnknownWord(
          what: quoted(key), word: "false", choices: ["true"], suggestion: nil),
        at: value.range)
    }
    return value.value
  }

  private mutating func state(_ node: LocatedNode) -> String? {
    guard let name = values.reader.text(node, "'state'") else { return nil }
    guard program != nil, !states.contains(name.value) else { return name.value }
    let suggestion = suggestion(
      for: name.value, among: stateNames + states.subtracting(stateNames).sorted())
    report(
      NameRules.UnknownState(name: name.value, suggestion: suggestion), at: name.range,
      fixIt: suggestion)
    return nil
  }

  private mutating func reply(_ node: LocatedNode) -> Scenario.Step.Kind? {
    if node.scalar != nil {
      return values.reader.text(node, "'reply_sms'").map { .replySMS(from: nil, text: $0.value) }
    }
    let keys = ["from", "text"]
    guard let map = values.reader.map(node, "'reply_sms'", keys: keys) else { return nil }
    let from = map["from"].map { number($0, "'from'") }
    let text = values.reader.required("text", in: map).flatMap {
      values.reader.text($0, "'text'")
    }
    guard let text, from.map({ $0 != nil }) ?? true else { return nil }
    return .replySMS(from: from ?? nil, text: text.value)
  }
}
