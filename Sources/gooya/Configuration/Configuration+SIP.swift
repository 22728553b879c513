import CallEngine
import Foundation
import LiveLine
import MenuScript

extension Configuration {
  /// How calls by SIP are made and taken.
  ///
  /// - Parameters:
  ///   - address: where this side listens.
  ///   - isSecureOnly: whether it listens by TLS alone.
  ///   - callee: whom it will call, besides the gateway.
  /// - Throws: `Failure` if a password or a certificate can't be read, or the ports are none.
  func sip(
    at address: ListeningAddress, isSecureOnly: Bool = false, calling callee: String? = nil
  ) throws -> SIPSettings {
    var settings = SIPSettings(host: address.host, port: address.port)
    settings.isSecureOnly = isSecureOnly
    settings.securePort = isSecureOnly ? address.port : number("sip.tls_port").map { UInt16($0) }
    settings.security = try sipSecurity(calling: callee)
    if settings.securePort != nil, settings.security?.certificate == nil {
      throw Failure("calls by TLS need sip.tls_certificate and sip.tls_key in the configuration")
    }
    settings.ports = try soundPorts
    settings.patience = time("sip.silence") ?? settings.patience
    settings.encryptsSound = text("sip.srtp") == "yes"
    settings.users = try callers
    if let user = text("sip.user") {
      settings.credentials = SIPCredentials(
        user: user, password: try secret("sip.password") ?? "")
    }
    if let written = text("sip.registrar"), let address = text("sip.address") {
      let registrar = try resolved(written, "sip.registrar")
      settings.registrations = [
        SIPRegistration(
          registrar: registrar, address: address, credentials: settings.credentials)
      ]
    }
    return settings
  }

  /// How signalling is encrypted; `nil` if it never is.
  ///
  /// - Throws: `Failure` if others can read the certificate's key.
  func sipSecurity(calling callee: String? = nil) throws -> SIPSecurity? {
    let security = try writtenSecurity(calling: callee)
    let isNeeded = security.certificate != nil || !security.names.isEmpty
    return isNeeded ? security : nil
  }

  /// The files of TLS that are named, and whom it will be spoken with.
  func writtenSecurity(calling callee: String? = nil) throws -> SIPSecurity {
    func path(_ setting: String) -> SecretFile? {
      text(setting).map { SecretFile($0, besideFileAt: file) }
    }
    var security = SIPSecurity(authorities: path("sip.tls_ca_file")?.path)
    if let certificate = path("sip.tls_certificate"), let key = path("sip.tls_key") {
      try key.demandPrivacy("sip.tls_key")
      security.certificate = SIPSecurity.Certificate(file: certificate.path, key: key.path)
    }
    for uri in [callee, text("sip.gateway"), text("sip.registrar")].compactMap(\.self) {
      security.expect(at: uri)
    }
    return security
  }

  var soundPorts: ClosedRange<UInt16> {
    get throws {
      let (first, last) = (number("sip.first_port") ?? 16_384, number("sip.last_port") ?? 32_767)
      guard first < last else { throw Failure("sip.last_port must be above sip.first_port") }
      return UInt16(first)...UInt16(last)
    }
  }

  /// That the ports of sound aren't enough for so many calls at once; `nil` if they are.
  func portShortage(for calls: Int) -> VisibleText? {
    guard let ports = try? soundPorts else { return nil }
    let room = SIPSettings.calls(in: ports)
    guard room < calls else { return nil }
    return """
      the ports from sip.first_port to sip.last_port are enough for \(String(room)) calls at once, and \
      'gooya listen' takes up to \(String(calls)) (--calls)
      """
  }

  /// The files of those who may call, by their names.
  var users: [(name: String, file: SecretFile)] {
    guard case .texts(let users) = written["users"]?.value else { return [] }
    return users.map { ($0.name, SecretFile($0.text, besideFileAt: file)) }
  }

  /// Who may call, with their passwords.
  private var callers: [String: String] {
    get throws {
      try users.reduce(into: [:]) { $0[$1.name] = try $1.file.read("users: \($1.name)") }
    }
  }

  /// A URI with an address in the place of a name.
  ///
  /// - Throws: `Failure` if nobody knows the name.
  func resolved(_ uri: String, _ path: String) throws -> String {
    guard let found = SIPTarget.resolved(uri) else {
      throw Failure("\(path): '\(uri)' can't be found; write it like sip:192.0.2.20")
    }
    return found
  }

  /// Whom a number is called at, by SIP; `nil` if numbers aren't called.
  ///
  /// - Throws: `Failure` if there is no such gateway.
  func sipAddresses() throws -> @Sendable (_ number: String) -> String? {
    guard let written = text("sip.gateway") else { return { _ in nil } }
    let gateway = try resolved(written, "sip.gateway")
    guard let colon = gateway.firstIndex(of: ":") else { return { _ in nil } }
    let scheme = String(gateway[...colon])
    let place = String(gateway[gateway.index(after: colon)...])
    return { number in
      let isNumber = !number.isEmpty && number.allSatisfy { "0123456789*#+".contains($0) }
      return isNumber ? "\(scheme)\(number.replacing("#", with: "%23"))@\(place)" : nil
    }
  }
}
