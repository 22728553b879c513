import CallEngine

/// A time of day, to the minute.
struct TimeOfDay: Hashable {
  /// 0 to 23.
  let hour: Int
  let minute: Int

  init(hour: Int, minute: Int) {
    self.hour = hour
    self.minute = minute
  }

  /// Reads `HH:MM` or `HH:MM:SS` in ASCII, Persian or Arabic digits, alone or in a moment such as
  /// `2026-03-05T18:30:00+01:00`, whose clock time is taken as it stands.
  init(_ value: String) throws(UnspeakableValue.Reason) {
    let text = value.singleSpaced.filter { !$0.isDirectionMark }
    guard !text.isEmpty else { throw .empty }
    let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2 { _ = try CivilDay(read: String(parts[0])) }
    let clock = parts[parts.count - 1].prefix { $0 == ":" || $0.decimalDigitValue != nil }
    guard parts.count == 2 || clock.count == text.count else { throw .notATime }
    let fields = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(fields.count), fields.dropFirst().allSatisfy({ $0.count == 2 }),
      (1...2).contains(fields[0].count)
    else { throw .notATime }
    let numbers = fields.map { $0.reduce(0) { $0 * 10 + ($1.decimalDigitValue ?? 0) } }
    guard numbers[0] < 24, numbers.dropFirst().allSatisfy({ $0 < 60 }) else { throw .noSuchTime }
    (hour, minute) = (numbers[0], numbers[1])
  }

  /// The hour on a clock of twelve: 12, 1, 2 … 11.
  var hourOfTwelve: Int { hour % 12 == 0 ? 12 : hour % 12 }
}
