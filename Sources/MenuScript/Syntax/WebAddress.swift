import CallEngine

/// The shapes of a web hook's parts.
enum WebAddress {
  struct Malformed: Error {
    let fault: ServiceRules.BadAddress.Fault
  }

  /// The template of an address: inputs stand behind the host only.
  static func template(_ text: String) -> Result<InputTemplate, Malformed> {
    func fault(_ fault: ServiceRules.BadAddress.Fault) -> Result<InputTemplate, Malformed> {
      .failure(Malformed(fault: fault))
    }
    let lowercased = text.lowercased()
    guard let scheme = ["https://", "http://"].first(where: lowercased.hasPrefix) else {
      return fault(.scheme)
    }
    let rest = text.dropFirst(scheme.count)
    let authority = rest.prefix { !"/?#".contains($0) }
    if authority.contains("@") { return fault(.user) }
    if authority.contains(where: { "{}".contains($0) }) { return fault(.inputInHost) }
    if text.contains("#") { return fault(.fragment) }
    guard isHost(authority) else { return fault(.host) }
    let isClean = text.unicodeScalars.allSatisfy { scalar in
      scalar.value > 0x20 && scalar.value < 0x7F && !"\"<>\\^`|".unicodeScalars.contains(scalar)
    }
    guard isClean else { return fault(.character) }
    guard let template = InputTemplate(text) else { return fault(.brace) }
    return .success(template)
  }

  /// A name or an IP address, perhaps with a port.
  private static func isHost(_ authority: Substring) -> Bool {
    let text = String(authority)
    let isHost =
      text.wholeMatch(of: #/\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?/#) != nil
      || text.wholeMatch(of: #/[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?(:[0-9]{1,5})?/#) != nil
    let port = text.hasSuffix("]") ? nil : text.split(separator: ":").dropFirst().last
    return isHost && (port.flatMap { Int($0) }.map { (1...65_535).contains($0) } ?? true)
  }

  /// Whether an author may set a header: those that frame a request are gooya's own.
  static func mayBeHeader(_ name: String) -> Bool {
    let marks = Array("!#$%&'*+-.^_`|~".utf8)
    let isToken =
      !name.isEmpty && name.utf8.count <= 100
      && name.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || marks.contains($0)
      }
    return isToken && !ownHeaders.contains(name.lowercased())
  }

  /// Whether a value can't end its header and begin another.
  static func mayBeHeaderValue(_ value: String) -> Bool {
    value.utf8.count <= 4096 && value.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) }
  }

  private static let ownHeaders: Set<String> = [
    "host", "content-length", "content-type", "transfer-encoding", "connection", "expect", "te",
    "trailer", "upgrade", "proxy-authorization", "gooya-time", "gooya-signature",
  ]
}
