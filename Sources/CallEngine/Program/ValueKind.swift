/// What is known about a value before any call. It decides how the value can be read aloud.
public enum ValueKind: Hashable, Sendable {
  /// Digits 0 to 9, as keyed in or as in an account number, including leading zeros.
  case digits
  /// A number to call, perhaps with a '+'.
  case telephone
  /// A whole number: an amount, a count.
  case number
  /// A decimal amount of money, `12.50`, with the ISO 4217 code of its currency if that is known.
  case amount(currency: String?)
  /// A day, `2026-03-05`.
  case date
  /// A time of day, `18:30`.
  case time
  /// A day with its time and distance from UTC, `2026-03-05T18:30:00+01:00`.
  case moment
  /// A language, a kind or a code; not a number.
  case word
  /// What a caller said: it can be played, and nothing else.
  case recording
  /// A person's name, or free text.
  case text
  /// Several items; what is known of each one's values, or nothing if that isn't known.
  case list([ListField])
}

/// What is known about one of the values that each item of a list has.
public struct ListField: Hashable, Sendable {
  /// The value's name in an item, such as `day`; empty if an item is a plain value.
  public let name: String
  /// The kind of its value, never a list; `nil` if that isn't known.
  public let kind: ValueKind?

  public init(_ name: String, _ kind: ValueKind? = nil) {
    self.name = name
    self.kind = kind
  }
}
