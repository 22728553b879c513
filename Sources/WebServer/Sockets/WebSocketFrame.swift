/// Frames as a server sends them (RFC 6455, 5.2): whole messages, unmasked.
enum WebSocketFrame {
  case text(String)
  case binary([UInt8])
  case ping
  case pong([UInt8])
  case close(UInt16)

  var bytes: [UInt8] {
    switch self {
    case .text(let text): Self.frame(0x1, Array(text.utf8))
    case .binary(let bytes): Self.frame(0x2, bytes)
    case .ping: Self.frame(0x9, [])
    case .pong(let bytes): Self.frame(0xA, bytes)
    case .close(let status): Self.frame(0x8, [UInt8(status >> 8), UInt8(status & 0xFF)])
    }
  }

  private static func frame(_ opcode: UInt8, _ payload: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0x80 | opcode]
    switch payload.count {
    case ..<126: bytes.append(UInt8(payload.count))
    case ...0xFFFF: bytes += [126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
    default:
      let length = UInt64(payload.count)
      bytes.append(127)
      bytes += stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: length >> $0) }
    }
    return bytes + payload
  }
}
