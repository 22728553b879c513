package import Foundation
package import Lines

/// What is where: the lines' pages, the hook for SMS that come in, and whether all is well.
package struct WebSite: WebService {
  private let desk: ServiceDesk
  private let inbound: InboundHook?
  private let isBehindProxy: Bool
  private let probe: StoreProbe

  /// - Parameters:
  ///   - inboundSecret: what the SMS gateway signs in with; `nil` if it hands in nothing.
  ///   - isBehindProxy: whether a proxy in front tells by `X-Forwarded-For` who visits. If none did,
  ///     visitors could choose their address themselves.
  package init(_ desk: ServiceDesk, inboundSecret: String?, isBehindProxy: Bool) {
    self.desk = desk
    inbound = inboundSecret.map { InboundHook(desk, secret: $0) }
    self.isBehindProxy = isBehindProxy
    probe = StoreProbe(desk)
  }

  /// Whether the pages are reached by HTTPS.
  package var isSecure: Bool { desk.pagesURL.hasPrefix("https://") }

  /// The part of the site that a path belongs to; nothing that a visitor chose.
  package func place(of path: String) -> String {
    if ["/healthz", "/sms", "/sms/receipt"].contains(path) { return path }
    return folder(of: path).map { "/\($0)" } ?? "other"
  }

  package func answer(_ request: WebRequest, at now: Date) -> WebResponse {
    do {
      switch request.path {
      case "/healthz": return health(request)
      case "/sms":
        guard let inbound else { return WebResponse(.notFound) }
        return try inbound.answer(request, from: visitor(request), at: now)
      case "/sms/receipt": return try receipt(request, from: visitor(request), at: now)
      default: return try page(request, at: now)
      }
    } catch let refusal as WebRefusal {
      return WebResponse(refusal.status)
    } catch {
      // The store: its reason has nothing for visitors.
      return ["/sms", "/sms/receipt"].contains(request.path)
        ? WebResponse(.unavailable) : WebResponse(LinePage.unavailable)
    }
  }

  /// What Kannel reports of a message that it took. Its key is the secret that lets it in.
  private func receipt(
    _ request: WebRequest, from visitor: String, at now: Date
  ) throws -> WebResponse {
    guard request.method == "GET" else { return .not(["GET"]) }
    guard let fields = FormFields.read(request.query.utf8), let key = fields["key"],
      let status = fields["status"].flatMap({ Int($0) })
    else { return WebResponse(.badRequest) }
    guard try desk.maySignIn(from: visitor, at: now) else {
      return WebResponse(.tooManyRequests, headers: [("Retry-After", "3600")])
    }
    guard try desk.takeIn(receipt: status, key: key, at: now) else {
      try desk.countMiss(from: visitor, at: now)
      return WebResponse(.notFound)
    }
    return WebResponse(.ok, "")
  }

  private func health(_ request: WebRequest) -> WebResponse {
    guard request.method == "GET" || request.method == "HEAD" else { return .not(["GET", "HEAD"]) }
    return probe.isWell
      ? WebResponse(.ok, "ok\n") : WebResponse(.unavailable, "the database doesn't answer\n")
  }

  // MARK: Pages

  private func folder(of path: String) -> String? {
    let parts = path.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, desk.hasPages(in: String(parts[1])) else { return nil }
    return String(parts[1])
  }

  private func page(_ request: WebRequest, at now: Date) throws -> WebResponse {
    guard let folder = folder(of: request.path) else { return WebResponse(.notFound) }
    let fields: [String: String]?
    switch request.method {
    case "GET", "HEAD": fields = nil
    case "POST":
      guard isFromOurselves(request) else { throw WebRefusal(.forbidden) }
      guard request.contentType == "application/x-www-form-urlencoded" else {
        throw WebRefusal(.unsupportedMediaType)
      }
      guard let read = FormFields.read(request.body) else { throw WebRefusal(.badRequest) }
      fields = read
    default: return .not(["GET", "HEAD", "POST"])
    }
    let visit = PageVisit(
      token: String(request.path.dropFirst(folder.count + 2)), fields: fields,
      address: visitor(request), at: now)
    guard let page = try desk.visit(folder, visit) else { return WebResponse(.notFound) }
    return WebResponse(page)
  }

  /// Whether a form was sent from a page of ours. A page elsewhere would have to know the link's
  /// secret, so this is a second lock.
  ///
  /// Browsers write `Origin: null` here, since our pages pass on no referrer; then what counts is
  /// `Sec-Fetch-Site`, which only browsers before 2023 don't send.
  private func isFromOurselves(_ request: WebRequest) -> Bool {
    if let site = request["sec-fetch-site"], site != "same-origin", site != "none" { return false }
    guard let origin = request["origin"], origin != "null" else { return true }
    let host = request["host"] ?? ""
    return [Self.origin(of: desk.pagesURL), "http://\(host)", "https://\(host)"]
      .contains(origin.lowercased())
  }

  private static func origin(of url: String) -> String {
    url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).prefix(3)
      .joined(separator: "/").lowercased()
  }

  /// The address that a visitor's limits are counted by: the last one that the proxy added, or the
  /// connection's own.
  private func visitor(_ request: WebRequest) -> String {
    guard isBehindProxy, let last = request.values("x-forwarded-for").last,
      VisitorAddress.isAddress(last)
    else { return request.peer }
    return VisitorAddress.counted(last)
  }
}
