/// Puts together SMS that come in several parts. A part alone is never passed on: the end of an
/// address would be taken for the whole of it.
package struct SMPPAssembly: Sendable {
  private struct Key: Hashable {
    let source: String
    let destination: String
    let reference: UInt16
    let total: Int
  }

  private struct Parts {
    var octets: [Int: [UInt8]] = [:]
    let since: Duration
  }

  private var open: [Key: Parts] = [:]
  /// After this, parts that are missing won't come.
  private static let patience = Duration.seconds(600)
  private static let mostOpen = 1000

  package init() {}

  /// Takes a message, or a part of one.
  ///
  /// - Returns: the text, once it is whole; a text that can't be read is U+FFFD, so that its sender
  ///   is asked again.
  package mutating func take(_ message: SMPPMessage, at now: Duration) -> String? {
    let (part, octets) = Self.part(of: message)
    guard let part, part.total != 1 else { return Self.text(octets, message.dataCoding) }
    open = open.filter { now - $0.value.since < Self.patience }
    guard part.total > 0, (1...part.total).contains(part.number) else { return nil }
    let key = Key(
      source: message.source.text, destination: message.destination.text,
      reference: part.reference, total: part.total)
    if open[key] == nil, open.count >= Self.mostOpen,
      let oldest = open.min(by: { $0.value.since < $1.value.since })
    {
      open[oldest.key] = nil
    }
    open[key, default: Parts(since: now)].octets[part.number] = octets
    guard let parts = open[key], parts.octets.count == part.total else { return nil }
    open[key] = nil
    let whole = (1...part.total).flatMap { parts.octets[$0] ?? [] }
    return Self.text(whole, message.dataCoding)
  }

  private static func text(_ octets: [UInt8], _ dataCoding: UInt8) -> String {
    SMPPText.read(octets, dataCoding: dataCoding) ?? "\u{FFFD}"
  }

  private struct Part {
    let reference: UInt16
    let total: Int
    let number: Int
  }

  /// Where a part belongs, by its header or its optional parameters, and its octets without header.
  private static func part(of message: SMPPMessage) -> (Part?, [UInt8]) {
    guard message.hasHeader else {
      let values = [.concatenationReference, .totalSegments, .segmentNumber].map {
        (tag: SMPPParameter) in message.parameters[tag] ?? []
      }
      guard values[0].count == 2, values[1].count == 1, values[2].count == 1 else {
        return (nil, message.octets)
      }
      let reference = UInt16(values[0][0]) << 8 | UInt16(values[0][1])
      return (
        Part(reference: reference, total: Int(values[1][0]), number: Int(values[2][0])),
        message.octets
      )
    }
    let length = Int(message.octets.first ?? 0)
    let header = message.octets.dropFirst().prefix(length)
    guard header.count == length else { return (nil, []) }
    return (part(in: header), Array(message.octets.dropFirst(1 + length)))
  }

  /// The concatenation among a header's elements, with a reference of 8 or 16 bits.
  private static func part(in header: ArraySlice<UInt8>) -> Part? {
    var rest = header
    while let element = rest.popFirst(), let length = rest.popFirst() {
      let value = Array(rest.prefix(Int(length)))
      guard value.count == Int(length) else { return nil }
      rest = rest.dropFirst(value.count)
      if element == 0x00, value.count == 3 {
        return Part(reference: UInt16(value[0]), total: Int(value[1]), number: Int(value[2]))
      }
      if element == 0x08, value.count == 4 {
        return Part(
          reference: UInt16(value[0]) << 8 | UInt16(value[1]), total: Int(value[2]),
          number: Int(value[3]))
      }
    }
    return nil
  }
}
