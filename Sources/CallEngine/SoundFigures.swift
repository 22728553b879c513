/// How a call's sound went over a network: what was sent and came, and what the far side's reports say
/// (RTCP).
public struct SoundFigures: Hashable, Sendable {
  /// As session descriptions name it, in small letters; `nil` if none was agreed on.
  public var codec: String?
  /// Packets.
  public var sent = 0
  public var received = 0
  /// Packets that never came.
  public var lost = 0
  /// The interarrival jitter as RFC 3550 measures it.
  public var jitter = Duration.zero
  /// What the far side said it lost; `nil` if it said nothing.
  public var lostThere: Int?
  /// The far side's jitter, as it said.
  public var jitterThere: Duration?
  /// To the far side and back.
  public var roundTrip: Duration?
  /// Whether the sound was encrypted (SRTP); `nil` if that isn't known.
  public var isEncrypted: Bool?
  /// How signalling came, in small letters: `udp`, `tcp` or `tls`; `nil` if that isn't known.
  public var signalling: String?

  public init() {}
}
