import CLibre
import Glibc

/// TLS for signalling, 1.2 and later.
public struct SIPSecurity: Sendable {
  /// What callers are shown: files in PEM, the first with the certificates of who has signed it.
  public struct Certificate: Sendable {
    public var file: String
    public var key: String

    public init(file: String, key: String) {
      self.file = file
      self.key = key
    }
  }

  /// Without it one is shown that nobody has signed, to who has been called and wants to end the call.
  public var certificate: Certificate?
  /// Whose certificates are trusted: a file in PEM; `nil` for those that the system trusts.
  public var authorities: String?
  /// Who may be called: names of hosts, or one address. A certificate must have one of them.
  public private(set) var names: [String] = []

  public init(certificate: Certificate? = nil, authorities: String? = nil) {
    self.certificate = certificate
    self.authorities = authorities
  }

  /// Has whoever is at a URI be called, if that is by TLS.
  public mutating func expect(at uri: String) {
    guard let target = SIPTarget(uri), target.isSecure, !names.contains(target.host) else { return }
    names.append(target.host)
  }

  /// Why the files can't be used; nothing if they can.
  public var faults: [SIPEndpointError] {
    var faults: [SIPEndpointError] = []
    do throws(SIPEndpointError) {
      _ = try context { fault throws(SIPEndpointError) in faults.append(fault) }
    } catch {
      faults.append(error)
    }
    return faults
  }

  /// libre's `tls`.
  ///
  /// - Parameter note: takes what is wrong with a file, and throws it unless the rest is to be tried.
  func context(
    _ note: (SIPEndpointError) throws(SIPEndpointError) -> Void = {
      fault throws(SIPEndpointError) in throw fault
    }
  ) throws(SIPEndpointError) -> LibreObject {
    var made: OpaquePointer?
    let failure = tls_alloc(&made, TLS_METHOD_SSLV23, nil, nil)
    guard failure == 0, let tls = made else { throw SIPEndpointError("no TLS", failure) }
    let context = LibreObject(tls)
    gooya_tls_verify(tls, true)
    if gooya_tls_trust(tls, authorities) != 1 {
      let place = authorities.map { "'\($0)'" } ?? "the system"
      try note(SIPEndpointError("no certificates of authorities in \(place)"))
    }
    if let certificate {
      if gooya_tls_show(tls, certificate.file) != 1 {
        try note(SIPEndpointError("no certificate in '\(certificate.file)'"))
      } else if gooya_tls_prove(tls, certificate.key) != 1 {
        try note(
          SIPEndpointError(
            "'\(certificate.key)' isn't the key of the certificate in '\(certificate.file)'"))
      }
    } else if tls_set_selfsigned_rsa(tls, "gooya", 2048) != 0 {
      throw SIPEndpointError("no certificate for TLS")
    }
    // OpenSSL wants all addresses that it is told, and any of the names.
    if names.count > 1,
      let address = names.first(where: { SocketAddress(host: $0, port: 0) != nil })
    {
      throw SIPEndpointError("by TLS only \(address) can be called, or names")
    }
    for name in names where gooya_tls_expect(tls, name) != 1 {
      throw SIPEndpointError("'\(name)' can't be called by TLS")
    }
    return context
  }
}
