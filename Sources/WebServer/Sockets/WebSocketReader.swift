/// What a client of a WebSocket has sent.
package enum WebSocketMessage: Hashable, Sendable {
  case text(String)
  case binary([UInt8])
}

/// Reads the frames that a client sends (RFC 6455, 5), within limits. What it doesn't read as the RFC
/// says ends the connection.
struct WebSocketReader {
  enum Event: Hashable {
    case message(WebSocketMessage)
    case ping([UInt8])
    case pong
    /// With the status that came, if one did.
    case close(UInt16?)
  }

  /// Why a connection has to be closed, with the status that tells the client.
  struct Fault: Error, Hashable {
    let status: UInt16

    static let malformed = Fault(status: 1002)
    static let notText = Fault(status: 1007)
    static let tooLong = Fault(status: 1009)
  }

  /// The most bytes of a message, in however many frames.
  private let longest: Int
  private var buffer: [UInt8] = []
  /// Where in the buffer the next frame begins.
  private var start = 0
  /// The message whose last frame hasn't come.
  private var begun: (isText: Bool, bytes: [UInt8])?

  init(longest: Int) {
    self.longest = longest
  }

  /// Whether something has come of which the rest hasn't.
  var isMidway: Bool { start < buffer.count || begun != nil }

  /// - Throws: `Fault`; nothing can be read after it.
  mutating func read(_ bytes: some Sequence<UInt8>) throws(Fault) -> [Event] {
    buffer += bytes
    var events: [Event] = []
    while let frame = try nextFrame() {
      if let event = try take(frame) { events.append(event) }
    }
    buffer.removeFirst(start)
    start = 0
    return events
  }

  private struct Frame {
    let isLast: Bool
    let opcode: UInt8
    let payload: [UInt8]
  }

  /// The next frame; `nil` if it hasn't come as a whole.
  private mutating func nextFrame() throws(Fault) -> Frame? {
    guard buffer.count - start >= 2 else { return nil }
    let (first, second) = (buffer[start], buffer[start + 1])
    let opcode = first & 0x0F
    let isControl = opcode >= 8
    // Reserved bits belong to extensions, of which none was agreed on; a client has to mask.
    guard first & 0x70 == 0, second & 0x80 != 0, [0, 1, 2, 8, 9, 10].contains(opcode) else {
      throw .malformed
    }
    let short = second & 0x7F
    // A control frame is short and whole.
    if isControl, first & 0x80 == 0 || short > 125 { throw .malformed }
    let extra = short == 126 ? 2 : short == 127 ? 8 : 0
    guard buffer.count - start >= 2 + extra else { return nil }
    let written = buffer[(start + 2)..<(start + 2 + extra)].reduce(UInt64(0)) {
      $0 << 8 | UInt64($1)
    }
    // The shortest way to write a length is the only one.
    if extra == 2, written < 126 { throw .malformed }
    if extra == 8, written <= 0xFFFF || written >> 63 != 0 { throw .malformed }
    let before = isControl ? 0 : begun?.bytes.count ?? 0
    guard written <= UInt64(longest - before) else { throw .tooLong }
    let length = extra == 0 ? Int(short) : Int(written)
    guard length <= longest - before else { throw .tooLong }
    let keyStart = start + 2 + extra
    guard buffer.count - keyStart >= 4 + length else { return nil }
    let key = Array(buffer[keyStart..<keyStart + 4])
    var payload = Array(buffer[(keyStart + 4)..<(keyStart + 4 + length)])
    for place in payload.indices { payload[place] ^= key[place % 4] }
    start = keyStart + 4 + length
    return Frame(isLast: first & 0x80 != 0, opcode: opcode, payload: payload)
  }

  /// - Returns: what the frame completes.
  private mutating func take(_ frame: Frame) throws(Fault) -> Event? {
    switch frame.opcode {
    case 8: return .close(try Self.closeStatus(frame.payload))
    case 9: return .ping(frame.payload)
    case 10: return .pong
    case 0:
      guard let before = begun else { throw .malformed }
      begun = (before.isText, before.bytes + frame.payload)
    default:
      // Messages aren't mixed.
      guard begun == nil else { throw .malformed }
      begun = (frame.opcode == 1, frame.payload)
    }
    guard frame.isLast, let whole = begun else { return nil }
    begun = nil
    guard whole.isText else { return .message(.binary(whole.bytes)) }
    guard let text = String(validating: whole.bytes, as: UTF8.self) else { throw .notText }
    return .message(.text(text))
  }

  private static func closeStatus(_ payload: [UInt8]) throws(Fault) -> UInt16? {
    if payload.isEmpty { return nil }
    guard payload.count >= 2 else { throw .malformed }
    guard String(validating: payload[2...], as: UTF8.self) != nil else { throw .notText }
    let status = UInt16(payload[0]) << 8 | UInt16(payload[1])
    // Statuses that are never sent, and those that nobody has given a meaning.
    let isUsual = (1000...1014).contains(status) && ![1004, 1005, 1006].contains(status)
    guard isUsual || (3000...4999).contains(status) else { throw .malformed }
    return status
  }
}
