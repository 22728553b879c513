import CLibre
import Foundation
import Glibc

/// Where a SIP URI leads.
public struct SIPTarget {
  let host: String
  /// `nil` if it has none.
  let user: String?
  /// Whether it is reached by TLS.
  public let isSecure: Bool

  /// - Returns: `nil` if the text is no SIP URI.
  public init?(_ uri: String) {
    guard let colon = uri.firstIndex(of: ":"), ["sip", "sips"].contains(uri[..<colon].lowercased())
    else { return nil }
    var rest = uri[uri.index(after: colon)...]
    var user: Substring?
    if let at = rest.lastIndex(of: "@") {
      user = rest[..<at]
      rest = rest[rest.index(after: at)...]
    }
    self.user = user.map(String.init)
    isSecure =
      uri.lowercased().hasPrefix("sips:")
      || rest.lowercased().split(separator: ";").dropFirst().contains("transport=tls")
    rest = rest.prefix { $0 != ";" && $0 != "?" && $0 != ">" }
    if rest.hasPrefix("[") {
      host = String(rest.dropFirst().prefix { $0 != "]" })
    } else {
      host = String(rest.prefix { $0 != ":" })
    }
    if host.isEmpty || uri.contains(where: \.isWhitespace) { return nil }
  }

  /// A URI as libre takes it, which knows TLS only as a parameter.
  static func withTransport(_ uri: String) -> String {
    guard uri.lowercased().hasPrefix("sips:") else { return uri }
    let rest = uri.dropFirst("sips:".count)
    let isTold = rest.lowercased().contains(";transport=tls")
    return "sip:\(rest)\(isTold ? "" : ";transport=tls")"
  }

  /// An address as a URI has it.
  static func bracketed(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }

  /// This machine's address as the host of a URI sees it, if that is an address.
  public var ownAddress: String? { UDPSocket.localAddress(towards: host) }

  /// A URI whose host is an address: a name is looked up, which may take its time.
  ///
  /// - Returns: `nil` if it is no SIP URI, or nobody knows the name.
  public static func resolved(_ uri: String) -> String? {
    guard let target = SIPTarget(uri) else { return nil }
    if SocketAddress(host: target.host, port: 1) != nil { return uri }
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
    hints.ai_flags = AI_ADDRCONFIG
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(target.host, nil, &hints, &found) == 0, let first = found else { return nil }
    defer { freeaddrinfo(found) }
    var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    guard
      getnameinfo(
        first.pointee.ai_addr, first.pointee.ai_addrlen, &name, socklen_t(name.count), nil, 0,
        NI_NUMERICHOST) == 0,
      let place = uri.range(of: target.host, options: .backwards)
    else { return nil }
    let address = String(
      decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return uri.replacingCharacters(in: place, with: bracketed(address))
  }
}
