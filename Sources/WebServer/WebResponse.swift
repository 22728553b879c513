internal import Foundation
internal import Lines

/// An answer, with the headers that keep it to itself: not stored, not framed, not passed on by a
/// referrer, nothing loaded from anywhere.
package struct WebResponse: Sendable {
  let status: WebStatus
  private let contentType: String?
  private let content: [UInt8]
  private let policy: String
  /// Whether a page may use the microphone.
  private var listens = false
  private var headers: [(String, String)] = []
  /// Who goes on with the connection as a WebSocket.
  private(set) var peer: (any WebSocketPeer)?

  /// A short text, for programs and for people who are lost.
  package init(_ status: WebStatus, _ text: String? = nil, headers: [(String, String)] = []) {
    self.status = status
    let text = text ?? (status == .noContent ? "" : "\(status.phrase)\n")
    content = Array(text.utf8)
    contentType = text.isEmpty ? nil : "text/plain; charset=utf-8"
    policy = Self.policy(style: nil)
    self.headers = headers
  }

  /// The answer to a method that a resource doesn't have.
  package static func not(_ allowed: [String]) -> WebResponse {
    WebResponse(.methodNotAllowed, headers: [("Allow", allowed.joined(separator: ", "))])
  }

  /// A line's page.
  init(_ page: LinePage) {
    status =
      switch page.outcome {
      case .shown: .ok
      case .rejected: .unprocessable
      case .unknown: .notFound
      case .tooMany: .tooManyRequests
      case .unavailable: .unavailable
      }
    content = Array(page.html.utf8)
    contentType = "text/html; charset=utf-8"
    policy = Self.policy(style: page.styleHash)
    if page.outcome == .tooMany { headers = [("Retry-After", "3600")] }
  }

  /// A part of an application, which loads its other parts from the same server, and nothing else.
  ///
  /// - Parameter type: as `Content-Type` has it.
  package init(application content: [UInt8], type: String) {
    status = .ok
    self.content = content
    contentType = type
    policy =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
      + "img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    listens = true
  }

  /// The opening of a WebSocket (RFC 6455, 4.2), or what is wrong with the request for it.
  package init(opening peer: any WebSocketPeer, for request: WebRequest) {
    guard request.method == "GET" else {
      self = .not(["GET"])
      return
    }
    guard request["upgrade"]?.lowercased() == "websocket",
      request.values("connection").contains(where: { $0.lowercased() == "upgrade" }),
      request["sec-websocket-version"] == "13"
    else {
      self.init(
        .upgradeRequired,
        headers: [("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13")])
      return
    }
    guard let key = request["sec-websocket-key"], Data(base64Encoded: key)?.count == 16 else {
      self.init(.badRequest)
      return
    }
    let guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
    let accept = Data(SHA1.digest(of: Array((key + guid).utf8))).base64EncodedString()
    self.init(
      .switchingProtocols, "",
      headers: [("Upgrade", "websocket"), ("Sec-WebSocket-Accept", accept)])
    self.peer = peer
  }

  /// - Parameter style: the hash of the only style sheet that is allowed.
  private static func policy(style: String?) -> String {
    let style = style.map { "style-src 'sha256-\($0)'; " } ?? ""
    return "default-src 'none'; \(style)form-action 'self'; base-uri 'none'; "
      + "frame-ancestors 'none'"
  }

  /// The bytes to send.
  ///
  /// - Parameters:
  ///   - method: to HEAD the content isn't sent.
  ///   - isSecure: whether the pages are reached by HTTPS, and should be from now on.
  func bytes(for method: String?, isSecure: Bool, at now: Date) -> Data {
    var lines = [
      "HTTP/1.1 \(status.rawValue) \(status.phrase)",
      "Date: \(Self.date(now))",
      "Connection: \(peer == nil ? "close" : "Upgrade")",
      "Cache-Control: no-store",
      "Content-Security-Policy: \(policy)",
      "Referrer-Policy: no-referrer",
      "X-Content-Type-Options: nosniff",
      "X-Frame-Options: DENY",
      "X-Robots-Tag: noindex, nofollow",
      "Cross-Origin-Opener-Policy: same-origin",
      "Cross-Origin-Resource-Policy: same-origin",
      "Permissions-Policy: accelerometer=(), camera=(), geolocation=(), gyroscope=(), "
        + "microphone=(\(listens ? "self" : "")), payment=(), usb=()",
    ]
    if isSecure { lines.append("Strict-Transport-Security: max-age=31536000") }
    if let contentType { lines.append("Content-Type: \(contentType)") }
    if status != .noContent && peer == nil { lines.append("Content-Length: \(content.count)") }
    lines += headers.map { "\($0.0): \($0.1)" }
    var data = Data((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    if method != "HEAD" { data.append(contentsOf: content) }
    return data
  }

  /// A time as HTTP writes it (RFC 9110, 5.6.7).
  private static func date(_ now: Date) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "UTC")
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return formatter.string(from: now)
  }
}
