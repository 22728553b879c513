import CLibre

/// Requests that come in.
extension LibreEndpoint {
  /// Sees every request that is no repetition, before libre's sessions do.
  ///
  /// - Returns: whether it has been answered.
  func received(_ message: LibreMessage?) -> Bool {
    guard let message else { return false }
    if isGreeting(message) { return true }
    switch message.method {
    case "BYE":
      // libre doesn't tell why.
      if let call = call(withID: message.callID) {
        call.willEnd(nil)
        call.cause = message.header(SIP_HDR_REASON).flatMap(ReleaseCause.init(header:))
      }
      return false
    // libre would say that it is for want of a protocol.
    case "INVITE" where isUnanswerable(message):
      refuse(message, .notAcceptableHere, ReleaseCause.bearerNotImplemented.header)
      return true
    case "INVITE", "ACK", "INFO", "NOTIFY": return false
    case "REFER" where message.pointee.to.tag.isSet: return false
    // One that belongs to a transaction has been taken before.
    case "CANCEL":
      answer(message, .noSuchCall, "")
      return true
    // A server that spreads calls over several such endpoints is told to leave this one out; what
    // belongs to a call is answered as long as the call goes on.
    case "OPTIONS" where !delegate.takesCalls && !message.pointee.to.tag.isSet:
      answer(message, .serviceUnavailable, ReleaseCause.temporaryFailure.header)
      return true
    case "OPTIONS":
      answer(
        message, .ok,
        "Allow: \(Self.methods)\r\nAccept: application/sdp\r\nAccept-Encoding: identity\r\n"
          + "Accept-Language: en\r\nSupported: \r\n")
      return true
    default:
      answer(message, .methodNotAllowed, "Allow: \(Self.methods)\r\n")
      return true
    }
  }

  /// Whether it offers something in a call on which nothing can be agreed.
  private func isUnanswerable(_ message: LibreMessage) -> Bool {
    guard message.pointee.to.tag.isSet, let call = call(withID: message.callID),
      sip_dialog_cmp(sipsess_dialog(call.session?.pointer), message)
    else { return false }
    let body = message.body
    return !body.isEmpty && !delegate.canAnswer(call.id, description: body)
  }

  func invited(_ message: LibreMessage?) {
    guard let message else { return }
    if isClosing {
      return refuse(message, .serviceUnavailable, ReleaseCause.temporaryFailure.header)
    }
    if let extensions = message.header(SIP_HDR_REQUIRE) {
      return refuse(message, .badExtension, "Unsupported: \(extensions)\r\n")
    }
    let body = message.body
    if !body.isEmpty, !message.isOf(type: "application", "sdp") {
      return refuse(message, .unsupportedMediaType, "Accept: application/sdp\r\n")
    }
    var invitation = SIPInvitation(
      from: message.pointee.from.uri.name, to: message.pointee.uri.name,
      source: message.source,
      transport: String(cString: sip_transp_name(message.pointee.tp)).lowercased(),
      description: body.isEmpty ? nil : body)
    switch verdict(on: message) {
    case .known(let name): invitation.user = name
    case .challenge(let header): return refuse(message, .unauthorized, header)
    case .wrong(let header):
      delegate.turnedAway(invitation)
      return refuse(message, .unauthorized, header)
    case nil: break
    }
    let call = LibreCall(newCall(), of: self, isOutgoing: false)
    call.callID = message.callID
    switch delegate.invited(call.id, invitation) {
    case .refuse(let status, let cause, let seconds):
      let retry = seconds.map { "Retry-After: \($0)\r\n" } ?? ""
      refuse(message, status, (cause?.header ?? "") + retry)
    case .ring: begin(call, message, .ringing, describing: nil)
    case .accept(let description): begin(call, message, .ok, describing: description)
    }
  }

  private func begin(
    _ call: LibreCall, _ message: LibreMessage, _ status: SIPStatus,
    describing description: String?
  ) {
    let buffer = LibreBuffer(description)
    var session: OpaquePointer?
    remember(call)
    call.contact = contact(for: message)
    let failure = gooya_sipsess_accept(
      &session, sessionSocket, message, status.rawValue, status.reason, call.contact,
      buffer.pointer, LibreHandlers.offered, LibreHandlers.answered, LibreHandlers.established,
      LibreHandlers.informed, LibreHandlers.refused, LibreHandlers.closed, call.argument,
      status == .ok ? Self.abilities : "")
    call.session = session.map(LibreObject.init)
    // All that libre ends itself is what has taken too long.
    call.willEnd(.recoveryOnTimerExpiry)
    if failure != 0 { call.closed(failure, nil) }
  }

  /// This side's address in a caller's dialog: the one that the caller has reached. libre by itself
  /// would give that of its first socket in requests.
  private func contact(for message: LibreMessage) -> String {
    let to = message.pointee.dst
    let transport = String(cString: sip_transp_param(message.pointee.tp))
    return "sip:gooya@\(SIPTarget.bracketed(to.host)):\(to.port)\(transport)"
  }

  /// Answers an INVITE for good.
  private func refuse(_ message: LibreMessage, _ status: SIPStatus, _ headers: String) {
    _ = gooya_sip_treply(sip, message, status.rawValue, status.reason, headers)
  }

  private func answer(_ message: LibreMessage, _ status: SIPStatus, _ headers: String) {
    _ = gooya_sip_reply(sip, message, status.rawValue, status.reason, headers)
  }
}
