extension RawRequest {
  /// A response that needs no transaction, with the headers that tell whose it is (RFC 3261, 8.2.6);
  /// those that are missing are left out.
  ///
  /// - Parameter tag: of this side, if the request has none for it.
  func response(
    _ status: SIPStatus, reason: String?, headers more: String, received source: String,
    port: UInt16, tag: String
  ) -> String {
    var lines = ["SIP/2.0 \(status.rawValue) \(reason ?? status.reason)"]
    var isFirst = true
    for (name, value) in headers {
      switch name {
      case "via":
        lines.append("Via: \(isFirst ? Self.received(value, source, port) : value)")
        isFirst = false
      case "from": lines.append("From: \(value)")
      case "to": lines.append("To: \(value.contains("tag=") ? value : "\(value);tag=\(tag)")")
      case "call-id": lines.append("Call-ID: \(value)")
      case "cseq": lines.append("CSeq: \(value)")
      default: break
      }
    }
    return lines.joined(separator: "\r\n") + "\r\n" + more + "Content-Length: 0\r\n\r\n"
  }

  /// The topmost Via with where it came from (RFC 3581).
  private static func received(_ via: String, _ source: String, _ port: UInt16) -> String {
    var parts = via.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    if let place = parts.firstIndex(where: { $0.filter { $0 != " " }.lowercased() == "rport" }) {
      parts[place] = "rport=\(port)"
    }
    return parts.joined(separator: ";") + ";received=\(source)"
  }

  /// The port that a response goes to: where the request came from if it asks for that, else the one
  /// that it names.
  func responsePort(from port: UInt16) -> UInt16 {
    guard let via = value("via") else { return port }
    let parts = via.split(separator: ";")
    if parts.contains(where: { $0.filter { $0 != " " }.lowercased().hasPrefix("rport") }) {
      return port
    }
    guard let sentBy = parts.first?.split(separator: " ").last,
      let colon = sentBy.lastIndex(of: ":"), !sentBy[colon...].contains("]")
    else { return 5060 }
    return UInt16(sentBy[sentBy.index(after: colon)...]) ?? 5060
  }
}
