/// What a packet tells of a telephone event so far: the payload of RFC 4733 §2.3.
public struct TelephoneEvent: Equatable, Sendable {
  /// 0–15 are the keys of DTMF.
  public var code: UInt8
  /// Whether the event is over.
  public var hasEnded: Bool
  /// Below 0 dBm0, in dB: 6 bits.
  public var attenuation: UInt8
  /// Since the packet's timestamp, in ticks.
  public var duration: UInt16

  /// Bytes of one in a payload.
  static let length = 4

  public init(code: UInt8, hasEnded: Bool, attenuation: UInt8 = 10, duration: UInt16) {
    self.code = code
    self.hasEnded = hasEnded
    self.attenuation = attenuation
    self.duration = duration
  }

  /// The key, if it is one.
  public var digit: DTMFDigit? { DTMFDigit(rawValue: code) }

  init(_ payload: RawSpan, at offset: Int) {
    let flags = payload.uint8(at: offset + 1)
    self.init(
      code: payload.uint8(at: offset), hasEnded: flags & 0x80 != 0, attenuation: flags & 0x3F,
      duration: payload.uint16(at: offset + 2))
  }

  public func append(to payload: inout [UInt8]) {
    payload.append(code)
    payload.append((hasEnded ? 0x80 : 0) | min(attenuation, 0x3F))
    payload.append(network: duration)
  }
}
