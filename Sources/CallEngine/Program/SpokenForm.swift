/// How a value is read aloud: a script's `as:` with its options.
public struct SpokenForm: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Unchanged: a name, a word.
    case text
    /// Digit by digit, or in groups of `group` digits from the left; the last may be shorter.
    case digits(group: Int?)
    /// In the groups in which the number's country writes telephone numbers.
    case telephone
    /// A cardinal number.
    case number
    /// A place in an order: first, second.
    case ordinal
    /// An amount of money given in Rial, read in `unit`.
    case currency(CurrencyUnit)
    /// A decimal amount of money, `12.50`, in the currency of an ISO 4217 code.
    case money(String)
    /// A day written `YYYY-MM-DD` in the Gregorian calendar; `nil` reads it in the language's own
    /// calendar.
    case date(DateCalendar?)
    /// A time of day written `HH:MM`, of 24 hours.
    case time
    /// Letter by letter, digits too: a code, a spelled name.
    case letters
    /// What a caller said, played.
    case recording
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
  /// The silence between two groups; `nil` for the language's default.
  public let groupPause: Duration?
  public let rate: Rate
  /// The language that a text is in; `nil` for the call's, where it is written in that one's script.
  public let language: Language?

  public init(
    _ kind: Kind, groupPause: Duration? = nil, rate: Rate = .normal, language: Language? = nil
  ) {
    self.kind = kind
    self.groupPause = groupPause
    self.rate = rate
    self.language = language
  }
}
