/// What the two sides of a call have agreed on for its sound.
public struct AgreedSound: Hashable, Sendable {
  public var codec: SoundCodec
  /// The payload type of what is sent and received.
  public var payloadType: UInt8
  /// How keys come and go in events of their own (RFC 4733); `nil` if the far side has none.
  public var events: Events?
  /// Where the far side receives.
  public var address: String
  public var port: UInt16
  /// Whether RTCP shares the port (RFC 5761); else it has the next one, or `rtcpPort`.
  public var isMultiplexed = false
  public var rtcpPort: UInt16
  /// Which way sound flows, as this side sees it: not `sends` while the far side holds the call.
  public var direction: SessionDescription.Direction
  /// The keys of SRTP; `nil` if the sound isn't encrypted.
  public var keys: SRTPKeys?

  /// Whether there is no such address: the old way to hold a call (RFC 2543).
  public var isNowhere: Bool { Self.isNowhere(address) }

  static func isNowhere(_ address: String) -> Bool { address == "0.0.0.0" || address == "::" }

  public struct Events: Hashable, Sendable {
    public var payloadType: UInt8
    /// The rate of its timestamps, in Hz.
    public var rate: Int

    public init(payloadType: UInt8, rate: Int) {
      self.payloadType = payloadType
      self.rate = rate
    }
  }
}

/// One suite's keys for both ways, with their salts (RFC 4568).
public struct SRTPKeys: Hashable, Sendable {
  /// The only suite that everybody has.
  static let suite = "AES_CM_128_HMAC_SHA1_80"
  /// A key of 128 bits and a salt of 112.
  public static let length = 30

  public var sent: [UInt8]
  public var received: [UInt8]
}
