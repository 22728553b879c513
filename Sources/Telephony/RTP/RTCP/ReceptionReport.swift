/// What a receiver tells of one source's packets (RFC 3550 §6.4.1).
public struct ReceptionReport: Equatable, Sendable {
  public var source: UInt32
  /// Loss since the last report, in 256ths.
  public var fractionLost: UInt8
  /// All packets lost, less those that came twice; 24 bits with a sign.
  public var packetsLost: Int
  /// With its turns.
  public var highestSequenceNumber: UInt32
  /// In ticks of the source's clock.
  public var jitter: UInt32
  /// The middle bits of the time in the last sender report that arrived; 0 if none did.
  public var lastSenderReport: UInt32
  /// In units of 2⁻¹⁶ s.
  public var delaySinceLastSenderReport: UInt32

  static let length = 24

  public init(
    source: UInt32, fractionLost: UInt8, packetsLost: Int, highestSequenceNumber: UInt32,
    jitter: UInt32, lastSenderReport: UInt32 = 0, delaySinceLastSenderReport: UInt32 = 0
  ) {
    self.source = source
    self.fractionLost = fractionLost
    self.packetsLost = packetsLost
    self.highestSequenceNumber = highestSequenceNumber
    self.jitter = jitter
    self.lastSenderReport = lastSenderReport
    self.delaySinceLastSenderReport = delaySinceLastSenderReport
  }

  /// The time that a packet takes to the far side and back, if this answers a sender report.
  ///
  /// - Parameter now: when this report arrived, by the clock that the sender report was sent by.
  public func roundTrip(at now: NetworkTime) -> Duration? {
    guard lastSenderReport != 0 else { return nil }
    let units = now.middle &- lastSenderReport &- delaySinceLastSenderReport
    // A far side whose clock is fast makes it less than nothing.
    return units < 1 << 31 ? .nanoseconds((Int64(units) * 1_000_000_000) >> 16) : .zero
  }

  init(_ packet: RawSpan, at offset: Int) {
    let lost = packet.uint32(at: offset + 4)
    self.init(
      source: packet.uint32(at: offset), fractionLost: UInt8(lost >> 24),
      // Shifted back with the sign.
      packetsLost: Int(Int32(bitPattern: lost << 8) >> 8),
      highestSequenceNumber: packet.uint32(at: offset + 8),
      jitter: packet.uint32(at: offset + 12),
      lastSenderReport: packet.uint32(at: offset + 16),
      delaySinceLastSenderReport: packet.uint32(at: offset + 20))
  }

  func append(to packet: inout [UInt8]) {
    let lost = UInt32(bitPattern: Int32(min(max(packetsLost, -0x80_0000), 0x7F_FFFF)))
    packet.append(network: source)
    packet.append(network: UInt32(fractionLost) << 24 | lost & 0xFF_FFFF)
    packet.append(network: highestSequenceNumber)
    packet.append(network: jitter)
    packet.append(network: lastSenderReport)
    packet.append(network: delaySinceLastSenderReport)
  }
}
