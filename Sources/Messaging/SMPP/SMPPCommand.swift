/// The operations of SMPP 3.4 that are spoken here (its section 5.1.2.1).
package enum SMPPCommand: UInt32, Hashable, Sendable, CaseIterable {
  case genericNack = 0x8000_0000
  case submitSM = 0x0000_0004
  case submitSMResponse = 0x8000_0004
  case deliverSM = 0x0000_0005
  case deliverSMResponse = 0x8000_0005
  case unbind = 0x0000_0006
  case unbindResponse = 0x8000_0006
  case bindTransceiver = 0x0000_0009
  case bindTransceiverResponse = 0x8000_0009
  case enquireLink = 0x0000_0015
  case enquireLinkResponse = 0x8000_0015
}

/// What an answer says of its request (SMPP 3.4, 5.1.3).
package struct SMPPStatus: Hashable, Sendable {
  package let code: UInt32

  package init(_ code: UInt32) { self.code = code }

  package static let ok = SMPPStatus(0)
  package static let invalidCommandLength = SMPPStatus(0x02)
  package static let invalidCommandID = SMPPStatus(0x03)
  package static let systemError = SMPPStatus(0x08)
  package static let queueFull = SMPPStatus(0x14)
  package static let throttled = SMPPStatus(0x58)
  /// The receiver can't take it now.
  package static let temporaryReceiverError = SMPPStatus(0x64)

  /// Whether the centre asks to be sent less; what was refused so is accepted a little later.
  package var isCongestion: Bool { self == .throttled || self == .queueFull }

  /// Whether trying the same again later can help. Everything that finds fault with the message, its
  /// numbers or the login is for good; what isn't in the standard's list may pass.
  package var isTemporary: Bool {
    switch code {
    // Wrong state of the link, system error, queue full, submit failed, throttled, application
    // error, unknown error.
    case 0x04, 0x05, 0x08, 0x14, 0x45, 0x58, 0x64, 0xFF: true
    case 0x00...0xFF: false
    default: code >= 0x400
    }
  }
}
