import CLibre
import Glibc

/// Where an endpoint listens.
extension LibreEndpoint {
  /// Opens a socket for each transport and place.
  func listen(_ sip: OpaquePointer) -> Int32 {
    var failure: Int32 = 0
    if !settings.isSecureOnly {
      for var address in places(at: bound.port) {
        for transport in [SIP_TRANSP_UDP, SIP_TRANSP_TCP] where failure == 0 {
          failure = gooya_sip_transp_add(sip, transport, &address)
        }
        ListeningSocket(host: address.host, port: address.port)?.lengthenQueue()
      }
    }
    guard let secrets else { return failure }
    // A port is needed also if only this side calls by TLS.
    let port = settings.isSecureOnly ? bound.port : settings.securePort ?? 0
    for var address in places(at: port) where failure == 0 {
      failure = gooya_sip_transp_add_tls(sip, &address, secrets.pointer)
      ListeningSocket(host: address.host, port: address.port)?.lengthenQueue()
    }
    return failure
  }

  /// Where to listen: libre knows no "everywhere", so that is each of this machine's addresses, the
  /// loopback last, since calls go out from the first.
  private func places(at port: UInt16) -> [sa] {
    let isEverywhere = ["0.0.0.0", "::"].contains(bound.host)
    let hosts =
      isEverywhere ? OwnAddresses.all(isIPv6: bound.host == "::") : [bound.host]
    return hosts.compactMap { host in
      var address = sa()
      return sa_set_str(&address, host, port) == 0 ? address : nil
    }
  }

  func greet() {
    let host = ["0.0.0.0": "127.0.0.1", "::": "::1"][bound.host] ?? bound.host
    guard !settings.isSecureOnly, var address = SocketAddress(host: host, port: bound.port),
      let socket = try? UDPSocket(host: host, port: 0)
    else { return }
    let message = """
      OPTIONS sip:gooya@localhost SIP/2.0\r
      Via: SIP/2.0/UDP localhost:\(socket.port);branch=z9hG4bK\(greeting)\r
      From: <sip:gooya@localhost>;tag=1\r
      To: <sip:gooya@localhost>\r
      Call-ID: \(greeting)\r
      CSeq: 1 OPTIONS\r
      Max-Forwards: 1\r
      Content-Length: 0\r
      \r

      """
    message.utf8CString.withUnsafeBytes {
      socket.send(UnsafeRawBufferPointer(rebasing: $0.dropLast()), to: &address)
    }
  }

  /// Whether it is the endpoint's own message. The first that comes by a socket makes it known.
  func isGreeting(_ message: LibreMessage) -> Bool {
    guard message.pointee.tp == SIP_TRANSP_UDP, let socket = message.pointee.sock else {
      return false
    }
    if screens[socket] == nil { screens[socket] = LibreScreen(socket) }
    return message.callID == greeting
  }
}
