/// What is known about a value before any call. It decides how the value can be read aloud.
public enum ValueKind: Hashable, Sendable {
  /// Digits 0 to 9, as keyed in or as in an account number, including leading zeros.
  case digits
  /// A number to call, perhaps with a '+'.
  case telephone
  /// A whole number: an amount, a count.
  case number
  /// A day, `2026-03-05`.
  case date
  /// A language, a kind or a code; not a number.
  case word
  /// A person's name, or free text.
  case text
}
