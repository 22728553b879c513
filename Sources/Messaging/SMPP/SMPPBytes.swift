/// Why octets are no PDU that can be used.
package enum SMPPFault: Error, Hashable, Sendable {
  /// `command_length` is shorter than a header or longer than any PDU; nothing after it can be read.
  case badLength(UInt32)
  case truncated
  /// A text that doesn't end within its field.
  case unendedText
  /// `sm_length` says more than there is, or more than is allowed.
  case badMessageLength
}

/// Reads the fields of a PDU one after the other; whatever is missing is a fault, never a trap.
struct SMPPReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: some Sequence<UInt8>) { rest = ArraySlice(bytes) }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func byte() throws(SMPPFault) -> UInt8 {
    guard let byte = rest.popFirst() else { throw .truncated }
    return byte
  }

  mutating func short() throws(SMPPFault) -> UInt16 {
    UInt16(try byte()) << 8 | UInt16(try byte())
  }

  mutating func long() throws(SMPPFault) -> UInt32 {
    UInt32(try short()) << 16 | UInt32(try short())
  }

  mutating func bytes(_ count: Int) throws(SMPPFault) -> [UInt8] {
    guard count <= rest.count else { throw .truncated }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  /// A text that a zero octet ends.
  ///
  /// - Parameter limit: with the zero octet.
  mutating func text(atMost limit: Int) throws(SMPPFault) -> String {
    let bytes = rest.prefix(limit).prefix { $0 != 0 }
    guard bytes.count < limit, bytes.endIndex < rest.endIndex else { throw .unendedText }
    rest = rest[(bytes.endIndex + 1)...]
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The optional parameters that are left; of one that comes twice the first counts.
  mutating func parameters() throws(SMPPFault) -> [SMPPParameter: [UInt8]] {
    var found: [SMPPParameter: [UInt8]] = [:]
    while !isAtEnd {
      let tag = SMPPParameter(rawValue: try short())
      let value = try bytes(Int(try short()))
      if let tag, found[tag] == nil { found[tag] = value }
    }
    return found
  }
}

/// The optional parameters that are used (SMPP 3.4, 5.3.2); others are skipped.
enum SMPPParameter: UInt16, Hashable, Sendable {
  case receiptedMessageID = 0x001E
  case concatenationReference = 0x020C
  case totalSegments = 0x020E
  case segmentNumber = 0x020F
  case messagePayload = 0x0424
  case messageState = 0x0427
}

/// Writes the fields of a PDU.
struct SMPPWriter {
  private(set) var bytes: [UInt8] = []

  mutating func byte(_ value: UInt8) { bytes.append(value) }
  mutating func bytes(_ values: some Sequence<UInt8>) { bytes += values }

  mutating func short(_ value: UInt16) {
    bytes += [UInt8(value >> 8), UInt8(truncatingIfNeeded: value)]
  }

  mutating func long(_ value: UInt32) {
    short(UInt16(value >> 16))
    short(UInt16(truncatingIfNeeded: value))
  }

  /// A text with its zero octet, cut off where its field ends.
  mutating func text(_ text: String, atMost limit: Int) {
    bytes += text.utf8.filter { $0 != 0 }.prefix(limit - 1)
    bytes.append(0)
  }
}
