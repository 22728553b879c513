/// What a clock on the wall shows: a date and a time, without saying where.
public struct WallTime: Hashable, Sendable {
  public let day: CivilDay
  /// Seconds since its midnight, below 86 400.
  public let second: Int

  public init(_ day: CivilDay, second: Int = 0) {
    precondition((0..<86_400).contains(second), "a day has no second \(second)")
    self.day = day
    self.second = second
  }

  /// The time so many seconds after 1970-01-01 00:00, or before it.
  public init(secondsSince1970 seconds: Int) {
    let second = (seconds % 86_400 + 86_400) % 86_400
    self.init(CivilDay(number: (seconds - second) / 86_400), second: second)
  }

  /// Reads `2026-03-05T19:00` or `2026-03-05T19:00:30`.
  init?(_ text: some StringProtocol) {
    let parts = text.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "T" || $0 == " " })
    guard parts.count == 2, let day = CivilDay(parts[0]) else { return nil }
    let numbers = parts[1].split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(numbers.count), numbers.allSatisfy({ $0.utf8.count == 2 }) else {
      return nil
    }
    let values = numbers.compactMap { ClockText.number($0) }
    guard values.count == numbers.count, values[0] < 24, values.dropFirst().allSatisfy({ $0 < 60 })
    else { return nil }
    self.init(day, second: values[0] * 3600 + values[1] * 60 + (values.count > 2 ? values[2] : 0))
  }

  /// Seconds from 1970-01-01 00:00 on the same wall.
  public var secondsSince1970: Int { day.number * 86_400 + second }
}

extension WallTime: CustomStringConvertible {
  /// `2026-03-05T18:30:00`
  public var description: String {
    let parts = [second / 3600, second / 60 % 60, second % 60]
    return "\(day)T\(parts.map { ClockText.padded($0) }.joined(separator: ":"))"
  }
}

/// A moment of history, and what the clocks of a place showed then.
public struct Moment: Hashable, Sendable {
  public let wall: WallTime
  /// By how many seconds the clocks of the place are ahead of UTC.
  public let offset: Int

  public init(_ wall: WallTime, offset: Int) {
    self.wall = wall
    self.offset = offset
  }

  public init(secondsSince1970 seconds: Int, offset: Int) {
    self.init(WallTime(secondsSince1970: seconds + offset), offset: offset)
  }

  /// Reads ISO 8601 with an offset: `2026-03-05T18:30:00+01:00`, `2026-03-05T17:30Z`.
  public init?(_ text: some StringProtocol) {
    guard case .moment(let moment) = WrittenMoment(text) else { return nil }
    self = moment
  }

  /// Seconds since 1970-01-01 00:00 UTC.
  public var secondsSince1970: Int { wall.secondsSince1970 - offset }

  /// When a call is answered that doesn't say when: the same for every scenario, load run and
  /// exploration, so that none depends on the day of its run.
  public static let ofTests = Moment(secondsSince1970: 1_767_256_200, offset: 0)
}

extension Moment: CustomStringConvertible {
  /// `2026-03-05T18:30:00+01:00`
  public var description: String {
    let minutes = abs(offset) / 60
    let sign = offset < 0 ? "-" : "+"
    return "\(wall)\(sign)\(ClockText.padded(minutes / 60)):\(ClockText.padded(minutes % 60))"
  }
}

/// A date and time as people write it: with its offset from UTC, or as the clock on the line's wall
/// shows it.
public enum WrittenMoment: Hashable, Sendable {
  case moment(Moment)
  case wall(WallTime)

  /// Reads ISO 8601; the seconds and the offset may be left out.
  public init?(_ text: some StringProtocol) {
    if let wall = WallTime(text) {
      self = .wall(wall)
    } else if text.last == "Z", let wall = WallTime(text.dropLast()) {
      self = .moment(Moment(wall, offset: 0))
    } else {
      // The hyphens before it belong to the date.
      let sign = text.lastIndex { $0 == "+" || $0 == "-" }
      guard let sign, let wall = WallTime(text[..<sign]) else { return nil }
      let digits = String(text[sign...].dropFirst().filter { $0 != ":" })
      guard [2, 4].contains(digits.utf8.count), let hours = ClockText.number(digits.prefix(2)),
        let minutes = digits.count == 2 ? 0 : ClockText.number(digits.suffix(2)),
        hours <= 18, minutes < 60
      else { return nil }
      let offset = hours * 3600 + minutes * 60
      self = .moment(Moment(wall, offset: text[sign] == "-" ? -offset : offset))
    }
  }
}
