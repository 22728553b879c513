/// The fields of `submit_sm` and `deliver_sm`, which are the same (SMPP 3.4, 4.4.1 and 4.6.1).
package struct SMPPMessage: Hashable, Sendable {
  package let source: SMPPAddress
  package let destination: SMPPAddress
  package let messageClass: UInt8
  package let dataCoding: UInt8
  package let wantsReceipt: Bool
  /// The user data: behind its header, if `hasHeader`.
  package let octets: [UInt8]
  /// Whether `octets` goes as `message_payload`, which may be longer.
  package let isPayload: Bool
  let parameters: [SMPPParameter: [UInt8]]

  package init(
    from source: SMPPAddress, to destination: SMPPAddress, messageClass: UInt8 = 0,
    dataCoding: UInt8, wantsReceipt: Bool = false, octets: [UInt8], isPayload: Bool = false
  ) {
    self.init(
      from: source, to: destination, messageClass: messageClass, dataCoding: dataCoding,
      wantsReceipt: wantsReceipt, octets: octets, isPayload: isPayload, parameters: [:])
  }

  init(
    from source: SMPPAddress, to destination: SMPPAddress, messageClass: UInt8, dataCoding: UInt8,
    wantsReceipt: Bool = false, octets: [UInt8], isPayload: Bool,
    parameters: [SMPPParameter: [UInt8]]
  ) {
    self.source = source
    self.destination = destination
    self.messageClass = messageClass
    self.dataCoding = dataCoding
    self.wantsReceipt = wantsReceipt
    self.octets = octets
    self.isPayload = isPayload
    self.parameters = parameters
  }

  /// The bit of `esm_class` that tells of a user data header.
  package static let headerIndicator: UInt8 = 0x40
  /// What `short_message` takes.
  static let longestShortMessage = 254

  package var hasHeader: Bool { messageClass & Self.headerIndicator != 0 }
  /// Whether it is a receipt of the centre, final or intermediate.
  package var isReceipt: Bool { messageClass & 0x3C == 0x04 || messageClass & 0x3C == 0x20 }

  func write(_ writer: inout SMPPWriter) {
    writer.text("", atMost: 6)
    source.write(&writer)
    destination.write(&writer)
    writer.byte(messageClass)
    // protocol_id, priority_flag
    writer.bytes([0, 0])
    // schedule_delivery_time and validity_period: now, and as long as the centre keeps it.
    writer.bytes([0, 0])
    writer.byte(wantsReceipt ? 1 : 0)
    writer.byte(0)
    writer.byte(dataCoding)
    writer.byte(0)
    let isLong = isPayload || octets.count > Self.longestShortMessage
    writer.byte(isLong ? 0 : UInt8(octets.count))
    if !isLong { writer.bytes(octets) }
    if isLong {
      writer.short(SMPPParameter.messagePayload.rawValue)
      writer.short(UInt16(clamping: octets.count))
      writer.bytes(octets.prefix(Int(UInt16.max)))
    }
    for (tag, value) in parameters.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      writer.short(tag.rawValue)
      writer.short(UInt16(clamping: value.count))
      writer.bytes(value.prefix(Int(UInt16.max)))
    }
  }

  init(_ reader: inout SMPPReader) throws(SMPPFault) {
    _ = try reader.text(atMost: 6)
    source = try SMPPAddress(&reader)
    destination = try SMPPAddress(&reader)
    messageClass = try reader.byte()
    _ = try reader.bytes(2)
    _ = try reader.text(atMost: 17)
    _ = try reader.text(atMost: 17)
    wantsReceipt = try reader.byte() & 0x03 != 0
    _ = try reader.byte()
    dataCoding = try reader.byte()
    _ = try reader.byte()
    let length = Int(try reader.byte())
    let short: [UInt8]
    do { short = try reader.bytes(length) } catch { throw .badMessageLength }
    var found = try reader.parameters()
    let payload = found.removeValue(forKey: .messagePayload)
    parameters = found
    isPayload = length == 0 && payload != nil
    octets = isPayload ? payload ?? [] : short
  }
}
