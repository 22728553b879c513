import CallEngine

extension ScriptParser {
  /// `{ each: "${list}", as: item, max: 3, say: […], empty: […] }`
  mutating func listPrompt(_ map: NodeReader.Map, _ node: LocatedNode) -> PromptSyntax.Kind? {
    checkOptions(map, allowed: ["each", "as", "max", "say", "empty"], with: "'each'")
    let list = valueName(node, "'each'")
    let item = reader.required("as", in: map).flatMap { reader.text($0, "'as'") }
    if let item { _ = reader.isName(item, of: "list's item") }
    let most = map["max"].flatMap { reader.integer($0, "'max'", in: 1...ScriptLimits.items) }
    let said = reader.required("say", in: map).flatMap { prompts($0, "'say'") }
    let empty = map["empty"].flatMap { prompts($0, "'empty'", mayBeEmpty: true) }
    for inner in (said ?? []).flattened {
      if case .each = inner.kind {
        reader.findings.report(BranchRules.EachInEach(), at: inner.range.firstPlace)
      }
    }
    guard let list, let item, let said else { return nil }
    return .each(
      ListPromptSyntax(
        list: list, item: item, most: most?.value ?? ScriptLimits.items, said: said,
        empty: empty ?? []))
  }

  /// `{ prompt_by: "${name}", cases: { … }, else: … }`
  mutating func promptChoice(_ map: NodeReader.Map, _ node: LocatedNode) -> PromptSyntax.Kind? {
    checkOptions(map, allowed: ["prompt_by", "cases", "else"], with: "'prompt_by'")
    let name = valueName(node, "'prompt_by'")
    let cases = cases(map) { parser, node, what in parser.promptOrPrompts(node, what) }
    return name.map { .choice(by: $0, cases) }
  }

  /// One prompt, or a list of them.
  private mutating func promptOrPrompts(_ node: LocatedNode, _ what: String) -> [PromptSyntax]? {
    if case .sequence = node.content { return prompts(node, what, mayBeEmpty: true) }
    return prompt(node).map { [$0] }
  }
}
