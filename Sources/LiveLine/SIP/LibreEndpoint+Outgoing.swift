import CLibre

/// Calls that go out.
extension LibreEndpoint {
  func begin(_ id: SIPCallID, _ order: SIPOrder) {
    let call = LibreCall(id, of: self, isOutgoing: true)
    let credentials = order.credentials.flatMap { gooya_credentials($0.user, $0.password) }
    defer { mem_deref(credentials) }
    let buffer = LibreBuffer(order.description)
    var session: OpaquePointer?
    let failure = gooya_sipsess_connect(
      &session, sessionSocket, SIPTarget.withTransport(order.uri), nil, order.from, "gooya",
      order.proxy.map(SIPTarget.withTransport), buffer.pointer,
      credentials, LibreHandlers.offered, LibreHandlers.answered,
      LibreHandlers.progressed, LibreHandlers.established, LibreHandlers.informed,
      LibreHandlers.refused, LibreHandlers.closed, call.argument, Self.abilities)
    guard failure == 0, let session else {
      return delegate.ended(
        id,
        SIPEnding(
          status: .serviceUnavailable, cause: .destinationOutOfOrder, isRemote: false,
          isUnanswered: true))
    }
    call.session = LibreObject(session)
    if let callID = sip_dialog_callid(sipsess_dialog(session)) {
      call.callID = String(cString: callID)
    }
    // All that libre ends itself is what has taken too long.
    call.willEnd(.recoveryOnTimerExpiry)
    remember(call)
    if let dialog = sipsess_dialog(session) { forks.called(call.callID, dialog) }
  }

  func refer(_ call: LibreCall, to uri: String) {
    var made: OpaquePointer?
    let failure = gooya_sipevent_drefer(
      &made, events?.pointer, sipsess_dialog(call.session?.pointer),
      call.contact, nil,
      { sip, message, argument in
        _ = sip_reply(sip, message, 200, "OK")
        LibreCall.from(argument)?.notified(message)
      },
      { failure, message, _, argument in LibreCall.from(argument)?.unsubscribed(failure, message) },
      call.argument, uri)
    call.referral = made.map(LibreObject.init)
    if failure != 0 { delegate.referred(call.id, .serverError) }
  }
}
