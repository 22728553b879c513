import CallEngine

/// An entry of `hours` as written.
struct HoursSyntax: Sendable {
  /// `mon-fri: ["08:00-12:00"]`
  struct Days: Sendable {
    let key: Located<String>
    let weekdays: [Weekday]
    let spans: [Located<TimeSpan>]
  }

  /// A file of dates, named under `closed` or `open`.
  struct File: Sendable {
    let name: Located<String>
    let isOpen: Bool
  }

  let name: Located<String>
  var zone: Located<String>?
  var days: [Days] = []
  var special: [Located<SpecialDays>] = []
  var files: [File] = []
  /// Whether these are all the days and dates that the author wrote.
  var isWhole = true
}
