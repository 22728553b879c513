/// A SIP address that somebody has written down, looked at for everything by which no call to it
/// could ever succeed. What comes from the network is read by `SIPTarget`, which is more lenient.
public struct WrittenSIPAddress: Hashable, Sendable {
  /// `nil` if it has none.
  public let user: String?
  /// A name, or an address without brackets.
  public let host: String
  /// `nil` if it has none.
  public let port: UInt16?

  /// What is wrong with one, in words that follow it.
  public enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
    case noAddress
    case noHost
    case host(String)
    case user(String)
    case port(String)
    case transport(String)
    case headers

    public var description: String {
      switch self {
      case .noAddress: "is no SIP address"
      case .noHost: "has no host"
      case .host(let host): "has no host that can be called: '\(host)'"
      case .user(let user):
        "has a user that no address can have: '\(user)' (other characters are written like %23)"
      case .port(let port): "has no port from 1 to 65535: '\(port)'"
      case .transport(let name):
        "can't be called by transport=\(name): there are udp, tcp and tls, and sips: is always tls"
      case .headers: "has something behind '?', which no call can have"
      }
    }
  }

  /// - Throws: the first fault.
  public init(_ text: String) throws(Fault) {
    var reading = Reading()
    reading.read(text)
    if let fault = reading.faults.first { throw fault }
    (user, host, port) = (reading.user, reading.host, reading.port)
  }

  /// Everything that is wrong with one.
  public static func faults(in text: String) -> [Fault] {
    var reading = Reading()
    reading.read(text)
    return reading.faults
  }

  private struct Reading {
    var user: String?
    var host = ""
    var port: UInt16?
    var faults: [Fault] = []

    mutating func read(_ text: String) {
      guard let colon = text.firstIndex(of: ":"),
        ["sip", "sips"].contains(text[..<colon].lowercased()),
        text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"<>\"".utf8.contains($0) })
      else {
        faults.append(.noAddress)
        return
      }
      var rest = text[text.index(after: colon)...]
      if let at = rest.lastIndex(of: "@") {
        user = String(rest[..<at])
        demand(WrittenSIPAddress.isUser(rest[..<at]), .user(String(rest[..<at])))
        rest = rest[rest.index(after: at)...]
      }
      if let mark = rest.firstIndex(of: "?") {
        faults.append(.headers)
        rest = rest[..<mark]
      }
      let parts = rest.split(separator: ";", omittingEmptySubsequences: false)
      read(place: parts[0])
      let transports =
        text.lowercased().hasPrefix("sips:") ? ["tls"] : ["udp", "tcp", "tls"]
      for parameter in parts.dropFirst().map({ $0.lowercased() }) {
        let sides = parameter.split(separator: "=", maxSplits: 1)
        guard sides.first == "transport" else { continue }
        let name = sides.count == 2 ? String(sides[1]) : ""
        demand(transports.contains(name), .transport(name))
      }
    }

    private mutating func read(place: Substring) {
      let isBracketed = place.hasPrefix("[")
      let end =
        isBracketed
        ? place.firstIndex(of: "]").map(place.index(after:)) : place.firstIndex(of: ":")
      let written = place[..<(end ?? place.endIndex)]
      host = isBracketed ? String(written.dropFirst().dropLast()) : String(written)
      if written.isEmpty {
        faults.append(.noHost)
      } else {
        demand(WrittenSIPAddress.isHost(written, isBracketed: isBracketed), .host(String(written)))
      }
      guard let end, end < place.endIndex else { return }
      let digits = place[end...].trimmingPrefix(":")
      let isNumber = place[end] == ":" && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
      port = isNumber ? UInt16(digits) : nil
      demand(port ?? 0 > 0, .port(String(digits)))
    }

    private mutating func demand(_ isFine: Bool, _ fault: Fault) {
      if !isFine { faults.append(fault) }
    }
  }

  /// RFC 3261, section 25.1, without the password, which belongs in no address.
  private static func isUser(_ user: Substring) -> Bool {
    user.wholeMatch(of: #/([A-Za-z0-9\-_.!~*'()&=+$,;?\/]|%[0-9A-Fa-f]{2})+/#) != nil
  }

  /// Whether it is an address, or may be a machine's name: one of digits alone is a mistyped address.
  private static func isHost(_ host: Substring, isBracketed: Bool) -> Bool {
    if isBracketed {
      return host.hasSuffix("]") && host.contains(":")
        && SocketAddress(host: String(host.dropFirst().dropLast()), port: 1) != nil
    }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    if labels.last?.allSatisfy({ ("0"..."9").contains($0) }) ?? true {
      return SocketAddress(host: String(host), port: 1) != nil
    }
    return host.utf8.count <= 253
      && labels.allSatisfy { label in
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
          && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
      }
  }
}
