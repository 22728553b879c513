import CallEngine

/// Looks up every name in a script and reports those that don't exist.
struct NameResolver: Sendable {
  var findings: Findings
  let script: ScriptSyntax
  let languages: [Language]
  let services: [String: ServiceSignature]
  let serviceNames: [String]
  private let validationRules: [ValidationRule]
  let fields: [String: Int]
  private let states: [String: StateID]
  private let stateNames: [String]
  private let fieldNames: [String]
  private var variables: [String: VariableID] = [:]
  private(set) var variableNames: [String] = []
  /// Outputs of services that are known but never called in the script, and the services that give
  /// them.
  private var outputsElsewhere: [String: String] = [:]
  /// Whether some state is malformed or calls an unknown service: it may then be the one that gives
  /// an unknown value.
  private var mayLackOutputs = false
  /// Whether the script uses the moment of the call.
  private(set) var usesMoment = false
  private var counters: [String: CounterID] = [:]
  private(set) var counterNames: [String] = []
  /// The item of the `each` whose prompts are being looked up.
  var item: Item?
  var prompts: PromptTable
  private var wrongPrompts: Set<String> = []

  init(
    _ script: ScriptSyntax, services: [ServiceSignature], validationRules: [ValidationRule],
    prompts: PromptIndex, findings: Findings
  ) {
    self.script = script
    self.findings = findings
    languages = script.languages.map { Language($0.value) }
    self.services = Dictionary(services.map { ($0.name, $0) }) { first, _ in first }
    serviceNames = services.map(\.name)
    self.validationRules = validationRules
    fields = Dictionary(
      script.fields.enumerated().map { ($1.name.value, $0) },
      uniquingKeysWith: { first, _ in first })
    var states = Dictionary(
      script.states.enumerated().map { ($1.name.value, StateID(index: $0)) },
      uniquingKeysWith: { first, _ in first })
    // The start of a part may be a part itself.
    for use in script.partUses {
      var start = use.name.value
      while let next = script.partStarts[start] { start = next }
      states[use.name.value] = states[start]
    }
    self.states = states
    stateNames = script.states.map(\.name.value) + script.partUses.map(\.name.value)
    fieldNames = script.fields.map(\.name.value)
    self.prompts = PromptTable(prompts, catalogs: script.catalogs.map(\.value))
    collectVariables()
  }

  private mutating func collectVariables() {
    for name in VariableID.builtInNames { add(name) }
    for field in script.fields {
      if variables[field.name.value] == nil { add(field.name.value) }
    }
    for record in script.recordings where variables[record.name.value] == nil {
      add(record.name.value)
    }
    let called = script.calledServices
    mayLackOutputs =
      !script.hasAllStates || script.states.contains { $0.kind == nil }
      || called.contains { services[$0] == nil }
    for name in serviceNames {
      for output in services[name]?.outputs ?? [] {
        if called.contains(name) {
          add(output.name)
        } else {
          outputsElsewhere[output.name] = outputsElsewhere[output.name] ?? name
        }
      }
    }
  }

  private mutating func add(_ name: String) {
    guard variables[name] == nil else { return }
    variables[name] = VariableID(index: variableNames.count)
    variableNames.append(name)
  }

  // MARK: Look-ups

  mutating func state(_ name: Located<String>) -> StateID? {
    if let id = states[name.value] { return id }
    // If some states couldn't be read, which is reported elsewhere, it may be one of them.
    if !script.hasAllStates || states.isEmpty { return nil }
    findings.report(unknown: name, among: stateNames, areOwn: true) {
      NameRules.UnknownState(name: name.value, suggestion: $0)
    }
    return nil
  }

  mutating func field(_ name: Located<String>) -> FieldSyntax? {
    if let index = fields[name.value] { return script.fields[index] }
    guard script.hasAllFields else { return nil }
    findings.report(unknown: name, among: fieldNames, areOwn: true) {
      NameRules.UnknownField(name: name.value, suggestion: $0)
    }
    return nil
  }

  mutating func service(_ name: Located<String>) -> ServiceSignature? {
    if let service = services[name.value] { return service }
    // What is wrong with the script's own services has been reported.
    if !script.hasAllServices || script.services.contains(where: { $0.name.value == name.value }) {
      return nil
    }
    findings.report(unknown: name, among: serviceNames) {
      NameRules.UnknownService(name: name.value, suggestion: $0)
    }
    return nil
  }

  /// A value that is kept of each call.
  mutating func result(_ name: Located<String>) -> VariableID? {
    let lists = services.values.flatMap(\.outputs).filter { output in
      if case .list? = output.kind { true } else { false }
    }.map(\.name)
    if lists.contains(name.value) {
      findings.report(ResultRules.ListAsResult(name: name.value), at: name.range)
      return nil
    }
    if let variable = variables[name.value] { return variable }
    if mayLack(name.value) { return nil }
    // Not in braces: the suggestion is written as it is.
    findings.report(unknown: name, among: variableNames) {
      NameRules.UnknownValue(name: name.value, suggestion: $0)
    }
    return nil
  }

  /// Whether hours of that name exist; reported if not.
  mutating func isHours(_ name: Located<String>) -> Bool {
    let names = script.hours.map(\.name.value)
    if names.contains(name.value) { return true }
    if script.hasAllHours {
      findings.report(unknown: name, among: names, areOwn: true) {
        HoursRules.UnknownHours(name: name.value, suggestion: $0)
      }
    }
    return false
  }

  mutating func value(_ value: Located<ValueSyntax>) -> ValueSource? {
    switch value.value {
    case .literal(let text): .literal(text)
    case .name(let name):
      if let item, item.each.isOfItem(name) {
        itemValue(Located(name, value.range), of: item)
      } else {
        variable(Located(name, value.range)).map { .variable($0) }
      }
    }
  }

  /// An item of a list, and what is known of its values.
  struct Item: Sendable {
    let each: ListPromptSyntax
    /// Empty if nothing is known.
    let fields: [ListField]
  }

  private mutating func itemValue(_ name: Located<String>, of item: Item) -> ValueSource? {
    let own = String(name.value.dropFirst(item.each.item.value.count + 1))
    let known = item.fields.map(\.name)
    if known.isEmpty || known.contains(own) { return .item(own) }
    let written = known.map { $0.isEmpty ? item.each.item.value : "\(item.each.item.value).\($0)" }
    findings.report(
      unknown: name, among: written, replacement: { "\"${\($0)}\"" },
      as: {
        BranchRules.UnknownItemValue(list: item.each.list.value, name: own, suggestion: $0)
      })
    return nil
  }

  /// The counter of a name; states that name the same one share it.
  mutating func counter(_ name: String) -> CounterID {
    if let counter = counters[name] { return counter }
    let counter = CounterID(index: counterNames.count)
    counters[name] = counter
    counterNames.append(name)
    return counter
  }

  mutating func variable(_ name: Located<String>) -> VariableID? {
    if let variable = variables[name.value] {
      if variable == .answered { usesMoment = true }
      return variable
    }
    if mayLack(name.value) { return nil }
    if let service = outputsElsewhere[name.value] {
      findings.report(
        NameRules.UnknownValue(name: name.value, suggestion: nil), at: name.range,
        notes: [findings.note("\(quoted(service)) gives it, but no state calls that service")])
      return nil
    }
    findings.report(
      unknown: name, among: variableNames, replacement: { "\"${\($0)}\"" },
      as: { NameRules.UnknownValue(name: name.value, suggestion: $0) })
    return nil
  }

  /// Whether something that couldn't be read may set the name.
  private func mayLack(_ name: String) -> Bool {
    name.contains(".") ? mayLackOutputs : !script.hasAllFields
  }

  mutating func validation(_ name: Located<String>) -> ValidationRule? {
    if let rule = validationRules.first(where: { $0.name == name.value }) { return rule }
    findings.report(unknown: name, among: validationRules.map(\.name)) {
      NameRules.UnknownValidation(name: name.value, suggestion: $0)
    }
    return nil
  }

  /// The place of a declared language.
  mutating func language(_ tag: Located<String>) -> Int? {
    if let index = languages.firstIndex(of: Language(tag.value)) { return index }
    guard script.hasAllLanguages else { return nil }
    findings.report(unknown: tag, among: languages.map(\.tag)) {
      NameRules.UndeclaredLanguage(tag: tag.value, suggestion: $0)
    }
    return nil
  }

  /// A prompt of the catalogs. An unknown id is reported only at its first use.
  ///
  /// - Parameter isBare: whether the id is a list item by itself, where it may have been meant as a
  ///   text.
  mutating func prompt(_ id: Located<String>, isBare: Bool = false) -> PromptID? {
    if let prompt = prompts.known(id.value) { return prompt }
    guard wrongPrompts.insert(id.value).inserted else { return nil }
    let catalogs = script.catalogs.map(\.value)
    let places = prompts.index.places(of: id.value).filter { catalogs.contains($0.catalog) }
    let unread = languages.filter { language in
      catalogs.contains { !prompts.index.has(catalog: $0, in: language) }
    }
    if places.isEmpty {
      // A missing catalog has been reported; the id may be in it.
      guard unread.isEmpty, script.hasAllCatalogs else { return nil }
      let unknown = { NameRules.UnknownPrompt(id: id.value, catalogs: catalogs, suggestion: $0) }
      if let text = OwnText(id.value, in: languages.map(\.tag)), isBare {
        findings.report(
          unknown(nil), at: id.range,
          notes: [findings.note("a text of the script's own is written \(text.notation)")],
          fixIts: text.replacement.map { [(id.range, "{ text: \($0) }")] } ?? [])
      } else {
        findings.report(unknown: id, among: prompts.ids, areOwn: true, as: unknown)
      }
      return nil
    }
    let missing = languages.filter { language in
      !unread.contains(language) && !places.contains { $0.language == language }
    }
    if !missing.isEmpty {
      findings.report(
        NameRules.MissingPromptText(id: id.value, languages: missing.map(\.tag)), at: id.range,
        notes: places.prefix(1).map { .init("it is here in '\($0.language)'", at: $0.range) })
    }
    return prompts.insert(id.value)
  }
}
