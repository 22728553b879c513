import CallEngine

/// What values choose, counts, and lists.
extension ProgramLowering {
  mutating func valueSwitch(
    _ name: Located<String>, _ cases: CasesSyntax<Located<String>>
  ) -> MenuState.Kind? {
    let variable = resolver.variable(name)
    if variable != nil {
      CaseCheck(name: name, cases: cases, domain: known.domains[name.value])
        .run(&resolver.findings)
    }
    var lowered: [ValueCases<StateID>.Case] = []
    for entry in cases.all {
      if let target = resolver.state(entry.choice) {
        lowered.append(.init(entry.key.value, entry.tests, target))
      }
    }
    let otherwise = cases.otherwise.flatMap { resolver.state($0) }
    guard let variable, !lowered.isEmpty else { return nil }
    return .switch(Switch(on: variable, ValueCases(lowered, otherwise: otherwise)))
  }

  mutating func count(
    _ state: StateSyntax, _ counter: Located<String>, upTo limit: Located<Int>
  ) -> MenuState.Kind? {
    if limit.value == 1 {
      resolver.findings.report(BranchRules.CountOfOne(), at: limit.range)
    }
    let exits = exits(of: state, [Outcomes.more, Outcomes.reached], "a count")
    guard let more = exits[Outcomes.more], let reached = exits[Outcomes.reached] else {
      return nil
    }
    return .count(
      VisitCount(
        resolver.counter(counter.value), upTo: limit.value, more: more, reached: reached))
  }

  mutating func lower(
    _ name: Located<String>, _ cases: CasesSyntax<[PromptSyntax]>
  ) -> Prompt? {
    let source = resolver.value(Located(.name(name.value), name.range))
    if let source {
      var domain: ValueSet?
      if case .variable = source { domain = known.domains[name.value] }
      CaseCheck(name: name, cases: cases, domain: domain).run(&resolver.findings)
    }
    var lowered: [ValueCases<PromptSequence>.Case] = []
    for entry in cases.all {
      lowered.append(.init(entry.key.value, entry.tests, lower(entry.choice)))
    }
    let otherwise = cases.otherwise.map { lower($0) }
    return source.map { .choice(PromptChoice(by: $0, ValueCases(lowered, otherwise: otherwise))) }
  }

  mutating func lower(_ each: ListPromptSyntax) -> Prompt? {
    let list = resolver.variable(each.list)
    if list != nil, known.isCertainlyNoList(each.list.value) {
      resolver.findings.report(
        BranchRules.NotAList(name: each.list.value), at: each.list.range)
    }
    if let hidden = resolver.variableNames.first(where: each.isOfItem) {
      resolver.findings.report(
        BranchRules.ItemNameTaken(name: each.item.value, other: hidden), at: each.item.range)
    }
    let names = each.said.flattened.flatMap { prompt -> [String] in
      switch prompt.kind {
      case .value(let value, _): if case .name(let name) = value.value { [name] } else { [] }
      case .choice(let name, _): [name.value]
      case .clip, .pause, .text, .each: []
      }
    }
    if !names.contains(where: each.isOfItem) {
      resolver.findings.report(
        BranchRules.ItemUnused(name: each.item.value), at: each.item.range)
    }
    let outer = resolver.item
    resolver.item = .init(each: each, fields: known.lists[each.list.value] ?? [])
    let said = lower(each.said)
    resolver.item = outer
    let empty = lower(each.empty)
    return list.map { .each(ListPrompt($0, most: each.most, item: said, empty: empty)) }
  }

  /// Lists that are used as if they were a single value.
  mutating func checkLists() {
    guard !known.lists.isEmpty else { return }
    for use in script.states.flatMap(script.uses) where known.lists[use.name] != nil {
      switch use.kind {
      // A list can't be read in any form, played or kept, which is reported elsewhere.
      case .listed, .spoken, .played, .kept: break
      case .input, .dialled, .known, .language, .chooses, .branches:
        resolver.findings.report(BranchRules.ListAsValue(name: use.name), at: use.range)
      }
    }
  }
}
