import CallEngine
import Foundation
import LiveLine
import MenuScript

extension Configuration {
  /// How calls by SIP are made and taken.
  ///
  /// - Parameter address: where this side listens.
  /// - Throws: `Failure` if a password can't be read, or the ports are none.
  func sip(at address: ListeningAddress) throws -> SIPSettings {
    var settings = SIPSettings(host: address.host, port: address.port)
    let (first, last) = (number("sip.first_port") ?? 16_384, number("sip.last_port") ?? 32_767)
    guard first < last else { throw Failure("sip.last_port must be above sip.first_port") }
    settings.ports = UInt16(first)...UInt16(last)
    settings.patience = time("sip.silence") ?? settings.patience
    settings.encryptsSound = text("sip.srtp") == "yes"
    settings.users = try callers
    if let user = text("sip.user") {
      settings.credentials = SIPCredentials(
        user: user, password: try secret("sip.password") ?? "")
    }
    if let written = text("sip.registrar"), let address = text("sip.address") {
      guard let registrar = SIPTarget.resolved(written) else {
        throw Failure("sip.registrar: '\(written)' can't be found; write it like sip:192.0.2.20")
      }
      settings.registrations = [
        SIPRegistration(
          registrar: registrar, address: address, credentials: settings.credentials)
      ]
    }
    return settings
  }

  /// Who may call, with their passwords.
  private var callers: [String: String] {
    get throws {
      guard case .texts(let users) = written["users"]?.value else { return [:] }
      return try users.reduce(into: [:]) { passwords, user in
        passwords[user.name] = try SecretFile(user.text, besideFileAt: file)
          .read("users: \(user.name)")
      }
    }
  }

  /// Whom a number is called at, by SIP; `nil` if numbers aren't called.
  ///
  /// - Throws: `Failure` if there is no such gateway.
  func sipAddresses() throws -> @Sendable (_ number: String) -> String? {
    guard let written = text("sip.gateway") else { return { _ in nil } }
    guard let gateway = SIPTarget.resolved(written), let colon = gateway.firstIndex(of: ":") else {
      throw Failure("sip.gateway: '\(written)' can't be found; write it like sip:192.0.2.20")
    }
    let scheme = String(gateway[...colon])
    let place = String(gateway[gateway.index(after: colon)...])
    return { number in
      let isNumber = !number.isEmpty && number.allSatisfy { "0123456789*#+".contains($0) }
      return isNumber ? "\(scheme)\(number.replacing("#", with: "%23"))@\(place)" : nil
    }
  }
}
