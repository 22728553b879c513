package import Foundation

/// What a server has to serve.
package protocol WebService: Sendable {
  /// Whether it is reached by HTTPS.
  var isSecure: Bool { get }
  /// The part of the service that a path belongs to; nothing that a visitor chose.
  func place(of path: String) -> String
  /// Whether a request is answered at once, though others are waiting.
  func isUrgent(_ request: WebRequest) -> Bool
  /// May wait for a while: it isn't called on the threads that serve connections.
  func answer(_ request: WebRequest, at now: Date) -> WebResponse
}

extension WebService {
  package func isUrgent(_ request: WebRequest) -> Bool { request.path == "/healthz" }
}
