import CLibre

/// Answers by others than who is talked to (RFC 3261, 13.2.2.4).
extension LibreEndpoint {
  /// Sees the responses that belong to no transaction before libre's sessions do, which would let
  /// whoever else has answered talk to nobody: each of those gets an ACK for each of its answers, and a
  /// BYE for the first.
  ///
  /// - Returns: whether nobody else is to see it.
  func receivedStray(_ message: LibreMessage?) -> Bool {
    guard let message, message.pointee.cseq.met.text == "INVITE",
      (200..<300).contains(message.pointee.scode), let sessionSocket
    else { return false }
    // The first to answer hasn't got the ACK.
    if sipsess_ack_again(sessionSocket, message) == 0 { return true }
    switch forks.verdict(on: message) {
    case nil: return false
    case .known: request("ACK", after: message)
    case .new:
      request("ACK", after: message)
      request("BYE", after: message)
    }
    return true
  }

  /// Sends a request in the dialog that an answer begins.
  private func request(_ method: String, after message: LibreMessage) {
    guard let contact = message.header(SIP_HDR_CONTACT).flatMap(Self.address) else { return }
    let isEnd = method == "BYE"
    let routes = message.recordedRoutes
    let headers = [
      routes.map { "Route: \($0)\r\n" }.joined(),
      "To: \(message.pointee.to.val.text)\r\nFrom: \(message.pointee.from.val.text)\r\n",
      "Call-ID: \(message.callID)\r\n",
      "CSeq: \(message.pointee.cseq.num + (isEnd ? 1 : 0)) \(method)\r\n",
      isEnd ? ReleaseCause.normalClearing.header : "", "Content-Length: 0\r\n\r\n",
    ]
    _ = gooya_sip_request(
      sip, isEnd, method, contact, routes.first.flatMap(Self.address) ?? contact, headers.joined())
  }

  /// The URI in a header's value.
  private static func address(_ value: String) -> String? {
    value.withCString { text in
      var written = pl()
      var address = sip_addr()
      pl_set_str(&written, text)
      return sip_addr_decode(&address, &written) == 0 ? address.auri.text : nil
    }
  }
}

extension UnsafePointer where Pointee == sip_msg {
  /// The proxies that want to see a dialog's requests, as whoever called goes through them.
  fileprivate var recordedRoutes: [String] {
    var routes: [String] = []
    withUnsafeMutablePointer(to: &routes) { place in
      _ = sip_msg_hdr_apply(
        self, false, SIP_HDR_RECORD_ROUTE,
        { header, _, argument in
          if let header {
            argument?.assumingMemoryBound(to: [String].self).pointee.append(
              header.pointee.val.text)
          }
          return false
        }, place)
    }
    return routes
  }
}
