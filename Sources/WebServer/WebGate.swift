internal import Lines

/// Who may use an application that does what its page asks: in a browser any page may send requests
/// to any address, this machine's own too.
package struct WebGate: Sendable {
  /// What begins every path; `nil` if the application is for this machine alone.
  private let token: String?

  /// - Parameter token: a secret that those know who were given the link.
  package init(token: String?) {
    self.token = token
  }

  /// What the link ends with.
  package var start: String { token.map { "/\($0)/" } ?? "/" }

  /// Where whoever left out the link's last slash wanted to go, as seen from there: the page's parts
  /// are beside it, so it can't be served without; `nil` for anybody else.
  package func wholeLink(of request: WebRequest) -> String? {
    guard let token, String(request.path.dropFirst()).isSameSecret(as: token) else { return nil }
    return "\(token)/"
  }

  /// The path within the application; `nil` if the request has none.
  ///
  /// Without a token the browser must have asked for this machine by a name that is always its own: a
  /// page elsewhere can have its own name lead here. With one, nobody else knows the path.
  package func path(of request: WebRequest) -> String? {
    guard let token else { return Self.isOwn(request["host"] ?? "") ? request.path : nil }
    let parts = request.path.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, String(parts[1]).isSameSecret(as: token) else { return nil }
    return "/\(parts[2])"
  }

  /// Whether a WebSocket is opened by a page of ours, and not by another one in the same browser.
  package func isOwnPage(_ request: WebRequest) -> Bool {
    if let site = request["sec-fetch-site"], site != "same-origin" { return false }
    guard let host = request["host"]?.lowercased(), !host.isEmpty,
      let origin = request["origin"]?.lowercased()
    else { return false }
    return origin == "http://\(host)" || origin == "https://\(host)"
  }

  private static func isOwn(_ host: String) -> Bool {
    guard let name = host.wholeMatch(of: #/(\[[0-9a-f:]+\]|[^:]+)(:[0-9]{1,5})?/#)?.output.1 else {
      return false
    }
    switch name.lowercased() {
    case "localhost", "[::1]": return true
    case let name: return name.hasPrefix("127.") && VisitorAddress.isAddress(name)
    }
  }
}
