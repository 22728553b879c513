import CallEngine

extension ProgramLowering {
  mutating func lower(_ field: FieldSyntax) -> LoweredField {
    let form = form(of: field)
    let check = field.check.flatMap { lower($0, of: field) }
    let lengths = form?.keyCounts ?? field.lengths ?? 1...1
    return LoweredField(
      variable: resolver.variable(field.name), prompts: lower(field.prompt),
      minDigits: lengths.lowerBound, maxDigits: lengths.upperBound,
      validation: field.validate.flatMap { resolver.validation($0) }, form: form, check: check,
      confirm: field.confirm.map { lower($0) }, cancel: field.cancel?.value,
      hasCancel: field.hasCancel, isSensitive: field.isSensitive, settings: lower(field.settings))
  }

  /// What an entry's keys mean; `nil` for digits as they are.
  private func form(of field: FieldSyntax) -> EntryForm? {
    let kind = entryKind(of: field)
    let form = EntryForm(
      kind, limits: field.limits, checks: field.checks.map(\.value), pattern: field.pattern?.value,
      oneOf: field.oneOf.map(\.value), star: field.star?.value)
    return form.isPlain ? nil : form
  }

  // MARK: Services

  private mutating func lower(
    _ check: EntryCheckSyntax, of field: FieldSyntax
  ) -> LoweredCheck? {
    let name = field.name.value
    let written = check.input?.all.compactMap { argument in
      argument.value.flatMap { resolver.value($0) }
        .map { ServiceCall.Argument(argument.name.value, $0) }
    }
    guard let signature = resolver.service(check.service) else { return nil }
    let place = quoted(signature.name)
    for outcome in check.accepted where !signature.outcomes.contains(outcome.value) {
      reportUnknown(LinkSyntax(name: outcome, target: nil), in: place, among: signature.outcomes)
    }
    let accepted =
      check.accepted.isEmpty ? Array(signature.outcomes.prefix(1)) : check.accepted.map(\.value)
    let refused = signature.outcomes.filter { !accepted.contains($0) }
    if refused.isEmpty {
      resolver.findings.report(
        FieldRules.NothingRefused(service: signature.name), at: check.service.range)
    }
    guard let variable = resolver.variable(field.name),
      let input = written ?? soleInput(of: signature, variable, at: check.service.range)
    else { return nil }
    if let syntax = check.input {
      self.check(syntax, of: signature, at: check.service.range)
      let hasEntry = syntax.all.contains { $0.value?.value == .name(name) }
      if !hasEntry && syntax.isWhole {
        resolver.findings.report(
          FieldRules.EntryNotPassed(service: signature.name, field: name), at: check.service.range)
      }
    }
    let outputs = signature.outputs.compactMap { output in
      resolver.variable(Located(output.name, check.service.range)).map {
        ServiceCall.Output(output.name, $0)
      }
    }
    let declared = declared[signature.name]
    let timeout =
      check.fetchTimeout?.value ?? declared?.fetchTimeout
      ?? defaults.settings.syntax.fetchTimeout?.value
    return LoweredCheck(
      service: signature.name, declaration: declared, input: input, outputs: outputs,
      accepted: accepted, refused: refused, fetchTimeout: timeout ?? BuiltIn.fetchTimeout)
  }

  /// The entry as the only input that the service needs, or has.
  private mutating func soleInput(
    of signature: ServiceSignature, _ entry: VariableID, at range: TextRange
  ) -> [ServiceCall.Argument]? {
    let required = signature.inputs.filter(\.isRequired)
    let possible = required.isEmpty ? signature.inputs : required
    guard possible.count == 1, let input = possible.first else {
      resolver.findings.report(
        FieldRules.WhichInput(service: signature.name, inputs: signature.inputs.map(\.name)),
        at: range)
      return nil
    }
    return [ServiceCall.Argument(input.name, .variable(entry))]
  }

  // MARK: What is keyed in

  private func entryKind(of field: FieldSyntax) -> EntryForm.Kind {
    switch field.kind {
    case .digits: return .digits
    case .date(let layout, let calendar, let from, let to):
      return .date(DateEntry(layout, calendar: calendar, from: from?.value, to: to?.value))
    case .time(let from, let to):
      let whole = TimeEntry.Span()
      return .time(
        TimeEntry(TimeEntry.Span(from: from?.value ?? whole.from, to: to?.value ?? whole.to)))
    case .amount(let currency, let min, let max):
      let all = AmountEntry(in: currency).limits
      let (least, most) = (min?.value ?? all.lowerBound, max?.value ?? all.upperBound)
      return .amount(AmountEntry(in: currency, limits: least <= most ? least...most : all))
    case .letters(let keying, _, _):
      return .letters(LetterEntry(keying, lengths: field.lengths ?? 1...LetterEntry.mostLetters))
    }
  }
}

/// A service that judges a field's entries, with its names resolved.
struct LoweredCheck: Sendable {
  let service: String
  let declaration: DeclaredService?
  let input: [ServiceCall.Argument]
  let outputs: [ServiceCall.Output]
  let accepted: [String]
  let refused: [String]
  let fetchTimeout: Duration

  /// - Parameter failed: where a state that collects the field leads if the service fails.
  func check(failed: StateID) -> EntryCheck {
    EntryCheck(
      service: service, declaration: declaration, input: input, outputs: outputs,
      accepted: accepted, refused: refused, failed: failed, fetchTimeout: fetchTimeout)
  }
}
