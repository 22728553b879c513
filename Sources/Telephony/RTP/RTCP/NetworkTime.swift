/// A time of day as NTP writes it and RTCP carries it (RFC 3550 §4): seconds since 1900, with 32 bits
/// of fraction. Only differences matter here, so that any clock will do.
public struct NetworkTime: Equatable, Sendable {
  public let seconds: UInt32
  /// In units of 2⁻³² s.
  public let fraction: UInt32

  public init(seconds: UInt32, fraction: UInt32) {
    self.seconds = seconds
    self.fraction = fraction
  }

  /// - Parameter duration: since 1900, or since the beginning of any clock.
  public init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self.init(
      seconds: UInt32(truncatingIfNeeded: seconds),
      fraction: UInt32(truncatingIfNeeded: (attoseconds / 1_000_000_000) << 32 / 1_000_000_000))
  }

  /// The middle 32 bits, which reports return: units of 2⁻¹⁶ s, about 18 hours.
  public var middle: UInt32 { seconds << 16 | fraction >> 16 }

  /// A duration in units of 2⁻¹⁶ s, as reports state delays.
  static func fraction(of duration: Duration) -> UInt32 { NetworkTime(duration).middle }
}
