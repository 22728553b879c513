internal import Foundation
internal import Lines

/// An answer, with the headers that keep it to itself: not stored, not framed, not passed on by a
/// referrer, nothing loaded from anywhere.
struct WebResponse: Sendable {
  let status: WebStatus
  private let contentType: String?
  private let content: [UInt8]
  private let policy: String
  private var headers: [(String, String)] = []

  /// A short text, for programs and for people who are lost.
  init(_ status: WebStatus, _ text: String? = nil, headers: [(String, String)] = []) {
    self.status = status
    let text = text ?? (status == .noContent ? "" : "\(status.phrase)\n")
    content = Array(text.utf8)
    contentType = text.isEmpty ? nil : "text/plain; charset=utf-8"
    policy = Self.policy(style: nil)
    self.headers = headers
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
      "Connection: close",
      "Cache-Control: no-store",
      "Content-Security-Policy: \(policy)",
      "Referrer-Policy: no-referrer",
      "X-Content-Type-Options: nosniff",
      "X-Frame-Options: DENY",
      "X-Robots-Tag: noindex, nofollow",
      "Cross-Origin-Opener-Policy: same-origin",
      "Cross-Origin-Resource-Policy: same-origin",
      "Permissions-Policy: accelerometer=(), camera=(), geolocation=(), gyroscope=(), "
        + "microphone=(), payment=(), usb=()",
    ]
    if isSecure { lines.append("Strict-Transport-Security: max-age=31536000") }
    if let contentType { lines.append("Content-Type: \(contentType)") }
    if status != .noContent { lines.append("Content-Length: \(content.count)") }
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
