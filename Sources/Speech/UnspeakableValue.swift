public import CallEngine

/// A value that can't be read in the form asked for.
public struct UnspeakableValue: Error, Hashable, Sendable {
  public enum Reason: Error, Hashable, Sendable {
    case empty
    /// A character that isn't allowed in such a value.
    case unexpected(Character)
    /// Thousands separators that don't separate groups of three digits.
    case misplacedSeparator
    /// Decimals beyond the currency's minor unit, of which it has as many digits.
    case tooFine(String, digits: Int)
    /// Not written as `HH:MM`.
    case notATime
    /// Well formed, but not on a clock of 24 hours.
    case noSuchTime
    /// Not the name of a recording.
    case notARecording
    /// Not written as `YYYY-MM-DD`.
    case notADate
    /// Well formed, but not a day of the Gregorian calendar.
    case noSuchDay
    /// A day outside the years for which the calendar's rule is exact.
    case outsideCalendar
    case language(Language, UnreadableLanguage)
  }

  public let value: String
  public let kind: SpokenForm.Kind
  public let reason: Reason

  public init(_ value: String, as kind: SpokenForm.Kind, _ reason: Reason) {
    self.value = value
    self.kind = kind
    self.reason = reason
  }
}

extension UnspeakableValue: CustomStringConvertible {
  public var description: String {
    let line = value.singleSpaced.visible
    let quoted = line.count > 40 ? line.prefix(40) + "…" : line[...]
    return "'\(quoted)' can't be read as \(kind.noun): \(cause)"
  }

  private var cause: String {
    switch reason {
    case .empty:
      "it is empty; \(kind.request)"
    case .unexpected(let character):
      "'\(String(character).visible)' isn't a digit; \(kind.request)"
    case .misplacedSeparator:
      "its separators don't part groups of three digits; \(kind.request)"
    case .tooFine(let currency, 0):
      "\(currency.visible) has no smaller unit; \(kind.request)"
    case .tooFine(let currency, let digits):
      "\(currency.visible) has \(digits) decimals; \(kind.request)"
    case .notATime:
      "it is not written as HH:MM; \(kind.request)"
    case .noSuchTime:
      "there is no such time; \(kind.request)"
    case .notARecording:
      "it is not a recording"
    case .notADate:
      "it is not written as YYYY-MM-DD; \(kind.request)"
    case .noSuchDay:
      "there is no such day; \(kind.request)"
    case .outsideCalendar:
      "Solar Hijri days are known from \(SolarHijriDate.firstDay) to \(SolarHijriDate.lastDay)"
    case .language(let language, let reason):
      "values can't be read in '\(language.tag.visible)', since \(reason)"
    }
  }
}

extension SpokenForm.Kind {
  /// The word after `as:` in scripts.
  public var name: String {
    switch self {
    case .text: "text"
    case .digits: "digits"
    case .telephone: "telephone"
    case .number: "number"
    case .ordinal: "ordinal"
    case .currency, .money: "currency"
    case .date: "date"
    case .time: "time"
    case .letters: "letters"
    case .recording: "recording"
    }
  }

  /// What a message calls such a value.
  fileprivate var noun: String {
    switch self {
    case .text: "text"
    case .digits: "digits"
    case .telephone: "a telephone number"
    case .number: "a number"
    case .ordinal: "an ordinal"
    case .currency, .money: "an amount of money"
    case .date: "a date"
    case .time: "a time of day"
    case .letters: "letters"
    case .recording: "a recording"
    }
  }

  /// What a message asks for.
  fileprivate var request: String {
    switch self {
    case .text: "give a text"
    case .digits: "give digits 0 to 9, Persian or Arabic ones too"
    case .telephone: "give a number such as 02177483178 or +989121234567"
    case .number: "give a whole number such as 1250 or -3,000"
    case .ordinal: "give a whole number such as 3"
    case .currency: "give whole Rial such as 17000 or 17,000"
    case .money: "give an amount such as 12.50 or 1,250"
    case .date: "give a Gregorian day as YYYY-MM-DD, such as 2024-03-20"
    case .time: "give a time of 24 hours such as 18:30"
    case .letters: "give letters and digits"
    case .recording: "give a recording"
    }
  }
}
