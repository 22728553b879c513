/// What a value is, so far as it is known before any call: decides how it can be read aloud.
public enum ValueKind: Hashable, Sendable {
  /// Digits 0 to 9, as keyed in or as an account's number, leading zeros and all.
  case digits
  /// A number to call, perhaps with its '+'.
  case telephone
  /// A whole number: an amount, a count.
  case number
  /// A day, `2026-03-05`.
  case date
  /// A language, a kind, a code: never a number.
  case word
  /// Whatever a person is called or has written.
  case text
}
