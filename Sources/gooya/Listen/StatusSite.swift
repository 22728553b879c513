import Foundation
import Lines
import WebServer

/// Tells those who operate a listener how it is: for load balancers, Prometheus, and people.
struct StatusSite: WebService {
  /// Whether all is well; `/healthz` says so.
  let isWell: @Sendable () -> Bool
  let metrics: @Sendable () -> [Metric]

  var isSecure: Bool { false }
  var takesContent: Bool { false }

  /// Both are asked for because something may be held up.
  func isUrgent(_ request: WebRequest) -> Bool { true }

  func place(of path: String) -> String { Self.paths.contains(path) ? path : "other" }

  func answer(_ request: WebRequest, at now: Date) -> WebResponse {
    guard Self.paths.contains(request.path) else { return WebResponse(.notFound) }
    guard request.method == "GET" || request.method == "HEAD" else { return .not(["GET", "HEAD"]) }
    if request.path == "/metrics" { return WebResponse(.ok, metrics().map(\.text).joined()) }
    return isWell() ? WebResponse(.ok, "ok\n") : WebResponse(.unavailable, "not well\n")
  }

  private static let paths = ["/healthz", "/metrics"]
}
