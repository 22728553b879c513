extension RTCPPacket {
  /// Reads a compound of packets (RFC 3550 §A.2), or one alone, as RFC 5506 allows.
  ///
  /// - Returns: `nil` unless all of it is well-formed.
  public static func read(_ bytes: [UInt8]) -> [RTCPPacket]? {
    let compound = bytes.span.bytes
    var packets: [RTCPPacket] = []
    var start = 0
    while start < compound.byteCount {
      guard start + 4 <= compound.byteCount, compound.uint8(at: start) >> 6 == RTPHeader.version
      else { return nil }
      let end = start + 4 * (Int(compound.uint16(at: start + 2)) + 1)
      guard end <= compound.byteCount,
        let packet = RTCPPacket(
          compound.extracting(start..<end), mayBePadded: end == compound.byteCount)
      else { return nil }
      packets.append(packet)
      start = end
    }
    return packets.isEmpty ? nil : packets
  }

  /// - Parameter packet: with its header, as long as this says.
  private init?(_ packet: RawSpan, mayBePadded: Bool) {
    var packet = packet
    let flags = packet.uint8(at: 0)
    if flags & 0x20 != 0 {
      let padding = Int(packet.uint8(at: packet.byteCount - 1))
      guard mayBePadded, padding > 0, padding.isMultiple(of: 4), padding <= packet.byteCount - 4
      else { return nil }
      packet = packet.extracting(0..<packet.byteCount - padding)
    }
    let count = Int(flags & 0x1F)
    switch packet.uint8(at: 1) {
    case Kind.senderReport:
      guard let reports = Self.reports(count, in: packet, from: 28) else { return nil }
      let report = SenderReport(
        source: packet.uint32(at: 4),
        time: NetworkTime(seconds: packet.uint32(at: 8), fraction: packet.uint32(at: 12)),
        timestamp: packet.uint32(at: 16), packets: packet.uint32(at: 20),
        octets: packet.uint32(at: 24))
      self = .senderReport(report, reports)
    case Kind.receiverReport:
      guard let reports = Self.reports(count, in: packet, from: 8) else { return nil }
      self = .receiverReport(source: packet.uint32(at: 4), reports)
    case Kind.description:
      guard let descriptions = Self.descriptions(count, in: packet) else { return nil }
      self = .description(descriptions)
    case Kind.goodbye:
      let end = 4 + 4 * count
      guard end <= packet.byteCount else { return nil }
      var reason: String?
      if end < packet.byteCount {
        guard let text = Self.text(in: packet, at: end) else { return nil }
        reason = text
      }
      self = .goodbye(sources: (0..<count).map { packet.uint32(at: 4 + 4 * $0) }, reason: reason)
    case let type:
      self = .other(type: type)
    }
  }

  private static func reports(
    _ count: Int, in packet: RawSpan, from start: Int
  ) -> [ReceptionReport]? {
    guard start + count * ReceptionReport.length <= packet.byteCount else { return nil }
    return (0..<count).map { ReceptionReport(packet, at: start + $0 * ReceptionReport.length) }
  }

  /// Each is a source and its items, which end with a zero and are filled up to whole words.
  private static func descriptions(_ count: Int, in packet: RawSpan) -> [SourceDescription]? {
    var descriptions: [SourceDescription] = []
    var place = 4
    for _ in 0..<count {
      guard place + 4 < packet.byteCount else { return nil }
      var description = SourceDescription(source: packet.uint32(at: place), items: [])
      place += 4
      while true {
        guard place < packet.byteCount else { return nil }
        let kind = packet.uint8(at: place)
        if kind == 0 { break }
        guard let text = text(in: packet, at: place + 1) else { return nil }
        description.items.append(SourceDescription.Item(kind: kind, text: text))
        place += 2 + Int(packet.uint8(at: place + 1))
      }
      place = (place / 4 + 1) * 4
      descriptions.append(description)
    }
    return descriptions
  }

  /// A text after a byte with its length.
  private static func text(in packet: RawSpan, at place: Int) -> String? {
    guard place < packet.byteCount else { return nil }
    let end = place + 1 + Int(packet.uint8(at: place))
    guard end <= packet.byteCount else { return nil }
    return String(decoding: packet.array(place + 1..<end), as: UTF8.self)
  }
}
