extension RTCPPacket {
  /// A compound of packets. A report comes first and a description with a canonical name is among
  /// them, if the far side is to follow RFC 3550 §6.1.
  public static func compound(_ packets: [RTCPPacket]) -> [UInt8] {
    var compound: [UInt8] = []
    for packet in packets { packet.append(to: &compound) }
    return compound
  }

  private func append(to compound: inout [UInt8]) {
    let start = compound.count
    switch self {
    case .senderReport(let report, let receptions):
      Self.begin(Kind.senderReport, count: receptions.count, in: &compound)
      compound.append(network: report.source)
      compound.append(network: report.time.seconds)
      compound.append(network: report.time.fraction)
      compound.append(network: report.timestamp)
      compound.append(network: report.packets)
      compound.append(network: report.octets)
      for reception in receptions { reception.append(to: &compound) }
    case .receiverReport(let source, let receptions):
      Self.begin(Kind.receiverReport, count: receptions.count, in: &compound)
      compound.append(network: source)
      for reception in receptions { reception.append(to: &compound) }
    case .description(let descriptions):
      Self.begin(Kind.description, count: descriptions.count, in: &compound)
      for description in descriptions {
        compound.append(network: description.source)
        for item in description.items {
          compound.append(item.kind)
          Self.append(item.text, to: &compound)
        }
        // At least one zero ends the items.
        compound.append(0)
        Self.fill(&compound, from: start)
      }
    case .goodbye(let sources, let reason):
      Self.begin(Kind.goodbye, count: sources.count, in: &compound)
      for source in sources { compound.append(network: source) }
      if let reason { Self.append(reason, to: &compound) }
      Self.fill(&compound, from: start)
    case .other(let type):
      Self.begin(type, count: 0, in: &compound)
    }
    let words = UInt16((compound.count - start) / 4 - 1)
    compound[start + 2] = UInt8(words >> 8)
    compound[start + 3] = UInt8(words & 0xFF)
  }

  private static func begin(_ kind: UInt8, count: Int, in compound: inout [UInt8]) {
    precondition(count <= 31, "an RTCP packet holds at most 31 reports or sources")
    compound.append(RTPHeader.version << 6 | UInt8(count))
    compound.append(kind)
    compound.append(network: UInt16(0))
  }

  /// A text after a byte with its length, cut off at a whole character.
  private static func append(_ text: String, to compound: inout [UInt8]) {
    var bytes: [UInt8] = []
    for character in text {
      let next = Array(character.utf8)
      if bytes.count + next.count > 0xFF { break }
      bytes += next
    }
    compound.append(UInt8(bytes.count))
    compound += bytes
  }

  private static func fill(_ compound: inout [UInt8], from start: Int) {
    while !(compound.count - start).isMultiple(of: 4) { compound.append(0) }
  }
}
