import CallEngine

/// A day of the Gregorian calendar, extended to days before its introduction.
struct GregorianDate: Hashable {
  let year: Int
  let month: Int
  let day: Int

  /// Reads `YYYY-MM-DD` in ASCII, Persian or Arabic digits, alone or in a moment such as
  /// `2026-03-05T18:30:00+01:00`, whose day is taken as it stands.
  init(_ value: String) throws(UnspeakableValue.Reason) {
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
    (year, month, day) = (numbers[0], numbers[1], numbers[2])
    guard year > 0, (1...12).contains(month), (1...Self.length(of: month, in: year)).contains(day)
    else { throw .noSuchDay }
  }

  /// Days since noon of 1 January 4713 BC in the Julian calendar, the day count for converting
  /// calendars.
  var julianDayNumber: Int {
    // Years that begin in March put the leap day last.
    let shiftedYear = month > 2 ? year : year - 1
    let shiftedMonth = month > 2 ? month - 3 : month + 9
    let leapDays = shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400
    return 1_721_119 + 365 * shiftedYear + leapDays + (153 * shiftedMonth + 2) / 5 + day
  }

  private static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }
}
