/// A time of day as keyed in, `hhmm` in 24 hours; `18:30` inside.
public struct TimeEntry: Hashable, Sendable {
  /// As scripts write it, `time: hhmm`.
  public static let layout = "hhmm"
  /// How many keys it has.
  public static let keyCount = 4

  /// Minutes from midnight, both ends included. One that ends before it begins goes past midnight.
  public struct Span: Hashable, Sendable {
    public let from: Int
    public let to: Int

    public init(from: Int = 0, to: Int = 24 * 60 - 1) {
      self.from = from
      self.to = to
    }

    func contains(_ minute: Int) -> Bool {
      from <= to ? from <= minute && minute <= to : minute >= from || minute <= to
    }
  }

  public let span: Span

  public init(_ span: Span = Span()) {
    self.span = span
  }

  func value(of keys: KeySequence) -> String? {
    guard keys.count == Self.keyCount, let number = keys.number else { return nil }
    let (hour, minute) = (number / 100, number % 100)
    guard hour < 24, minute < 60, span.contains(hour * 60 + minute) else { return nil }
    return Self.text(hour * 60 + minute)
  }

  /// The keys for a time; `nil` if it isn't one.
  func keys(of value: String) -> KeySequence? {
    Self.minute(value).flatMap { _ in KeySequence(value.filter { $0 != ":" }) }
  }

  /// `18:30` for 1110.
  public static func text(_ minute: Int) -> String {
    "\(ClockText.padded(minute / 60)):\(ClockText.padded(minute % 60))"
  }

  /// Minutes from midnight of a time written `18:30`; `nil` for anything else.
  public static func minute(_ text: some StringProtocol) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [2, 2], let hour = ClockText.number(parts[0]),
      let minute = ClockText.number(parts[1]), hour < 24, minute < 60
    else { return nil }
    return hour * 60 + minute
  }
}
