package import Foundation
internal import Synchronization
package import WebServer

/// The page with a telephone, and the calls that are made with it.
package final class PhoneService: WebService {
  private let exchange: any PhoneExchange
  private let gate: WebGate
  private let other: (any WebService)?
  private let phones = Mutex<[ObjectIdentifier: Phone]>([:])

  /// - Parameter other: what else is served, behind the same gate but for `/healthz`.
  package init(
    _ exchange: any PhoneExchange, gate: WebGate, beside other: (any WebService)? = nil
  ) {
    self.exchange = exchange
    self.gate = gate
    self.other = other
  }

  /// Encryption is a matter of what stands in front.
  package var isSecure: Bool { false }
  package var takesContent: Bool { false }

  /// How many pages are open.
  package var count: Int { phones.withLock { $0.count } }

  package func place(of path: String) -> String {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init)
    guard let name else { return "other" }
    if PhonePage.parts[name] != nil || name == "call" { return "/\(name)" }
    return other?.place(of: "/\(name)") ?? "other"
  }

  package func answer(_ request: WebRequest, at now: Date) -> WebResponse {
    if request.path == "/healthz", let other { return other.answer(request, at: now) }
    guard let path = gate.path(of: request) else {
      return gate.wholeLink(of: request).map {
        WebResponse(.permanentRedirect, headers: [("Location", $0)])
      } ?? WebResponse(.notFound)
    }
    if path == "/call" {
      guard gate.isOwnPage(request) else { return WebResponse(.forbidden) }
      return WebResponse(opening: phone(from: request.peer), for: request)
    }
    guard let part = PhonePage.parts[String(path.dropFirst())] else {
      return other?.answer(request.moved(to: path), at: now) ?? WebResponse(.notFound)
    }
    guard request.method == "GET" || request.method == "HEAD" else { return .not(["GET", "HEAD"]) }
    return WebResponse(application: part.content, type: part.type)
  }

  /// Tells every page what became of a script that was saved.
  package func tell(_ news: PhoneScriptNews) {
    for phone in phones.withLock({ Array($0.values) }) { phone.tell(.script(news)) }
  }

  /// It is kept among the others while its page is open.
  private func phone(from source: String) -> Phone {
    Phone(exchange, from: source) { [weak self] phone in
      self?.phones.withLock { $0[ObjectIdentifier(phone)] = phone }
    } gone: { [weak self] phone in
      self?.phones.withLock { $0[ObjectIdentifier(phone)] = nil }
    }
  }
}
