/// A part of a day, in minutes from its midnight; it may reach beyond the day's end.
public struct TimeSpan: Hashable, Sendable {
  public static let minutesOfDay = 1440

  public let start: Int
  /// The minute before which it ends.
  public let end: Int

  public init(_ start: Int, _ end: Int) {
    precondition(start < end, "a span ends after its start")
    self.start = start
    self.end = end
  }

  public func contains(_ minute: Int) -> Bool { start <= minute && minute < end }

  public func overlaps(_ other: TimeSpan) -> Bool { start < other.end && other.start < end }

  /// The span as it is seen from another day.
  ///
  /// - Parameter days: how many days earlier that one is.
  public func moved(by days: Int) -> TimeSpan {
    TimeSpan(start + days * Self.minutesOfDay, end + days * Self.minutesOfDay)
  }

  /// What is left of it without another.
  func without(_ other: TimeSpan) -> [TimeSpan] {
    guard overlaps(other) else { return [self] }
    var rest: [TimeSpan] = []
    if start < other.start { rest.append(TimeSpan(start, other.start)) }
    if other.end < end { rest.append(TimeSpan(other.end, end)) }
    return rest
  }
}

extension TimeSpan: CustomStringConvertible {
  /// `22:00-02:00`
  public var description: String { "\(Self.clock(start))-\(Self.clock(end))" }

  private static func clock(_ minute: Int) -> String {
    // Only an end can be 24:00.
    let shown = minute > minutesOfDay ? minute % minutesOfDay : minute
    return "\(ClockText.padded(shown / 60)):\(ClockText.padded(shown % 60))"
  }
}
