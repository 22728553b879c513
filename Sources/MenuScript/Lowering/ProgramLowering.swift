import CallEngine

/// Turns a script's syntax into a program, names looked up on the way. Every name is looked up, in
/// bad states too, so that all errors come out at once.
struct ProgramLowering: Sendable {
  var resolver: NameResolver
  let script: ScriptSyntax
  let file: String
  private(set) var defaults = DefaultSettings()
  private(set) var fields: [String: LoweredField] = [:]

  /// The program, or `nil` if anything is wrong with the script.
  static func lower(
    _ script: ScriptSyntax, source: SourceText, services: [ServiceSignature],
    prompts: PromptIndex, findings: inout Findings
  ) -> MenuProgram? {
    let resolver = NameResolver(
      script, services: services, prompts: prompts, findings: findings)
    var lowering = ProgramLowering(resolver: resolver, script: script, file: source.file)
    let program = lowering.program(digest: ScriptDigest.digest(of: source.text))
    findings = lowering.resolver.findings
    return findings.hasErrors ? nil : program
  }

  private init(resolver: NameResolver, script: ScriptSyntax, file: String) {
    self.resolver = resolver
    self.script = script
    self.file = file
  }

  private mutating func program(digest: String) -> MenuProgram? {
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
    guard let start, !resolver.findings.hasErrors, states.indices.contains(start.index),
      !resolver.languages.isEmpty
    else { return nil }
    return MenuProgram(
      title: script.title?.value ?? "", digest: digest, languages: resolver.languages,
      states: states, start: start,
      maxDuration: script.maxDuration?.value ?? BuiltIn.maxDuration,
      variableNames: resolver.variableNames, promptNames: resolver.prompts.names)
  }

  private mutating func lowerDefaults() {
    defaults.settings = lower(script.defaults)
    defaults.choices = script.defaultChoices.compactMap { lower($0) }
    var possible = Outcomes.builtIn
    for state in script.states {
      guard case .service(let name, _) = state.kind else { continue }
      guard let service = resolver.services[name.value] else {
        // An unknown service may have any outcome.
        possible = []
        break
      }
      possible.formUnion(service.outcomes)
    }
    for link in script.defaultOutcomes {
      if !possible.isEmpty, !possible.contains(link.name.value) {
        reportUnknown(link, in: "no state of this script", among: possible.sorted())
      }
      if let target = resolver.state(link.target) {
        defaults.outcomes[link.name.value] = .some(target)
      } else {
        defaults.outcomes[link.name.value] = .some(nil)
      }
    }
  }

  mutating func reportUnknown(_ link: LinkSyntax, in place: String, among names: [String]) {
    let name = link.name.value
    let suggestion = resolver.findings.suggestion(for: name, among: names)
    resolver.findings.report(
      NameRules.UnknownOutcome(name: name, place: place, suggestion: suggestion),
      at: link.name.range, fixIts: suggestion.map { [(link.name.range, $0)] } ?? [])
  }
}

/// What holds in every state that doesn't say otherwise.
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

/// A field with everything in it resolved, ready for the states that collect it.
struct LoweredField: Sendable {
  let variable: VariableID?
  let prompts: PromptSequence
  let minDigits: Int
  let maxDigits: Int
  let validation: ValidationRule?
  let confirm: PromptSequence?
  let cancel: Digit?
  let isSensitive: Bool
  let settings: LoweredSettings
}

extension Outcomes {
  static let transfer = TransferOutcome.allCases.map(\.rawValue)
  static let builtIn = Set(
    transfer + [gaveUp, collected, cancelled, ServiceSignature.failed])
}
