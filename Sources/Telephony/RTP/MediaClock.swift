/// The clock of a payload type, in whose ticks RTP timestamps count.
public struct MediaClock: Hashable, Sendable {
  /// Ticks a second.
  public let rate: Int

  public init(rate: Int) {
    self.rate = rate
  }

  /// G.711's clock, and that of events beside it.
  public static let telephone = MediaClock(rate: 8_000)

  /// Whole ticks in a duration, also over months at 48 kHz.
  public func ticks(_ duration: Duration) -> Int {
    let (seconds, attoseconds) = duration.components
    return Int(seconds) * rate + Int(attoseconds / 1_000_000_000) * rate / 1_000_000_000
  }

  public func duration(_ ticks: Int) -> Duration {
    .seconds(ticks / rate) + .nanoseconds(ticks % rate * 1_000_000_000 / rate)
  }
}
