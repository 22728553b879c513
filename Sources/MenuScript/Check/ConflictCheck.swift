import CallEngine

/// Finds parts whose names are correct but that contradict each other. Works on the syntax alone.
struct ConflictCheck {
  let script: ScriptSyntax
  let rules: [ValidationRule]
  var findings: Findings

  static func run(
    _ script: ScriptSyntax, rules: [ValidationRule], findings: inout Findings
  ) {
    var check = ConflictCheck(script: script, rules: rules, findings: findings)
    check.checkFields()
    check.checkChoices()
    check.checkTerminators()
    check.checkLanguages()
    findings = check.findings
  }

  private mutating func checkFields() {
    let names = Set(script.fields.map(\.name.value))
    var collected: Set<String> = []
    // A malformed state, or one that names no existing field, may have been meant for any of them.
    var isSure = script.hasAllStates && script.hasAllFields
    for state in script.states {
      if case .collect(let field, _) = state.kind {
        collected.insert(field.value)
        isSure = isSure && names.contains(field.value)
      } else if state.kind == nil {
        isSure = false
      }
    }
    for field in script.fields {
      if isSure, !collected.contains(field.name.value), !field.prompt.isEmpty {
        findings.report(ConflictRules.UnusedField(name: field.name.value), at: field.name.range)
      }
      checkContent(of: field)
      checkCancel(field)
    }
  }

  /// Terminators that are digits matter only where digits are collected.
  private mutating func checkTerminators() {
    let fields = Dictionary(
      script.fields.map { ($0.name.value, $0) }, uniquingKeysWith: { first, _ in first })
    for settings in script.fields.map(\.settings) + [script.defaults] { checkEnd(settings) }
    for state in script.states {
      guard case .collect(let name, _) = state.kind, let end = state.settings.terminator else {
        continue
      }
      checkEnd(state.settings)
      guard let field = fields[name.value] else { continue }
      if let cancel = field.cancel, end.value == .key(cancel.value) {
        findings.report(
          ConflictRules.CancelIsTerminator(key: String(cancel.value.character)), at: end.range)
      }
      checkStar(end.value == .key(Digit.star), of: field, role: "ends it", at: end.range)
    }
  }

  private mutating func checkEnd(_ settings: SettingsSyntax) {
    guard let end = settings.terminator, case .key(let key) = end.value, key.isNumber else {
      return
    }
    report(Located(key, end.range), role: "ends it")
  }

  mutating func report(_ key: Located<Digit>, role: String) {
    findings.report(
      ConflictRules.DigitAsCommand(key: String(key.value.character), role: role), at: key.range)
  }

  /// The same keys twice, written differently (`"1"` and `"۱"`): as YAML keys they differ.
  private mutating func checkChoices() {
    for choices in script.states.map(\.choices.all) + [script.defaultChoices.all] {
      var places: [KeySequence: TextRange] = [:]
      for choice in choices {
        guard let first = places.updateValue(choice.keys.range, forKey: choice.keys.value) else {
          continue
        }
        findings.report(
          ConflictRules.SameKeys(keys: choice.keys.value.description), at: choice.keys.range,
          notes: [findings.note("they are already used here", at: first)])
      }
    }
  }

  /// Language states that lead only to each other: nothing in such a loop waits or speaks.
  private mutating func checkLanguages() {
    var next: [String: String] = [:]
    var places: [String: TextRange] = [:]
    for state in script.states {
      guard case .language(let target, let then) = state.kind else { continue }
      next[state.name.value] = then.value
      places[state.name.value] = then.range
      if target.value == .next { checkNext(target.range) }
    }
    var settled: Set<String> = []
    for state in script.states where next[state.name.value] != nil {
      var path: [String] = []
      var place: [String: Int] = [:]
      var name = state.name.value
      while let follower = next[name], !settled.contains(name), place[name] == nil {
        place[name] = path.count
        path.append(name)
        name = follower
      }
      settled.formUnion(path)
      if let start = place[name], let range = places[name] {
        findings.report(
          ConflictRules.LanguageCircle(states: Array(path[start...]) + [name]), at: range)
      }
    }
  }

  private mutating func checkNext(_ range: TextRange) {
    if script.languages.count == 1, script.hasAllLanguages {
      findings.report(ConflictRules.OneLanguage(), at: range)
    }
  }
}

extension Digit {
  /// Whether it is one of the keys 0 to 9.
  var isNumber: Bool { rawValue <= Digit.nine.rawValue }
}
