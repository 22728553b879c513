import CallEngine

/// Turns the services that a script declares into signatures, with what answers them.
struct ServiceLowering {
  let script: ScriptSyntax
  let file: String
  let builtIn: Set<String>
  let files: ScriptFiles
  var findings: Findings
  /// The tables that were read.
  var tables: [SourceText] = []
  /// What is wrong with them.
  var tableFindings: [Diagnostic] = []

  /// What the script declares.
  struct Lowered: Sendable {
    /// Those without an error, in the order of the script.
    var services: [DeclaredService] = []
    var tables: [SourceText] = []
    var diagnostics: [Diagnostic] = []
  }

  static func lower(
    _ script: ScriptSyntax, file: String, builtIn: [ServiceSignature], files: ScriptFiles,
    findings: inout Findings
  ) -> Lowered {
    if script.services.isEmpty { return Lowered() }
    var lowering = ServiceLowering(
      script: script, file: file, builtIn: Set(builtIn.map(\.name)), files: files,
      findings: findings)
    let services = script.services.compactMap { lowering.lower($0) }
    findings = lowering.findings
    return Lowered(
      services: services, tables: lowering.tables, diagnostics: lowering.tableFindings)
  }

  private mutating func lower(_ service: ServiceSyntax) -> DeclaredService? {
    let errors = findings.errorCount + tableFindings.count
    checkNames(service)
    // What is wrong with a part that couldn't be read, or with a name, was reported; more would only
    // follow from that.
    guard service.isWhole, findings.errorCount + tableFindings.count == errors else { return nil }
    let declared: DeclaredService?
    switch service.source {
    case nil: declared = nil
    case .web(let method, let url): declared = hook(service, method, url)
    case .table(let file, let key): declared = key.flatMap { table(service, file, key: $0) }
    }
    let isSound = findings.errorCount + tableFindings.count == errors
    return isSound ? declared : nil
  }

  private mutating func checkNames(_ service: ServiceSyntax) {
    let name = service.name
    if builtIn.contains(name.value) || StubTarget.reservedNames.contains(name.value) {
      findings.report(
        ServiceRules.TakenService(name: name.value, isBuiltIn: builtIn.contains(name.value)),
        at: name.range)
    }
    for output in service.outputs { checkOutputName(output.name) }
  }

  mutating func checkOutputName(_ name: Located<String>) {
    let isTaken =
      name.value.hasPrefix("call.") || script.fields.contains { $0.name.value == name.value }
    if isTaken { findings.report(ServiceRules.TakenOutput(name: name.value), at: name.range) }
  }

  // MARK: Web hooks

  private mutating func hook(
    _ service: ServiceSyntax, _ method: WebHook.Method, _ url: Located<InputTemplate>
  ) -> DeclaredService {
    checkPlaces(service, method, url)
    let conditions = service.outcomes.compactMap { outcome -> WebHook.Condition? in
      guard case .answer(let statuses, let values) = outcome.condition else { return nil }
      return WebHook.Condition(outcome.name.value, statuses: statuses, values: values)
    }
    checkOverlaps(conditions, service)
    let examples = ServiceExamples(service, conditions)
    examples.check(&findings)
    let hook = WebHook(
      method: method, url: url.value, body: service.body?.value, headers: service.headers,
      secret: service.secret, conditions: conditions,
      places: service.outputs.compactMap { $0.place.flatMap { JSONPointer($0.value) } })
    let inputs = service.inputs.map { input in
      ServiceSignature.Input(
        input.name.value, input.kind, isRequired: !input.isOptional,
        isInAddress: url.value.inputs.contains(input.name.value))
    }
    let signature = ServiceSignature(
      service.name.value, summary: "declared in the script", inputs: inputs,
      outputs: examples.outputs, outcomes: conditions.map(\.outcome), examples: examples.values)
    return DeclaredService(signature, from: .web(hook), fetchTimeout: service.fetchTimeout?.value)
  }

  /// Places for inputs that don't exist, and inputs without a place.
  private mutating func checkPlaces(
    _ service: ServiceSyntax, _ method: WebHook.Method, _ url: Located<InputTemplate>
  ) {
    let names = service.inputs.map(\.name.value)
    let places =
      url.value.inputs.map { ($0, url.range) }
      + (service.body.map { body in body.value.inputs.map { ($0, body.range.firstPlace) } } ?? [])
    for (name, range) in places where !names.contains(name) {
      let suggestion = findings.suggestion(for: name, among: names)
      findings.report(
        ServiceRules.UnknownInput(
          service: service.name.value, name: name, suggestion: suggestion),
        at: range)
    }
    for input in service.inputs where input.isOptional && url.value.isInPath(input.name.value) {
      findings.report(ServiceRules.OptionalInPath(name: input.name.value), at: input.name.range)
    }
    // Without a body of its own, a 'post' sends all inputs.
    guard method == .get || service.body != nil else { return }
    let used = Set(places.map(\.0))
    for input in service.inputs where !used.contains(input.name.value) {
      findings.report(ServiceRules.UnusedInput(name: input.name.value), at: input.name.range)
    }
  }

  private mutating func checkOverlaps(_ conditions: [WebHook.Condition], _ service: ServiceSyntax) {
    for (place, one) in conditions.enumerated() {
      for other in conditions[..<place] where !one.excludes(other) {
        let outcome = service.outcomes.first { $0.name.value == one.outcome }
        findings.report(
          ServiceRules.Overlap(outcomes: [other.outcome, one.outcome]),
          at: (outcome?.range ?? service.name.range).firstPlace)
      }
    }
  }
}

extension InputTemplate {
  /// Whether an input stands before the query of an address.
  fileprivate func isInPath(_ name: String) -> Bool {
    let path = pieces.prefix { piece in
      if case .text(let text) = piece { !text.contains("?") } else { true }
    }
    return path.contains(.input(name))
  }
}
