import CallEngine

extension ScriptParser {
  /// A list of prompts.
  mutating func prompts(
    _ node: LocatedNode, _ what: String, mayBeEmpty: Bool = false
  ) -> [PromptSyntax]? {
    guard case .sequence(let items) = node.content else {
      reportNoList(node, what)
      return nil
    }
    if items.isEmpty && !mayBeEmpty {
      reader.findings.report(ValueRules.Empty(what: what), at: node.range)
      return nil
    }
    return items.compactMap { prompt($0) }
  }

  private mutating func reportNoList(_ node: LocatedNode, _ what: String) {
    if let scalar = node.scalar, scalar.isNull {
      return reader.findings.report(ValueRules.Empty(what: what), at: node.range)
    }
    if let text = node.scalar.flatMap({ OwnText($0.text, in: languages) }) {
      return reader.findings.report(
        ShapeRules.NotAList(what: what, notation: text.notation), at: node.range.firstPlace,
        fixIts: text.replacement.map { [(node.range, "[{ text: \($0) }]")] } ?? [])
    }
    let isOnOneLine = node.range.start.line == node.range.end.line
    reader.findings.report(
      ShapeRules.NotAList(what: what), at: node.range.firstPlace,
      fixIts: isOnOneLine
        ? [(TextRange(at: node.range.start), "["), (TextRange(at: node.range.end), "]")] : [])
  }

  static let promptKinds = [
    "prompt", "value", "recording", "pause", "text", "each", "prompt_by",
  ]
  static let promptKeys =
    promptKinds + [
      "language", "as", "group", "group_pause", "rate", "unit", "currency", "calendar", "max",
      "say", "empty", "cases", "else",
    ]

  mutating func prompt(_ node: LocatedNode) -> PromptSyntax? {
    switch node.content {
    case .scalar:
      guard let id = reader.text(node, "a prompt"), checkPlainText(id) else { return nil }
      return PromptSyntax(kind: .clip(id, language: nil), range: node.range)
    case .sequence:
      reader.reportWrongType(node, "a prompt", expected: "an id or a map")
      return nil
    case .mapping:
      guard let map = reader.map(node, "a prompt", keys: Self.promptKeys) else { return nil }
      return kind(map).map { PromptSyntax(kind: $0, range: node.range) }
    }
  }

  private mutating func kind(_ map: NodeReader.Map) -> PromptSyntax.Kind? {
    let kinds = Self.promptKinds.compactMap { map.entry($0) }
    guard kinds.count == 1, let kind = kinds.first else {
      // An unknown key, which has been reported, was meant to be the kind.
      if kinds.isEmpty && !(map.isWhole && map.isKnown) { return nil }
      reader.findings.report(
        ValueRules.MalformedPrompt(found: kinds.map(\.key.value)),
        at: kinds.dropFirst().first?.key.range ?? map.range.firstPlace)
      return nil
    }
    let node = kind.value
    switch kind.key.value {
    case "prompt":
      checkOptions(map, allowed: ["prompt", "language"], with: "'prompt'")
      let id = reader.text(node, "'prompt'").flatMap { checkPlainText($0) ? $0 : nil }
      let language = map["language"].map { promptLanguage($0) }
      guard let id, language.map({ $0 != nil }) ?? true else { return nil }
      return .clip(id, language: language ?? nil)
    case "value": return spokenValue(map, node)
    case "recording":
      checkOptions(map, allowed: ["recording"], with: "'recording'")
      return value(node, "'recording'").map { .value($0, SpokenForm(.recording)) }
    case "pause":
      checkOptions(map, allowed: ["pause"], with: "'pause'")
      return (reader.duration(node, "'pause'", upTo: ScriptLimits.wait)?.value).map { .pause($0) }
    case "each": return listPrompt(map, node)
    case "prompt_by": return promptChoice(map, node)
    default:
      checkOptions(map, allowed: ["text"], with: "'text'")
      return texts(node).map { .text($0) }
    }
  }

  private mutating func promptLanguage(_ node: LocatedNode) -> Located<LanguageSyntax>? {
    guard let text = reader.text(node, "'language'") else { return nil }
    if text.value == "next" { return Located(.next, text.range) }
    return reader.languageTag(text).map { Located(.tag($0.value), $0.range) }
  }

  private mutating func texts(_ node: LocatedNode) -> [PromptSyntax.LinkedText]? {
    if let scalar = node.scalar, !scalar.isNull {
      let own = OwnText(anyOf: scalar.text, in: languages)
      reader.findings.report(
        ShapeRules.WrongType(
          what: "'text'", expected: "a map", found: "a text", advice: "write \(own.notation)"),
        at: node.range.firstPlace,
        notes: scalar.text.contains("${")
          ? [reader.findings.note("a value is a prompt of its own: { value: \"${…}\", as: … }")]
          : [],
        fixIts: own.replacement.map { [(node.range, $0)] } ?? [])
      return nil
    }
    guard let map = reader.map(node, "'text'") else { return nil }
    if map.entries.isEmpty {
      reader.findings.report(ValueRules.Empty(what: "'text'"), at: node.range)
      return nil
    }
    let texts: [PromptSyntax.LinkedText] = map.entries.compactMap { entry in
      guard reader.languageTag(entry.key) != nil,
        let text = reader.text(entry.value, "the text in \(quoted(entry.key.value))"),
        checkPlainText(text)
      else { return nil }
      checkBraces(text)
      return PromptSyntax.LinkedText(language: entry.key, text: text.value)
    }
    return texts.count == map.entries.count ? texts : nil
  }

  /// Reports the name of a value in braces, as messages have it.
  private mutating func checkBraces(_ text: Located<String>) {
    guard let name = MessageTemplate(text.value)?.placeholders.first else { return }
    reader.findings.report(
      ValueRules.NameInBraces(name: name), at: text.range.firstPlace,
      notes: [
        reader.findings.note(
          "only messages name values in braces; what is spoken has a prompt of its own for a value: "
            + "{ value: \"${\(name)}\", as: … }")
      ])
  }

  // MARK: Values

  /// `"${name}"` or a text.
  mutating func value(_ node: LocatedNode, _ what: String) -> Located<ValueSyntax>? {
    guard let text = reader.text(node, what) else { return nil }
    if let name = Self.name(in: text.value) { return Located(.name(name), text.range) }
    return checkPlainText(text) ? Located(.literal(text.value), text.range) : nil
  }

  /// The name in a text that is exactly `${name}`.
  static func name(in text: String) -> String? {
    guard text.hasPrefix("${"), text.hasSuffix("}") else { return nil }
    let name = text.dropFirst(2).dropLast()
    return name.isEmpty || name.contains { "${}".contains($0) } ? nil : String(name)
  }

  /// Whether a text contains no `${…}`; reported if it does.
  @discardableResult
  mutating func checkPlainText(_ text: Located<String>) -> Bool {
    guard text.value.contains("${") else { return true }
    reader.findings.report(ValueRules.NameInsideText(text: text.value), at: text.range.firstPlace)
    return false
  }
}
