/// A whole RTP packet (RFC 3550 §5.1). What carries calls reads and writes `RTPHeader` alone, so
/// that no payload is copied.
public struct RTPPacket: Equatable, Sendable {
  public var header: RTPHeader
  public var payload: [UInt8]
  /// Bytes after the payload that are no part of it, the last of which holds their number.
  public var padding: UInt8

  public init(_ header: RTPHeader, payload: [UInt8], padding: UInt8 = 0) {
    self.header = header
    self.payload = payload
    self.padding = padding
  }

  /// Reads a packet; `nil` if it is none.
  public init?(_ bytes: [UInt8]) {
    let packet = bytes.span.bytes
    guard let (header, payload) = RTPHeader.read(packet) else { return nil }
    let isPadded = packet.uint8(at: 0) & 0x20 != 0
    self.init(
      header, payload: Array(bytes[payload]),
      padding: isPadded ? bytes[bytes.count - 1] : 0)
  }

  public var bytes: [UInt8] {
    var packet: [UInt8] = []
    header.append(to: &packet, isPadded: padding > 0)
    packet += payload
    if padding > 0 {
      packet += [UInt8](repeating: 0, count: Int(padding) - 1)
      packet.append(padding)
    }
    return packet
  }
}
