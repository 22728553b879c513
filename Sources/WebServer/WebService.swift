package import Foundation

/// What a server has to serve.
package protocol WebService: Sendable {
  /// Whether it is reached by HTTPS.
  var isSecure: Bool { get }
  /// Whether any of its requests has content. If none has, a request's content is passed over, so that
  /// one with a method that there isn't is told that, and not that its content has no length.
  var takesContent: Bool { get }
  /// The part of the service that a path belongs to; nothing that a visitor chose.
  func place(of path: String) -> String
  /// Whether a request is answered at once, though others are waiting.
  func isUrgent(_ request: WebRequest) -> Bool
  /// May wait for a while: it isn't called on the threads that serve connections.
  func answer(_ request: WebRequest, at now: Date) -> WebResponse
}

extension WebService {
  package var takesContent: Bool { true }
  package func isUrgent(_ request: WebRequest) -> Bool { request.path == "/healthz" }
}
