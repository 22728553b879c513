internal import CallEngine

/// The days on which offices in China work: Monday to Friday, except for public holidays, and the
/// Saturdays and Sundays that are worked in exchange (调休).
///
/// The State Council announces a year's days in the autumn before it. For a year without an
/// announcement the data has the days that the law fixes.
struct WorkingDays: Sendable {
  /// Exceptions from the week: whether the day is worked.
  let exceptions: [CivilDay: Bool]

  static let china = WorkingDays(
    csv: String(decoding: PackageResources.working_days_csv, as: UTF8.self))

  /// - Parameter csv: rows of a day or `first/last`, `off` or `work`, and a name, after a heading.
  init(csv: String) {
    var exceptions: [CivilDay: Bool] = [:]
    for row in csv.split(whereSeparator: \.isNewline).dropFirst() {
      let cells = row.split(separator: ",")
      let ends = cells[0].split(separator: "/").compactMap { CivilDay($0) }
      guard let first = ends.first, let last = ends.last, cells.count == 3 else {
        preconditionFailure("the working days have the row \(row)")
      }
      for number in first.number...last.number {
        exceptions[CivilDay(number: number)] = cells[1] == "work"
      }
    }
    self.exceptions = exceptions
  }

  func isWorked(_ day: CivilDay) -> Bool {
    exceptions[day] ?? ![.sat, .sun].contains(day.weekday)
  }

  /// The working day that is so many working days after a day, which doesn't count itself.
  func day(_ count: Int, after day: CivilDay) -> CivilDay {
    var day = day
    var left = count
    while left > 0 {
      day = day.advanced(by: 1)
      if isWorked(day) { left -= 1 }
    }
    return day
  }
}
