import CallEngine
import Foundation

/// Days and times in figures.
struct WrittenDate {
  private let language: Language
  private let calendar: SpokenForm.DateCalendar

  init(_ language: Language) {
    self.language = language
    calendar = (try? SpokenLanguages.find(language))?.calendar ?? .gregorian
  }

  /// A day, a time, or both.
  func text(of day: CivilDay?, at time: TimeOfDay?) -> String {
    if calendar == .solarHijri, let date = day.flatMap(SolarHijriDate.init) {
      return figures(of: date) + (time.map { "، \(text(of: nil, at: $0))" } ?? "")
    }
    var gregorian = Calendar(identifier: .gregorian)
    gregorian.timeZone = .gmt
    let formatter = DateFormatter()
    formatter.locale = language.locale
    formatter.calendar = gregorian
    formatter.timeZone = .gmt
    formatter.dateStyle = day == nil ? .none : .medium
    formatter.timeStyle = time == nil ? .none : .short
    let minutes = time.map { $0.hour * 60 + $0.minute } ?? 0
    let seconds = (day?.number ?? 0) * 86_400 + minutes * 60
    return formatter.string(from: Date(timeIntervalSince1970: Double(seconds))).withOrdinaryBlanks
  }

  /// `۱۴۰۵/۰۱/۰۱`, with zeros, which CLDR leaves out.
  private func figures(of date: SolarHijriDate) -> String {
    let digits = IntegerFormatStyle<Int>.number.locale(language.locale).grouping(.never)
    return [
      date.year.formatted(digits.precision(.integerLength(4))),
      date.month.formatted(digits.precision(.integerLength(2))),
      date.day.formatted(digits.precision(.integerLength(2))),
    ].joined(separator: "/")
  }
}
