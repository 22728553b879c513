import CallEngine

/// Turns a script's syntax into a program, looking up its names. Every name is looked up, even in
/// invalid states, so that all errors are reported at once.
struct ProgramLowering: Sendable {
  var resolver: NameResolver
  let script: ScriptSyntax
  let file: String
  /// The services that the script declares, those without an error.
  let declared: [String: DeclaredService]
  /// What is known of the values of all names.
  let known: KnownValues
  private(set) var defaults = DefaultSettings()
  private(set) var fields: [String: LoweredField] = [:]

  /// The program, or `nil` if the script has an error.
  static func lower(
    _ script: ScriptSyntax, source: SourceText, services: [ServiceSignature],
    declared: [DeclaredService] = [], validationRules: [ValidationRule], hours: [OpeningHours?],
    prompts: PromptIndex,
    findings: inout Findings
  ) -> MenuProgram? {
    let resolver = NameResolver(
      script, services: services, validationRules: validationRules, prompts: prompts,
      findings: findings)
    var lowering = ProgramLowering(
      resolver: resolver, script: script, file: source.file, declared: declared,
      known: KnownValues(script, services: services))
    let program = lowering.program(
      digest: ContentDigest.digest(of: source.text.utf8), hours: hours.compactMap(\.self),
      services: declared)
    findings = lowering.resolver.findings
    return findings.hasErrors ? nil : program
  }

  private init(
    resolver: NameResolver, script: ScriptSyntax, file: String, declared: [DeclaredService],
    known: KnownValues
  ) {
    self.resolver = resolver
    self.script = script
    self.file = file
    self.declared = Dictionary(
      declared.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.known = known
  }

  private mutating func program(
    digest: String, hours: [OpeningHours], services: [DeclaredService]
  ) -> MenuProgram? {
    CatalogCheck.run(script, prompts: resolver.prompts, findings: &resolver.findings)
    let start = script.start.flatMap { resolver.state($0) }
    lowerDefaults()
    for field in script.fields {
      let lowered = lower(field)
      fields[field.name.value] = fields[field.name.value] ?? lowered
    }
    var states: [MenuState] = []
    states.reserveCapacity(script.states.count)
    for state in script.states {
      if let state = lower(state) { states.append(state) }
    }
    checkLists()
    let results = script.results.compactMap { resolver.result($0) }
    guard let start, !resolver.findings.hasErrors, states.indices.contains(start.index),
      !resolver.languages.isEmpty
    else { return nil }
    return MenuProgram(
      title: script.title?.value ?? "", digest: digest, languages: resolver.languages,
      states: states, start: start,
      maxDuration: script.maxDuration?.value ?? BuiltIn.maxDuration,
      variableNames: resolver.variableNames, promptNames: resolver.prompts.names,
      hours: hours, results: results,
      dependsOnTime: resolver.usesMoment
        || fields.values.contains { $0.form?.dependsOnToday ?? false },
      services: services, counterNames: resolver.counterNames)
  }

  private mutating func lowerDefaults() {
    defaults.settings = lower(script.defaults)
    defaults.choices = script.defaultChoices.all.compactMap { lower($0) }
    let possible = possibleOutcomes
    for link in script.defaultOutcomes.links {
      let target = link.target.flatMap { resolver.state($0) }
      defaults.outcomes[link.name.value] = .some(target)
      if let possible, !possible.contains(link.name.value),
        let meant = reportUnknown(link, in: "no state of this script", among: possible.sorted())
      {
        defaults.outcomes[meant] = defaults.outcomes[meant] ?? .some(target)
      }
    }
  }

  /// The outcomes of all states; `nil` if a malformed state or an unknown service may have others.
  private var possibleOutcomes: Set<String>? {
    guard script.hasAllStates, script.states.allSatisfy({ $0.kind != nil }) else { return nil }
    var possible = Outcomes.builtIn
    if !script.messageIDs.isEmpty { possible.insert(ScriptMessage.sent) }
    for part in script.parts { possible.formUnion(part.exits.map(\.value)) }
    for use in script.partUses { possible.formUnion(ShippedParts.exits(of: use.part.value)) }
    for state in script.states {
      switch state.kind {
      case .service(let name, _):
        guard let service = resolver.services[name.value] else { return nil }
        possible.formUnion(service.outcomes)
      case .hours: possible.formUnion([OpeningHours.open, OpeningHours.closed])
      default: break
      }
    }
    return possible
  }

  /// - Returns: the outcome that was probably meant.
  @discardableResult
  mutating func reportUnknown(
    _ link: LinkSyntax, in place: String, among names: [String]
  ) -> String? {
    resolver.findings.report(unknown: link.name, among: names) {
      NameRules.UnknownOutcome(name: link.name.value, place: place, suggestion: $0)
    }
  }
}

/// The settings of every state that has none of its own.
struct DefaultSettings: Sendable {
  var settings = LoweredSettings()
  var choices: [Menu.Choice] = []
  /// Where outcomes lead; `nil` where the target is unknown, which has been reported.
  var outcomes: [String: StateID?] = [:]
}

/// Settings with their prompts resolved.
struct LoweredSettings: Sendable {
  var syntax = SettingsSyntax()
  var noinput: PromptSequence?
  var nomatch: PromptSequence?
}

/// A field with its names resolved, for the states that collect it.
struct LoweredField: Sendable {
  let variable: VariableID?
  let prompts: PromptSequence
  let minDigits: Int
  let maxDigits: Int
  let validation: ValidationRule?
  let form: EntryForm?
  let check: LoweredCheck?
  let confirm: PromptSequence?
  let cancel: Digit?
  let hasCancel: Bool
  let isSensitive: Bool
  let settings: LoweredSettings
}
