/// How a call's sound is coded on its way.
public enum SoundCodec: String, Hashable, Sendable, CaseIterable {
  case pcma
  case pcmu
  case opus

  /// The rate of its RTP timestamps, in Hz: Opus counts in 48 kHz, whatever its sound's bandwidth
  /// (RFC 7587).
  public var clockRate: Int { self == .opus ? 48_000 : 8000 }

  /// The payload type that an offer of ours gives it.
  var offeredType: UInt8 {
    switch self {
    case .pcmu: 0
    case .pcma: 8
    case .opus: 96
    }
  }

  /// The name as `a=rtpmap` has it.
  var encoding: String {
    switch self {
    case .pcmu: "PCMU/8000"
    case .pcma: "PCMA/8000"
    case .opus: "opus/48000/2"
    }
  }

  init?(_ encoding: SessionDescription.Medium.Encoding) {
    self.init(rawValue: encoding.name)
    guard encoding.rate == clockRate else { return nil }
  }
}
