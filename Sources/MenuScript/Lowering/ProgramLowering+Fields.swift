import CallEngine

extension ProgramLowering {
  mutating func lower(_ field: FieldSyntax) -> LoweredField {
    let form = form(of: field)
    let lengths = form?.keyCounts ?? field.lengths ?? 1...1
    return LoweredField(
      variable: resolver.variable(field.name), prompts: lower(field.prompt),
      minDigits: lengths.lowerBound, maxDigits: lengths.upperBound,
      validation: field.validate.flatMap { resolver.validation($0) }, form: form,
      confirm: field.confirm.map { lower($0) }, cancel: field.cancel?.value,
      hasCancel: field.hasCancel, isSensitive: field.isSensitive, settings: lower(field.settings))
  }

  /// What an entry's keys mean; `nil` for digits as they are.
  private func form(of field: FieldSyntax) -> EntryForm? {
    let kind = entryKind(of: field)
    let form = EntryForm(
      kind, limits: field.limits, checks: field.checks.map(\.value), pattern: field.pattern?.value,
      oneOf: field.oneOf.map(\.value))
    return form.isPlain ? nil : form
  }

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
