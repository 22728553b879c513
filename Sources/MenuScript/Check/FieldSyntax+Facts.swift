import CallEngine
import Speech

extension AmountEntry {
  /// - Parameter currency: an ISO 4217 code; `nil` for Rial.
  init(in currency: String?, limits: ClosedRange<Int>? = nil) {
    // No currency in use has more.
    let decimals = currency.map { min(ISOCurrency.minorDigits(of: $0), 3) } ?? 0
    self.init(currency: currency, decimals: decimals, limits: limits)
  }
}

/// What is known of a field's value before any call.
extension FieldSyntax {
  /// The key that says what is keyed in.
  var kindName: String {
    switch kind {
    case .digits: "digits"
    case .date: "date"
    case .time: "time"
    case .amount: "amount"
    case .letters: "letters"
    }
  }

  var asksForLetters: Bool { if case .letters = kind { true } else { false } }

  /// How many digits or letters an entry has, as far as counts and limits say; `nil` if they
  /// contradict each other, which is reported.
  var askedLengths: ClosedRange<Int>? {
    switch kind {
    case .digits(let digits):
      if let count = digits.digits { return count.value }
      let least = digits.minDigits?.value ?? 1
      let most =
        digits.maxDigits?.value ?? digits.max.map { max(least, "\($0.value)".utf8.count) }
        ?? ScriptLimits.digits
      return least <= most ? least...most : nil
    case .letters(_, let min, let max):
      let (least, most) = (min?.value ?? 1, max?.value ?? LetterEntry.mostLetters)
      return least <= most ? least...most : nil
    case .date(let layout, _, _, _): return layout.keyCount...layout.keyCount
    case .time: return TimeEntry.keyCount...TimeEntry.keyCount
    case .amount: return nil
    }
  }

  /// The place of the count that says how long an entry is at most.
  var lengthRange: TextRange? {
    guard case .digits(let digits) = kind else { return kindRange }
    return digits.digits?.range ?? digits.maxDigits?.range ?? digits.max?.range
      ?? pattern?.range ?? oneOf.first?.range
  }

  /// How long an entry is that the pattern and the list accept.
  var lengths: ClosedRange<Int>? {
    guard let asked = askedLengths else { return nil }
    let possible = asked.filter { length in
      (pattern?.value.lengths.contains(length) ?? true)
        && (oneOf.isEmpty || oneOf.contains { $0.value.utf8.count == length })
    }
    guard let least = possible.first, let most = possible.last else { return asked }
    return least...most
  }

  /// Between which numbers it is; `nil` if that isn't said, or makes no sense, which is reported.
  var limits: ClosedRange<Int>? {
    guard case .digits(let digits) = kind, digits.min != nil || digits.max != nil else {
      return nil
    }
    let (least, most) = (digits.min?.value ?? 0, digits.max?.value ?? ScriptLimits.largestNumber)
    return least <= most ? least...most : nil
  }

  /// Why the field never takes an entry of its list; `nil` if it does.
  func objection(to entry: String) -> String? {
    if let asked = askedLengths, !asked.contains(entry.utf8.count) {
      return "it has \(entry.utf8.count) \(asksForLetters ? "letters" : "digits")"
    }
    if let pattern, !pattern.value.matches(entry) { return "it doesn't match the pattern" }
    let unchecked = checks.first { check in
      !asksForLetters
        && !EntryForm(.digits, checks: [check.value], star: star?.value).isAllowed(entry)
    }
    if let check = unchecked {
      return "its \(check.value.rawValue) check fails"
    }
    if let limits, !EntryForm(.digits, limits: limits).isAllowed(entry) {
      return "it is not between 'min' and 'max'"
    }
    return nil
  }

  /// The kind of its value.
  var valueKind: ValueKind {
    switch kind {
    case .digits: star != nil ? .word : limits == nil ? .digits : .number
    case .date: .date
    case .time: .time
    case .amount(let currency, _, _): currency.map { .amount(currency: $0) } ?? .number
    case .letters: .word
    }
  }
}

/// Which values a name can have, where that is known: what a branch by value must cover.
enum ValueDomain: Hashable, Sendable {
  /// One of these, in the script's order.
  case words([String])
  case numbers(ClosedRange<Int>)
}

extension FieldSyntax {
  /// Which values callers can give it; `nil` if they are countless, or not known.
  var domain: ValueDomain? {
    guard isWhole else { return nil }
    if !oneOf.isEmpty { return .words(oneOf.map(\.value)) }
    guard case .digits = kind, validate == nil, pattern == nil, checks.isEmpty, star == nil,
      let longest = askedLengths?.upperBound, longest <= 18
    else { return nil }
    let most = (0..<longest).reduce(1) { most, _ in most * 10 } - 1
    guard let limits else { return .numbers(0...most) }
    return limits.lowerBound <= most
      ? .numbers(limits.lowerBound...min(limits.upperBound, most)) : nil
  }
}
