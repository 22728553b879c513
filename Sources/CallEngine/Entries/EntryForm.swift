/// What the keys of an entry mean, and which entries are accepted. A collect without one takes
/// digits, as they are.
public final class EntryForm: Sendable {
  public enum Kind: Hashable, Sendable {
    case digits
    case date(DateEntry)
    case time(TimeEntry)
    case amount(AmountEntry)
    case letters(LetterEntry)
  }

  public let kind: Kind
  /// Between which numbers digits must be.
  public let limits: ClosedRange<Int>?
  public let checks: [CheckRule]
  public let pattern: EntryPattern?
  /// The only values that there are; empty if any will do.
  public let oneOf: [String]
  /// The capital letter that `*` stands for among digits; `nil` if `*` isn't part of entries.
  public let star: Character?

  public init(
    _ kind: Kind, limits: ClosedRange<Int>? = nil, checks: [CheckRule] = [],
    pattern: EntryPattern? = nil, oneOf: [String] = [], star: Character? = nil
  ) {
    self.kind = kind
    self.limits = limits
    self.checks = checks
    self.pattern = pattern
    self.oneOf = oneOf
    self.star = star
  }

  /// The value of an entry's keys, as the rest of the call has it; `nil` for an entry that is
  /// refused.
  public func value(of keys: KeySequence, _ setting: EntrySetting) -> String? {
    let value: String? =
      switch kind {
      case .digits: digits(of: keys)
      case .date(let date): date.value(of: keys, setting)
      case .time(let time): time.value(of: keys)
      case .amount(let amount): amount.value(of: keys)
      case .letters(let letters): letters.value(of: keys)
      }
    return value.flatMap { isAllowed($0) ? $0 : nil }
  }

  private func digits(of keys: KeySequence) -> String? {
    if keys.isDecimal { return keys.description }
    guard let star, keys.isDecimalOrStar else { return nil }
    return String(keys.description.map { $0 == Digit.star.character ? star : $0 })
  }

  /// The value of keys as a caller presses them one after the other, without pauses.
  public func value(ofPressed keys: KeySequence, _ setting: EntrySetting) -> String? {
    guard isMultiTap else { return value(of: keys, setting) }
    var letters = KeySequence()
    for key in keys.digits { LetterEntry.tap(key, isLate: false, to: &letters) }
    return value(of: letters, setting)
  }

  /// Whether a value is one of those that are allowed, if it comes from allowed keys.
  public func isAllowed(_ value: String) -> Bool {
    let hasStar = star.map { value.contains($0) } ?? false
    if let limits, hasStar || !limits.contains(Self.number(value)) { return false }
    if let pattern, !pattern.matches(value) { return false }
    if !oneOf.isEmpty, !oneOf.contains(value) { return false }
    if checks.isEmpty { return true }
    let digits = value.map { $0 == star ? CheckRule.ten : $0.decimalDigitValue ?? 0 }
    return checks.allSatisfy { (!hasStar || $0.takesTen) && $0.holds(for: digits) }
  }

  /// A number of any number of digits; the largest one for those that are longer than any limit.
  private static func number(_ digits: String) -> Int {
    var number = 0
    for digit in digits.utf8 {
      let (tens, overflows) = number.multipliedReportingOverflow(by: 10)
      if overflows || tens > Int.max - 9 { return .max }
      number = tens + Int(digit) - 0x30
    }
    return number
  }

  /// The keys that a caller presses for a value; `nil` if it can't be keyed in.
  public func keys(of value: String, _ setting: EntrySetting) -> KeySequence? {
    switch kind {
    case .digits:
      KeySequence(String(value.map { $0 == star ? Digit.star.character : $0 }))
        .flatMap { $0.isDecimal || star != nil && $0.isDecimalOrStar ? $0 : nil }
    case .date(let date): date.keys(of: value, setting)
    case .time(let time): time.keys(of: value)
    case .amount(let amount): amount.keys(of: value)
    case .letters(let letters): letters.keys(of: value)
    }
  }

  /// Whether it takes any digits, as they are.
  public var isPlain: Bool {
    kind == .digits && limits == nil && checks.isEmpty && pattern == nil && oneOf.isEmpty
      && star == nil
  }

  /// Whether the same keys can mean something else on another day.
  public var dependsOnToday: Bool {
    if case .date(let date) = kind { date.dependsOnToday } else { false }
  }

  /// Whether keys are kept otherwise than as they were pressed.
  var isMultiTap: Bool {
    if case .letters(let letters) = kind { letters.keying == .keypad } else { false }
  }

  /// How many keys an entry has, where that alone tells when it is complete.
  public var keyCounts: ClosedRange<Int>? {
    switch kind {
    case .digits: nil
    case .date(let date): date.layout.keyCount...date.layout.keyCount
    case .time: TimeEntry.keyCount...TimeEntry.keyCount
    case .amount(let amount): 1...amount.mostKeys
    case .letters(let letters):
      letters.keying == .keypad
        ? 1...KeySequence.capacity : 2 * letters.lengths.lowerBound...2 * letters.lengths.upperBound
    }
  }
}
