package import CallEngine
internal import Foundation
internal import Messaging

/// Asks the servers of web hooks, if the operator lets it (`--live-services`).
package final class LiveServices: Sendable {
  /// In small letters.
  private let allowedHosts: Set<String>
  private let environment: [String: String]
  private let pause: @Sendable () -> Void

  /// - Parameters:
  ///   - allowedHosts: hosts that may be asked besides this machine itself.
  ///   - environment: where secrets are.
  ///   - pause: waits before a request that found nobody is sent once more.
  package init(
    allowedHosts: [String], environment: [String: String],
    pause: @escaping @Sendable () -> Void = LiveServices.shortPause
  ) {
    self.allowedHosts = Set(allowedHosts.map { $0.lowercased() })
    self.environment = environment
    self.pause = pause
  }

  /// Long enough for a server that is being started anew to listen again.
  package static func shortPause() { Thread.sleep(forTimeInterval: 0.2) }

  /// What keeps the services of a script from being asked, so that it can be told before a call.
  package func obstacles(to program: MenuProgram) -> [String] {
    program.services.flatMap { service -> [String] in
      guard let hook = service.hook else { return [] }
      var obstacles: [WebTrouble] = []
      // Inputs stand behind the host, so that any will do.
      let address = hook.url.filled { _ in "1" }
      if let host = refusedHost(in: address) { obstacles.append(.refusedHost(host)) }
      for name in hook.environment {
        if environment[name] == nil { obstacles.append(.missingEnvironment(name)) }
      }
      return obstacles.map { $0.description(of: service.name) }
    }
  }

  /// Asks a server, on a thread of its own.
  ///
  /// - Parameter done: is called from that thread, once.
  package func begin(
    _ request: ServiceRequest, to service: DeclaredService, _ hook: WebHook,
    done: @escaping @Sendable (ServiceAnswer) -> Void
  ) {
    let thread = Thread { [self] in
      done(answer(to: request, of: service, hook, within: request.fetchTimeout))
    }
    thread.name = "web hook"
    thread.start()
  }

  /// Asks a server, and waits for its answer.
  ///
  /// - Parameter limit: how long all of it may take.
  package func answer(
    to request: ServiceRequest, of service: DeclaredService, _ hook: WebHook,
    within limit: Duration
  ) -> ServiceAnswer {
    do {
      try service.check(request)
      let inputs = RequestInputs(request, of: service.signature)
      let answer = try ask(hook, inputs, until: .now + limit)
      return ServiceAnswer(try answer.reply(of: service, hook))
    } catch let trouble as WebTrouble {
      return ServiceAnswer(.failed, trouble: trouble.description(of: service.name))
    } catch {
      return ServiceAnswer(.failed, trouble: "\(ServiceTrouble(error))")
    }
  }

  private func ask(
    _ hook: WebHook, _ inputs: RequestInputs, until end: ContinuousClock.Instant
  ) throws -> WebAnswer {
    var url = try hook.address(with: inputs)
    let body = hook.method == .post ? try hook.document(with: inputs) : ""
    let headers = try headers(of: hook, body: Array(body.utf8))
    for _ in 0...Self.mostRedirections {
      if let host = refusedHost(in: url) { throw WebTrouble.refusedHost(host) }
      guard let origin = WebOrigin(of: url) else { throw WebTrouble.badValue("url") }
      let sent = WebRequest(
        isPost: hook.method == .post, url: url, headers: headers, body: Array(body.utf8))
      let response = try send(sent, to: origin.host, until: end)
      let isOutcome = hook.conditions.contains { condition in
        condition.statuses.contains { $0.contains(response.status) }
      }
      guard let next = response.redirection, !isOutcome else {
        return WebAnswer(status: response.status, body: response.body)
      }
      // What is posted goes to nobody else, not even to another address of the same server.
      guard hook.method == .get, WebOrigin(of: next) == origin else {
        throw WebTrouble.redirected(host: origin.host)
      }
      url = next
    }
    throw WebTrouble.redirected(host: WebOrigin(of: url)?.host ?? "")
  }

  private static let mostRedirections = 5

  /// Sends a request; a 'get' that found nobody is sent once more.
  private func send(
    _ request: WebRequest, to host: String, until end: ContinuousClock.Instant
  ) throws(WebTrouble) -> WebRequest.Response {
    var mayRetry = !request.isPost
    while true {
      let left = ContinuousClock.now.duration(to: end)
      guard left > .zero else { throw .timeout(host: host) }
      do throws(WebRequest.Failure) {
        return try request.send(within: left)
      } catch {
        switch error {
        case .noConnection where mayRetry:
          mayRetry = false
          pause()
        case .noConnection(let why), .other(let why): throw .unreachable(host: host, why: why)
        case .timeout: throw .timeout(host: host)
        case .tooLarge: throw .tooLarge
        }
      }
    }
  }

  /// The host of an address, if it may not be asked.
  private func refusedHost(in url: String) -> String? {
    guard let origin = WebOrigin(of: url) else { return url.isEmpty ? "" : "?" }
    return origin.isLoopback || allowedHosts.contains(origin.host) ? nil : origin.host
  }

  private func headers(
    of hook: WebHook, body: [UInt8]
  ) throws(WebTrouble) -> [(name: String, value: String)] {
    var headers = [("User-Agent", "gooya"), ("Accept", "application/json")]
    if hook.method == .post { headers.append(("Content-Type", "application/json")) }
    for header in hook.headers {
      headers.removeAll { $0.0.lowercased() == header.name.lowercased() }
      switch header.value {
      case .literal(let text): headers.append((header.name, text))
      case .environment(let name): headers.append((header.name, try value(of: name)))
      }
    }
    if let secret = hook.secret {
      guard let key = environment[secret] else { throw .missingEnvironment(secret) }
      let seconds = Int64(Date().timeIntervalSince1970)
      headers.append(("Gooya-Time", "\(seconds)"))
      headers.append(
        ("Gooya-Signature", RequestSignature.hex(of: body, at: seconds, key: Array(key.utf8))))
    }
    return headers
  }

  private func value(of variable: String) throws(WebTrouble) -> String {
    guard let value = environment[variable] else { throw .missingEnvironment(variable) }
    guard value.unicodeScalars.allSatisfy({ (0x20...0x7E).contains($0.value) }) else {
      throw .badEnvironment(variable)
    }
    return value
  }
}

extension WebHook {
  /// The address with inputs in it, percent-encoded.
  ///
  /// - Throws: `WebTrouble` if a value would make it another address, `ServiceTrouble` if one is
  ///   missing.
  func address(with inputs: RequestInputs) throws -> String {
    var isQuery = false
    var address = ""
    for piece in url.pieces {
      switch piece {
      case .text(let text):
        isQuery = isQuery || text.contains("?")
        address += text
      case .input(let name):
        let value = try inputs.text(name)
        // Servers take '.' and '..' for other folders, and nothing for the folder itself.
        if !isQuery, value.allSatisfy({ $0 == "." }) { throw WebTrouble.badValue(name) }
        address += value.percentEncoded
      }
    }
    return address
  }

  /// The body of a post.
  ///
  /// - Throws: what `inputs` throw.
  func document(with inputs: RequestInputs) throws -> String {
    guard let body else { return try inputs.object() }
    return try body.json(inputs) ?? "null"
  }
}
