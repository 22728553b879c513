import CLibre

/// A registration at somebody else's server, so that calls to one of its numbers come here.
public struct SIPRegistration: Sendable {
  /// The server, as a URI.
  public var registrar: String
  /// What is registered, as a URI.
  public var address: String
  public var credentials: SIPCredentials?
  /// How long it is to hold; it is renewed before.
  public var lifetime: Duration

  public init(
    registrar: String, address: String, credentials: SIPCredentials? = nil,
    lifetime: Duration = .seconds(300)
  ) {
    self.registrar = registrar
    self.address = address
    self.credentials = credentials
    self.lifetime = lifetime
  }
}

extension LibreEndpoint {
  func begin(_ registration: SIPRegistration) {
    let credentials = registration.credentials.flatMap { gooya_credentials($0.user, $0.password) }
    defer { mem_deref(credentials) }
    let user = SIPTarget(registration.address)?.user ?? "gooya"
    var made: OpaquePointer?
    let failure = gooya_sipreg_register(
      &made, sip, SIPTarget.withTransport(registration.registrar),
      SIPTarget.withTransport(registration.address), user,
      UInt32(registration.lifetime / .seconds(1)), credentials,
      { failure, message, argument in
        guard let endpoint = LibreEndpoint.from(argument) else { return }
        let status = message.map(\.status)
        endpoint.delegate.registered(status ?? (failure == 0 ? .ok : .requestTimeout))
      }, Unmanaged.passUnretained(self).toOpaque())
    keep(registration: made.map(LibreObject.init))
    if failure != 0 { delegate.registered(.serviceUnavailable) }
  }
}
