import CallEngine

/// What a web hook gives with each outcome: by its examples and, where it has none, by the kinds of
/// its outputs.
struct ServiceExamples {
  private let service: ServiceSyntax
  private let conditions: [WebHook.Condition]

  init(_ service: ServiceSyntax, _ conditions: [WebHook.Condition]) {
    self.service = service
    self.conditions = conditions
  }

  /// The outputs as the signature has them.
  var outputs: [ServiceSignature.Output] {
    service.outputs.map { output in
      let outcomes = outcomes(of: output)
      return ServiceSignature.Output(
        output.name.value, kind(of: output), isOptional: output.isOptional,
        outcomes: outcomes.count == conditions.count ? [] : outcomes,
        isConfidential: output.isConfidential, isSensitive: output.isSensitive)
    }
  }

  /// The example of each outcome, whole.
  var values: [String: [NamedValue]] {
    var values: [String: [NamedValue]] = [:]
    for condition in conditions {
      let told = example(of: condition.outcome)?.values ?? []
      values[condition.outcome] = service.outputs.compactMap { output in
        let name = output.name.value
        if let told = told.first(where: { $0.name.value == name }) {
          return NamedValue(name, told.value.value)
        }
        let isMissing = !output.isOptional && outcomes(of: output).contains(condition.outcome)
        return isMissing ? NamedValue(name, Self.invented(kind(of: output))) : nil
      }
    }
    return values
  }

  func check(_ findings: inout Findings) {
    let names = service.outputs.map(\.name.value)
    for example in service.examples {
      guard conditions.contains(where: { $0.outcome == example.outcome.value }) else {
        findings.report(unknown: example.outcome, among: conditions.map(\.outcome)) {
          NameRules.UnknownOutcome(
            name: example.outcome.value, place: "the service \(quoted(service.name.value))",
            suggestion: $0)
        }
        continue
      }
      for (name, value) in example.values {
        guard let output = service.outputs.first(where: { $0.name.value == name.value }) else {
          findings.report(unknown: name, among: names) {
            ServiceRules.UnknownOutput(
              service: service.name.value, name: name.value, suggestion: $0)
          }
          continue
        }
        let kind = kind(of: output)
        if let kind, !kind.accepts(value.value) {
          findings.report(
            ServiceRules.Unfit(what: quoted(name.value), kind: kind.noun),
            at: value.range.firstPlace)
        } else if kind == nil, case .list = value.value {
          findings.report(
            ServiceRules.Unfit(what: quoted(name.value), kind: "a text, as in another example"),
            at: value.range.firstPlace)
        }
      }
    }
    for output in service.outputs where outcomes(of: output).isEmpty && !conditions.isEmpty {
      findings.report(ServiceRules.NeverGiven(name: output.name.value), at: output.name.range)
    }
  }

  private func example(of outcome: String) -> ServiceSyntax.Example? {
    service.examples.first { $0.outcome.value == outcome }
  }

  /// The outcomes with which an output comes: those whose example has it and, of those without an
  /// example, the ones of a success.
  private func outcomes(of output: ServiceSyntax.Output) -> [String] {
    conditions.filter { condition in
      let isSuccess = condition.statuses.contains { $0.overlaps(200...299) }
      guard let example = example(of: condition.outcome) else { return isSuccess }
      return example.values.contains { $0.name.value == output.name.value }
        || output.isOptional && isSuccess
    }.map(\.outcome)
  }

  /// The kind that is declared. An output that is a list in each example is one.
  private func kind(of output: ServiceSyntax.Output) -> ValueKind? {
    let shown = service.examples.flatMap(\.values)
      .filter { $0.name.value == output.name.value }.map(\.value.value)
    let lists = shown.compactMap { if case .list(let items) = $0 { items } else { nil } }
    let isList = !lists.isEmpty && lists.count == shown.count
    switch output.kind {
    case .list([])?: return .list(Self.fields(of: lists))
    case let kind?: return kind
    case nil: return isList ? .list(Self.fields(of: lists)) : nil
    }
  }

  private static func fields(of lists: [[ListItem]]) -> [ListField] {
    var names: [String] = []
    for name in lists.joined().flatMap(\.values).map(\.name) where !names.contains(name) {
      names.append(name)
    }
    return names.map { ListField($0) }
  }

  /// A value for an output that no example shows.
  private static func invented(_ kind: ValueKind?) -> CallValue {
    switch kind {
    case .digits: "12345"
    case .telephone: "+12025550100"
    case .number: "1"
    case .amount: "12.50"
    case .date: "2026-01-02"
    case .time: "18:30"
    case .moment: "2026-01-02T18:30:00+00:00"
    case .recording: .text(Recording("example", length: .seconds(3), end: .silence).name)
    case .word, .text, nil: "example"
    case .list: .list([])
    }
  }
}
