/// A protocol data unit of SMPP 3.4: an operation, its status, and the number by which an answer
/// finds its request.
package struct SMPPPDU: Hashable, Sendable {
  package enum Body: Hashable, Sendable {
    case bindTransceiver(SMPPLogin)
    case bindTransceiverResponse
    case submitSM(SMPPMessage)
    /// With the number that receipts name; `nil` in a refusal.
    case submitSMResponse(messageID: String?)
    case deliverSM(SMPPMessage)
    case deliverSMResponse
    case enquireLink
    case enquireLinkResponse
    case unbind
    case unbindResponse
    case genericNack
    /// An operation that isn't spoken here, by its number.
    case unknown(UInt32)
  }

  package let status: SMPPStatus
  package let sequence: UInt32
  package let body: Body

  package init(_ body: Body, _ status: SMPPStatus = .ok, sequence: UInt32) {
    self.body = body
    self.status = status
    self.sequence = sequence
  }

  /// `command_length`, `command_id`, `command_status` and `sequence_number`.
  package static let headerLength = 16
  /// Far more than a `message_payload` of 64 KB takes.
  package static let longest = 70_000

  /// Set in the command of an answer.
  static let responseBit: UInt32 = 0x8000_0000

  package var isRequest: Bool { command & Self.responseBit == 0 }

  // MARK: Writing

  package var bytes: [UInt8] {
    var writer = SMPPWriter()
    writer.long(0)
    writer.long(command)
    writer.long(status.code)
    writer.long(sequence)
    switch body {
    case .bindTransceiver(let login): login.write(&writer)
    case .submitSM(let message), .deliverSM(let message): message.write(&writer)
    case .submitSMResponse(let messageID):
      // A refusal has no body (SMPP 3.4, 4.4.2).
      if let messageID { writer.text(messageID, atMost: 65) }
    case .bindTransceiverResponse: if status == .ok { writer.byte(0) }
    case .deliverSMResponse: writer.byte(0)
    case .enquireLink, .enquireLinkResponse, .unbind, .unbindResponse, .genericNack, .unknown: break
    }
    var length = SMPPWriter()
    length.long(UInt32(writer.bytes.count))
    return length.bytes + writer.bytes.dropFirst(4)
  }

  private var command: UInt32 {
    switch body {
    case .bindTransceiver: SMPPCommand.bindTransceiver.rawValue
    case .bindTransceiverResponse: SMPPCommand.bindTransceiverResponse.rawValue
    case .submitSM: SMPPCommand.submitSM.rawValue
    case .submitSMResponse: SMPPCommand.submitSMResponse.rawValue
    case .deliverSM: SMPPCommand.deliverSM.rawValue
    case .deliverSMResponse: SMPPCommand.deliverSMResponse.rawValue
    case .enquireLink: SMPPCommand.enquireLink.rawValue
    case .enquireLinkResponse: SMPPCommand.enquireLinkResponse.rawValue
    case .unbind: SMPPCommand.unbind.rawValue
    case .unbindResponse: SMPPCommand.unbindResponse.rawValue
    case .genericNack: SMPPCommand.genericNack.rawValue
    case .unknown(let number): number
    }
  }

  // MARK: Reading

  /// The length of the PDU that octets begin with; `nil` if there are too few to tell.
  package static func length(of bytes: some Collection<UInt8>) throws(SMPPFault) -> Int? {
    guard bytes.count >= 4 else { return nil }
    let length = bytes.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    guard (UInt32(headerLength)...UInt32(longest)).contains(length) else {
      throw .badLength(length)
    }
    return Int(length)
  }

  /// The status and number of a whole PDU, which a fault in its body doesn't touch.
  package static func head(
    of bytes: some Collection<UInt8>
  ) throws(SMPPFault) -> (command: UInt32, status: SMPPStatus, sequence: UInt32) {
    var reader = SMPPReader(bytes)
    guard Int(try reader.long()) == bytes.count else { throw .truncated }
    return (try reader.long(), SMPPStatus(try reader.long()), try reader.long())
  }

  /// Reads a whole PDU.
  package init(_ bytes: some Collection<UInt8>) throws(SMPPFault) {
    let head = try Self.head(of: bytes)
    var reader = SMPPReader(bytes.dropFirst(Self.headerLength))
    status = head.status
    sequence = head.sequence
    switch SMPPCommand(rawValue: head.command) {
    case .bindTransceiver: body = .bindTransceiver(try SMPPLogin(&reader))
    case .bindTransceiverResponse: body = .bindTransceiverResponse
    case .submitSM: body = .submitSM(try SMPPMessage(&reader))
    case .submitSMResponse:
      // Some centres leave out the body, others send one with a refusal.
      body = .submitSMResponse(messageID: reader.isAtEnd ? nil : try reader.text(atMost: 65))
    case .deliverSM: body = .deliverSM(try SMPPMessage(&reader))
    case .deliverSMResponse: body = .deliverSMResponse
    case .enquireLink: body = .enquireLink
    case .enquireLinkResponse: body = .enquireLinkResponse
    case .unbind: body = .unbind
    case .unbindResponse: body = .unbindResponse
    case .genericNack: body = .genericNack
    case nil: body = .unknown(head.command)
    }
  }
}

/// Who binds a link (SMPP 3.4, 4.1.5).
package struct SMPPLogin: Hashable, Sendable {
  package let systemID: String
  package let password: String
  package let systemType: String

  package init(systemID: String, password: String, systemType: String = "") {
    self.systemID = systemID
    self.password = password
    self.systemType = systemType
  }

  /// What a password and the like may have at most, in octets.
  package static let longestSystemID = 15
  package static let longestPassword = 8
  package static let longestSystemType = 12

  func write(_ writer: inout SMPPWriter) {
    writer.text(systemID, atMost: Self.longestSystemID + 1)
    // Many centres take longer passwords than the standard.
    writer.text(password, atMost: 65)
    writer.text(systemType, atMost: Self.longestSystemType + 1)
    writer.byte(0x34)
    writer.byte(0)
    writer.byte(0)
    writer.text("", atMost: 41)
  }

  init(_ reader: inout SMPPReader) throws(SMPPFault) {
    systemID = try reader.text(atMost: Self.longestSystemID + 1)
    password = try reader.text(atMost: 65)
    systemType = try reader.text(atMost: Self.longestSystemType + 1)
    _ = try reader.bytes(3)
    _ = try reader.text(atMost: 41)
  }
}
