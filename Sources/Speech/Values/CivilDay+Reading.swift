import CallEngine

extension CivilDay {
  /// Reads `YYYY-MM-DD` in ASCII, Persian or Arabic digits, alone or in a moment such as
  /// `2026-03-05T18:30:00+01:00`, whose day is taken as it stands.
  init(read value: String) throws(UnspeakableValue.Reason) {
    let text = value.singleSpaced.filter { !$0.isDirectionMark }
    guard !text.isEmpty else { throw .empty }
    let dayText = text.firstIndex(of: "T").map { text[..<$0] } ?? text[...]
    if dayText.endIndex < text.endIndex, !text[dayText.endIndex...].dropFirst().contains(":") {
      throw .notADate
    }
    let parts = dayText.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2] else { throw .notADate }
    var numbers: [Int] = []
    for part in parts {
      var number = 0
      for character in part {
        guard let digit = character.decimalDigitValue else { throw .notADate }
        number = number * 10 + digit
      }
      numbers.append(number)
    }
    guard let day = CivilDay(year: numbers[0], month: numbers[1], day: numbers[2]) else {
      throw .noSuchDay
    }
    self = day
  }
}
