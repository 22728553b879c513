/// How a value is read aloud: `as:` in a script with its options.
public struct SpokenForm: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// As it stands: a name, a word.
    case text
    /// Digit by digit, or in groups of `group` digits, left to right, the rest last.
    case digits(group: Int?)
    /// Grouped as its country writes telephone numbers.
    case telephone
    /// A cardinal number.
    case number
    /// An amount of money given in Rial, read in `unit`.
    case currency(CurrencyUnit)
    /// A day written `YYYY-MM-DD` in the Gregorian calendar; `nil` reads it in the language's own.
    case date(DateCalendar?)
  }

  public enum CurrencyUnit: String, CaseIterable, Hashable, Sendable {
    case rial
    /// Ten Rial.
    case toman
  }

  public enum DateCalendar: String, CaseIterable, Hashable, Sendable {
    case gregorian
    case solarHijri = "solar_hijri"
  }

  public enum Rate: String, CaseIterable, Hashable, Sendable {
    case normal
    case slow
  }

  public let kind: Kind
  /// Silence between two groups; `nil` leaves it to the language.
  public let groupPause: Duration?
  public let rate: Rate

  public init(_ kind: Kind, groupPause: Duration? = nil, rate: Rate = .normal) {
    self.kind = kind
    self.groupPause = groupPause
    self.rate = rate
  }
}
