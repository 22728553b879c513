import CallEngine

extension ScriptParser {
  /// `cases` and `else` of a map.
  ///
  /// - Parameter read: reads what a case chooses; gets what it is, for messages.
  mutating func cases<Choice>(
    _ map: NodeReader.Map, _ read: (inout ScriptParser, LocatedNode, String) -> Choice?
  ) -> CasesSyntax<Choice> {
    var cases = CasesSyntax<Choice>()
    cases.isWhole = !map.doubtful.contains("cases") && !map.doubtful.contains("else")
    if let entry = map.entry("else") {
      cases.otherwise = read(&self, entry.value, "'else'")
      cases.otherwiseRange = entry.key.range
    }
    guard let node = reader.required("cases", in: map), let inner = reader.map(node, "'cases'")
    else {
      cases.isWhole = false
      return cases
    }
    if inner.entries.isEmpty && inner.isWhole {
      reader.findings.report(ValueRules.Empty(what: "'cases'"), at: node.range)
    }
    let limit = ScriptLimits.cases
    if inner.entries.count > limit {
      reader.findings.report(
        ValueRules.TooMany(what: "'cases'", limit: limit), at: inner.entries[limit].key.range)
    }
    cases.all = inner.entries.prefix(limit).compactMap { entry in
      let tests = caseTests(entry)
      let choice = read(&self, entry.value, "what follows the case \(quoted(entry.key.value))")
      guard let tests, let choice else { return nil }
      return CaseSyntax(key: entry.key, tests: tests, choice: choice)
    }
    cases.isWhole = cases.isWhole && inner.isWhole && cases.all.count == inner.entries.count
    return cases
  }

  private mutating func caseTests(_ entry: NodeReader.Map.Entry) -> [ValueTest]? {
    let node = LocatedNode(
      content: .scalar(.init(text: entry.key.value, isPlain: entry.keyIsPlain)),
      range: entry.key.range, size: 1)
    guard let key = reader.text(node, "a case"), checkPlainText(key) else { return nil }
    do throws(CaseKey.Malformed) {
      return try CaseKey.tests(of: key.value)
    } catch {
      reader.findings.report(
        BranchRules.MalformedCase(key: key.value, fault: error.fault), at: key.range,
        fixIts: error.suggestion.map { [(key.range, "\"\($0)\"")] } ?? [])
      return nil
    }
  }

  /// `"${name}"`, which no text can replace.
  mutating func valueName(_ node: LocatedNode, _ what: String) -> Located<String>? {
    guard let value = value(node, what) else { return nil }
    guard case .name(let name) = value.value else {
      if case .literal(let text) = value.value {
        reader.findings.report(
          BranchRules.NotAName(what: what, text: text), at: value.range.firstPlace,
          fixIts: [(value.range, "\"${\(text)}\"")])
      }
      return nil
    }
    return Located(name, value.range)
  }
}
