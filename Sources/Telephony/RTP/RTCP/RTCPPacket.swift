/// A packet of RTP's control protocol (RFC 3550 §6); several travel together as one compound.
public enum RTCPPacket: Equatable, Sendable {
  /// SR: from who sends sound, and what arrives there.
  case senderReport(SenderReport, [ReceptionReport])
  /// RR: from who sends none.
  case receiverReport(source: UInt32, [ReceptionReport])
  /// SDES.
  case description([SourceDescription])
  /// BYE.
  case goodbye(sources: [UInt32], reason: String?)
  /// A type that is not understood here, such as APP and feedback; it is skipped.
  case other(type: UInt8)

  /// What a sender tells of itself (RFC 3550 §6.4.1).
  public struct SenderReport: Equatable, Sendable {
    public var source: UInt32
    public var time: NetworkTime
    /// The same moment by the clock of its packets.
    public var timestamp: UInt32
    public var packets: UInt32
    /// Bytes of payload.
    public var octets: UInt32

    public init(
      source: UInt32, time: NetworkTime, timestamp: UInt32, packets: UInt32, octets: UInt32
    ) {
      self.source = source
      self.time = time
      self.timestamp = timestamp
      self.packets = packets
      self.octets = octets
    }
  }

  /// What a source says of itself: texts of at most 255 bytes by their kind (RFC 3550 §6.5).
  public struct SourceDescription: Equatable, Sendable {
    public struct Item: Equatable, Sendable {
      public var kind: UInt8
      public var text: String

      /// The name by which all of a participant's sources are known.
      public static func canonicalName(_ text: String) -> Item { Item(kind: 1, text: text) }

      public init(kind: UInt8, text: String) {
        self.kind = kind
        self.text = text
      }
    }

    public var source: UInt32
    public var items: [Item]

    public init(source: UInt32, items: [Item]) {
      self.source = source
      self.items = items
    }
  }

  /// Whose report it is; `nil` if it is none.
  public var reporter: UInt32? {
    switch self {
    case .senderReport(let report, _): report.source
    case .receiverReport(let source, _): source
    case .description, .goodbye, .other: nil
    }
  }

  enum Kind {
    static let senderReport: UInt8 = 200
    static let receiverReport: UInt8 = 201
    static let description: UInt8 = 202
    static let goodbye: UInt8 = 203
  }

  /// Whether a packet is one of RTCP and not of RTP, where both come to one port (RFC 5761 §4).
  public static func isRTCP(_ packet: RawSpan) -> Bool {
    packet.byteCount >= 4 && packet.uint8(at: 0) >> 6 == RTPHeader.version
      && (192...223).contains(packet.uint8(at: 1))
  }
}
