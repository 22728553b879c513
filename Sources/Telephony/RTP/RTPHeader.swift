/// The header of an RTP packet (RFC 3550 §5.1), with the sources that a mixer names and the
/// extension, if any.
public struct RTPHeader: Equatable, Sendable {
  /// What the payload is, as the session description says: 7 bits.
  public var payloadType: UInt8
  /// With sound: the first packet after a pause. With an event: its first packet.
  public var isMarked: Bool
  public var sequenceNumber: UInt16
  /// When the payload's first sample was taken, in ticks of the payload type's clock.
  public var timestamp: UInt32
  /// The synchronization source (SSRC).
  public var source: UInt32
  /// The contributing sources (CSRC), at most 15.
  public var contributors: [UInt32]
  public var `extension`: Extension?

  /// A header extension (RFC 3550 §5.3.1).
  public struct Extension: Equatable, Sendable {
    /// The 16 bits that a profile defines.
    public var profile: UInt16
    /// Whole 32-bit words, at most 65 535 of them.
    public var content: [UInt8]

    public init(profile: UInt16, content: [UInt8]) {
      self.profile = profile
      self.content = content
    }
  }

  /// Bytes of a header without contributors and extension.
  public static let fixedLength = 12
  static let version: UInt8 = 2

  public init(
    payloadType: UInt8, isMarked: Bool = false, sequenceNumber: UInt16, timestamp: UInt32,
    source: UInt32, contributors: [UInt32] = [], extension: Extension? = nil
  ) {
    self.payloadType = payloadType
    self.isMarked = isMarked
    self.sequenceNumber = sequenceNumber
    self.timestamp = timestamp
    self.source = source
    self.contributors = contributors
    self.extension = `extension`
  }

  /// A packet's payload type, also if it is encrypted, of which nothing else can be read whole.
  ///
  /// - Returns: `nil` if this is no RTP packet.
  public static func payloadType(of packet: RawSpan) -> UInt8? {
    guard packet.byteCount >= fixedLength, packet.uint8(at: 0) >> 6 == version,
      !RTCPPacket.isRTCP(packet)
    else { return nil }
    return packet.uint8(at: 1) & 0x7F
  }

  /// Reads a packet's header; without contributors and extension, this allocates nothing.
  ///
  /// - Returns: the header, and where the payload is in the packet, without its padding; `nil` if
  ///   this is no RTP packet.
  public static func read(_ packet: RawSpan) -> (header: RTPHeader, payload: Range<Int>)? {
    guard let payloadType = payloadType(of: packet) else { return nil }
    let flags = packet.uint8(at: 0)
    var header = RTPHeader(
      payloadType: payloadType, isMarked: packet.uint8(at: 1) & 0x80 != 0,
      sequenceNumber: packet.uint16(at: 2), timestamp: packet.uint32(at: 4),
      source: packet.uint32(at: 8))

    var start = fixedLength
    var end = packet.byteCount
    let contributors = Int(flags & 0x0F)
    guard start + 4 * contributors <= end else { return nil }
    if contributors > 0 {
      header.contributors = (0..<contributors).map { packet.uint32(at: start + 4 * $0) }
      start += 4 * contributors
    }
    if flags & 0x10 != 0 {
      guard start + 4 <= end else { return nil }
      let content = start + 4..<start + 4 + 4 * Int(packet.uint16(at: start + 2))
      guard content.upperBound <= end else { return nil }
      header.extension = Extension(
        profile: packet.uint16(at: start), content: packet.array(content))
      start = content.upperBound
    }
    if flags & 0x20 != 0 {
      guard end > start else { return nil }
      let padding = Int(packet.uint8(at: end - 1))
      guard padding > 0, padding <= end - start else { return nil }
      end -= padding
    }
    return (header, start..<end)
  }

  /// Writes the header; the payload follows, and then the padding, if this says so.
  public func append(to packet: inout [UInt8], isPadded: Bool = false) {
    precondition(contributors.count <= 15, "an RTP packet names at most 15 contributors")
    packet.append(
      Self.version << 6 | (isPadded ? 0x20 : 0) | (`extension` == nil ? 0 : 0x10)
        | UInt8(contributors.count))
    packet.append(payloadType & 0x7F | (isMarked ? 0x80 : 0))
    packet.append(network: sequenceNumber)
    packet.append(network: timestamp)
    packet.append(network: source)
    for contributor in contributors { packet.append(network: contributor) }
    if let `extension` {
      precondition(
        `extension`.content.count.isMultiple(of: 4) && `extension`.content.count / 4 <= 0xFFFF,
        "an RTP header extension is made of whole words")
      packet.append(network: `extension`.profile)
      packet.append(network: UInt16(`extension`.content.count / 4))
      packet.append(contentsOf: `extension`.content)
    }
  }
}
