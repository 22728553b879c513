import CallEngine

/// What a field asks for, compared with itself.
extension ConflictCheck {
  mutating func checkContent(of field: FieldSyntax) {
    switch field.kind {
    case .digits(let digits): checkLengths(digits)
    case .date(_, let calendar, let from, let to): checkDays(calendar, from, to)
    case .time: break
    case .amount(let currency, let min, let max):
      let amount = AmountEntry(in: currency)
      checkLimits(min, max) { amount.text($0) }
    case .letters(let keying, let min, let max):
      checkLimits(min, max) { "\($0)" }
      checkPause(field, keying)
    }
    // A malformed part, which has been reported, may have been meant as the missing one.
    guard field.isWhole else { return }
    checkNumbers(field)
    checkRule(field)
    checkPattern(field)
    checkChoices(field)
  }

  private mutating func checkLimits(
    _ min: Located<Int>?, _ max: Located<Int>?, _ text: (Int) -> String
  ) {
    guard let min, let max, min.value > max.value else { return }
    findings.report(
      FieldRules.LimitsReversed(lowest: text(min.value), highest: text(max.value)), at: min.range)
  }

  // MARK: Digits

  private mutating func checkLengths(_ digits: FieldSyntax.DigitsSyntax) {
    if digits.digits != nil {
      for (name, other) in [("min_digits", digits.minDigits), ("max_digits", digits.maxDigits)] {
        if let other {
          findings.report(ConflictRules.DigitsTwice(other: name), at: other.range)
        }
      }
    } else if let lowest = digits.minDigits, let highest = digits.maxDigits,
      lowest.value > highest.value
    {
      findings.report(
        ConflictRules.MinAboveMax(lowest: lowest.value, highest: highest.value), at: lowest.range)
    }
    checkLimits(digits.min, digits.max) { "\($0)" }
  }

  /// Numbers that are too long or too short for their limits.
  private mutating func checkNumbers(_ field: FieldSyntax) {
    guard case .digits(let digits) = field.kind, let min = digits.min,
      let longest = field.askedLengths?.upperBound, longest < "\(min.value)".utf8.count
    else { return }
    findings.report(
      FieldRules.LimitBeyondDigits(key: "min", limit: min.value, digits: longest), at: min.range)
  }

  /// A rule that accepts none of the field's lengths would reject every entry.
  private mutating func checkRule(_ field: FieldSyntax) {
    guard let name = field.validate, let asked = field.askedLengths,
      let accepted = rules.first(where: { $0.name == name.value })?.lengths,
      let place = field.lengthRange, !accepted.overlaps(asked)
    else { return }
    findings.report(
      ConflictRules.NoLengthInCommon(validation: name.value, accepted: accepted, asked: asked),
      at: place)
  }

  // MARK: Patterns and lists

  private mutating func checkPattern(_ field: FieldSyntax) {
    guard let pattern = field.pattern, let asked = field.askedLengths else { return }
    let lengths = pattern.value.lengths.filter { $0 > 0 }
    if lengths.contains(where: asked.contains) { return }
    findings.report(
      FieldRules.NothingMatches(isWord: field.asksForLetters, asked: asked, lengths: lengths),
      at: pattern.range)
  }

  private mutating func checkChoices(_ field: FieldSyntax) {
    for entry in field.oneOf {
      if let reason = field.objection(to: entry.value) {
        findings.report(
          FieldRules.ImpossibleChoice(text: entry.value, reason: reason), at: entry.range)
      }
    }
  }

  // MARK: Days

  private mutating func checkDays(
    _ calendar: SpokenForm.DateCalendar?, _ from: Located<DateEntry.Bound>?,
    _ to: Located<DateEntry.Bound>?
  ) {
    let speaksSolarHijri = script.languages.contains {
      Language($0.value).calendar == .solarHijri
    }
    var isKnown = true
    for bound in [from, to].compactMap({ $0 }) {
      guard case .day(let day) = bound.value,
        calendar == .solarHijri || calendar == nil && speaksSolarHijri,
        SolarHijriDate(day) == nil
      else { continue }
      isKnown = false
      findings.report(FieldRules.OutsideCalendar(text: day.description), at: bound.range)
    }
    guard isKnown, let from, let to, isAlways(from.value, after: to.value, calendar) else { return }
    findings.report(FieldRules.FirstAfterLast(), at: from.range)
  }

  /// Whether no day on which a call could be answered has the first day before the last one. A date
  /// and one that counts from today can't be compared: their turn may come, or is over.
  private func isAlways(
    _ from: DateEntry.Bound, after to: DateEntry.Bound, _ calendar: SpokenForm.DateCalendar?
  ) -> Bool {
    switch (from, to) {
    case (.day(let first), .day(let last)): return first > last
    case (.day, .today), (.today, .day): return false
    case (.today, .today):
      let calendars = calendar.map { [$0] } ?? SpokenForm.DateCalendar.allCases
      let leapYear = Moment.ofTests.wall.day.number..<Moment.ofTests.wall.day.number + 4 * 366
      return leapYear.allSatisfy { number in
        let today = CivilDay(number: number)
        return calendars.allSatisfy { from.day(today: today, $0) > to.day(today: today, $0) }
      }
    }
  }

  // MARK: Keys with a meaning

  mutating func checkCancel(_ field: FieldSyntax) {
    let terminator = field.settings.terminator ?? script.defaults.terminator
    if let terminator = field.settings.terminator ?? script.defaults.terminator {
      checkStar(
        terminator.value == .key(Digit.star), of: field, role: "ends it",
        at: terminator.range)
    }
    guard let cancel = field.cancel else { return }
    checkStar(cancel.value == Digit.star, of: field, role: "cancels it", at: cancel.range)
    let ending = terminator.map { SettingsSyntax.Terminator.key(cancel.value) == $0.value }
    if ending ?? (cancel.value == BuiltIn.terminator) {
      findings.report(
        ConflictRules.CancelIsTerminator(key: String(cancel.value.character)), at: cancel.range)
    } else if cancel.value.isNumber {
      report(cancel, role: "cancels it")
    }
  }

  /// A star that is an amount's decimal point, or stands for a letter, must not do something else.
  mutating func checkStar(
    _ isStar: Bool, of field: FieldSyntax, role: String, at range: TextRange
  ) {
    let isPoint =
      if case .amount(let currency, _, _) = field.kind {
        AmountEntry(in: currency).decimals > 0
      } else {
        false
      }
    guard isStar, isPoint || field.star != nil else { return }
    findings.report(
      FieldRules.StarIsCommand(letter: field.star?.value, role: role), at: range)
  }

  /// Every setting that a collect of multi-tap letters can have.
  private mutating func checkPause(_ field: FieldSyntax, _ keying: LetterEntry.Keying) {
    guard keying == .keypad else { return }
    var settings = [field.settings.interdigitTimeout ?? script.defaults.interdigitTimeout]
    for state in script.states {
      if case .collect(let name, _) = state.kind, name.value == field.name.value {
        settings.append(state.settings.interdigitTimeout)
      }
    }
    for case let timeout? in settings where timeout.value <= LetterEntry.pause {
      findings.report(FieldRules.NoTimeForPause(), at: timeout.range)
    }
  }
}
