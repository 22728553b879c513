import CallEngine

/// What a transfer says of whom it rings and what is heard meanwhile.
struct TransferSyntax: Sendable {
  let targets: [Located<ValueSyntax>]
  var ring: Located<Transfer.Ring>?
  var music: [PromptSyntax]?
  var every: Duration?
  /// What is said to the waiting caller now and then.
  var announcement: [PromptSyntax] = []
  var whisper: [PromptSyntax]?

  var prompts: [PromptSyntax] { (music ?? []) + announcement + (whisper ?? []) }

  var uses: [ValueUse] { targets.flatMap { $0.uses(.dialled) } + prompts.uses }
}

extension ScriptParser {
  mutating func transfer(_ node: LocatedNode, _ map: NodeReader.Map) -> TransferSyntax? {
    let targets = transferTargets(node)
    var ring: Located<Transfer.Ring>?
    if let node = map["ring"] {
      let word: Transfer.Ring? = reader.word(node, "'ring'")
      ring = word.map { Located($0, node.range) }
    }
    let music = map["music"].flatMap { self.music($0) }
    let whisper = map["whisper"].flatMap { prompts($0, "'whisper'") }
    var transfer = targets.map {
      TransferSyntax(targets: $0, ring: ring, music: music, whisper: whisper)
    }
    if let node = map["announce"],
      let map = reader.map(node, "'announce'", keys: ["every", "say"])
    {
      let every = reader.required("every", in: map).flatMap {
        reader.duration($0, "'every'", upTo: ScriptLimits.wait)
      }
      let said = reader.required("say", in: map).flatMap { prompts($0, "'say'") }
      transfer?.every = every?.value
      transfer?.announcement = said ?? []
    }
    return transfer
  }

  /// A prompt's id alone, or a list.
  private mutating func music(_ node: LocatedNode) -> [PromptSyntax]? {
    if let scalar = node.scalar, !scalar.isNull { return prompt(node).map { [$0] } }
    return prompts(node, "'music'")
  }

  private mutating func transferTargets(_ node: LocatedNode) -> [Located<ValueSyntax>]? {
    guard case .sequence(let items) = node.content else {
      return transferTarget(node).map { [$0] }
    }
    if items.isEmpty {
      reader.findings.report(ValueRules.Empty(what: "'transfer'"), at: node.range)
      return nil
    }
    if items.count > ScriptLimits.targets {
      reader.findings.report(
        ValueRules.TooMany(what: "'transfer'", limit: ScriptLimits.targets),
        at: items[ScriptLimits.targets].range)
      return nil
    }
    let targets = items.compactMap { transferTarget($0) }
    return targets.count == items.count ? targets : nil
  }

  private mutating func transferTarget(_ node: LocatedNode) -> Located<ValueSyntax>? {
    guard let value = value(node, "'transfer'") else { return nil }
    guard case .literal(let text) = value.value else { return value }
    guard let target = DialTarget.normalized(text) else {
      reader.findings.report(ValueRules.BadNumber(text: text), at: value.range)
      return nil
    }
    return Located(.literal(target), value.range)
  }
}
