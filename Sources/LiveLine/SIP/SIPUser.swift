import CLibre

/// Whom a URI names.
enum SIPUser {
  /// The number or the name: the user part of a `sip` URI, or the number of a `tel` URI (RFC 3966), in
  /// which it stands where the host would; without the parameters behind it, such as
  /// `;phone-context`.
  static func name(scheme: String, user: String, host: String) -> String {
    let isNumber = scheme.lowercased() == "tel"
    let name = (isNumber ? host : user).prefix { $0 != ";" }
    // What makes a number readable is no part of it.
    return isNumber ? name.filter { !"-.()".contains($0) } : String(name)
  }
}

extension uri {
  /// See `SIPUser`.
  var name: String { SIPUser.name(scheme: scheme.text, user: user.text, host: host.text) }
}
