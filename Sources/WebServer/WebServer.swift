internal import FlyingSocks
package import Foundation
internal import Glibc
internal import Synchronization

/// Serves by HTTP/1.1 and WebSocket, without encryption: in front of it stands what has the
/// certificate.
///
/// It stands on FlyingFox's sockets, not on its `HTTPServer`, which bounds neither the length of a
/// request's headers nor the time that they take.
package final class WebServer: Sendable {
  /// Where it listens: `127.0.0.1:8080`, `[::1]:8080`.
  package let address: String
  private let service: any WebService
  private let limits: WebLimits
  private let clock: @Sendable () -> Date
  private let log: @Sendable (WebLogEntry) -> Void
  private let listening: Socket
  private let state = Mutex(State())
  /// The desk waits for the database and for gateways, which must not hold up other connections.
  private let desk = DispatchQueue(label: "gooya.web.desk")
  private let urgent = DispatchQueue(label: "gooya.web.urgent", attributes: .concurrent)
  private let executor = WebExecutor()

  private struct State {
    var isStopping = false
    var accepting: Task<Void, Never>?
    /// The connections in progress, by a number of their own.
    var connections: [Int: Connection] = [:]
    var next = 0
  }

  private struct Connection {
    let peer: String
    var task: Task<Void, Never>?
    /// If it has become a WebSocket.
    var socket: WebSocket?
  }

  /// Takes the address.
  ///
  /// - Parameters:
  ///   - port: 0 for a free one.
  ///   - clock: when requests are answered.
  ///   - log: is given every answered request.
  /// - Throws: `WebAddressFault`.
  package init(
    host: String, port: UInt16, _ service: any WebService, limits: WebLimits = WebLimits(),
    clock: @escaping @Sendable () -> Date = { Date() },
    log: @escaping @Sendable (WebLogEntry) -> Void
  ) throws(WebAddressFault) {
    self.service = service
    self.limits = limits
    self.clock = clock
    self.log = log
    do {
      if host.contains(":") {
        listening = try Socket(domain: AF_INET6)
        try listening.setValue(true, for: .localAddressReuse)
        try listening.bind(to: .inet6(ip6: host, port: port))
      } else {
        listening = try Socket(domain: AF_INET)
        try listening.setValue(true, for: .localAddressReuse)
        try listening.bind(to: .inet(ip4: host, port: port))
      }
      try listening.listen()
      switch try listening.sockname() {
      case .ip4(let host, let port): address = "\(host):\(port)"
      case .ip6(let host, let port): address = "[\(host)]:\(port)"
      case .unix(let path): address = path
      }
    } catch SocketError.failed(_, let number, _) {
      throw WebAddressFault(reason: String(cString: strerror(number)))
    } catch {
      throw WebAddressFault(reason: "it can't be used")
    }
  }

  /// Serves until it is stopped and the requests in progress are answered.
  package func run() async {
    await Task(executorPreference: executor) { await self.serve() }.value
  }

  private func serve() async {
    let pool = SocketPool.make()
    try? await pool.prepare()
    let events = Task(executorPreference: executor) { try? await pool.run() }
    let accepting = Task(executorPreference: executor) { await self.accept(with: pool) }
    let isStopping = state.withLock { state in
      state.accepting = accepting
      return state.isStopping
    }
    if isStopping { accepting.cancel() }
    await accepting.value
    try? listening.close()
    await finish()
    events.cancel()
  }

  /// Takes no more connections; `run` returns once those in progress are done.
  package func stop() {
    let (accepting, sockets) = state.withLock { state in
      state.isStopping = true
      return (state.accepting, state.connections.values.compactMap(\.socket))
    }
    accepting?.cancel()
    for socket in sockets { socket.close(1001) }
  }

  private func finish() async {
    let deadline = ContinuousClock.now + limits.ending
    while ContinuousClock.now < deadline, state.withLock({ !$0.connections.isEmpty }) {
      try? await Task.sleep(for: .milliseconds(5))
    }
    for task in state.withLock({ $0.connections.values.map(\.task) }) { task?.cancel() }
  }

  // MARK: Connections

  private func accept(with pool: some AsyncSocketPool) async {
    guard let listener = try? AsyncSocket(socket: listening, pool: pool) else { return }
    while !Task.isCancelled {
      do {
        begin(try await listener.accept())
      } catch is CancellationError {
        return
      } catch {
        // The client has gone again, or there is no file descriptor left.
        try? await Task.sleep(for: .milliseconds(20))
      }
    }
  }

  private func begin(_ socket: AsyncSocket) {
    let descriptor = socket.socket.file.rawValue
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    let peer =
      switch try? socket.socket.remotePeer() {
      case .ip4(let address, _), .ip6(let address, _): VisitorAddress.counted(address)
      case .unix, nil: "unknown"
      }
    let number = state.withLock { state -> Int? in
      let own = state.connections.values.count { $0.peer == peer }
      guard state.connections.count < limits.connections, own < limits.connectionsOfOne else {
        return nil
      }
      state.next += 1
      state.connections[state.next] = Connection(peer: peer)
      return state.next
    }
    guard let number else {
      try? socket.close()
      return
    }
    let task = Task(executorPreference: executor) {
      await self.serve(
        WebConnection(socket: socket, peer: peer, limits: self.limits), number: number)
      self.state.withLock { state in state.connections[number] = nil }
    }
    state.withLock { state in state.connections[number]?.task = task }
  }

  private func serve(_ connection: WebConnection, number: Int) async {
    defer { connection.close() }
    let start = ContinuousClock.now
    let request: WebRequest?
    let response: WebResponse
    do {
      let complete = try await connection.request(takesContent: service.takesContent)
      request = complete
      response = await withCheckedContinuation { continuation in
        let queue = service.isUrgent(complete) ? urgent : desk
        queue.async { [service, clock] in
          continuation.resume(returning: service.answer(complete, at: clock()))
        }
      }
    } catch let refusal as WebRefusal {
      request = nil
      response = WebResponse(refusal.status)
    } catch {
      return
    }
    log(
      WebLogEntry(
        method: request.map { WebLogEntry.method($0.method) } ?? "-",
        place: request.map { service.place(of: $0.path) } ?? "-", status: response.status.rawValue,
        took: ContinuousClock.now - start, at: clock()))
    let bytes = response.bytes(for: request?.method, isSecure: service.isSecure, at: clock())
    if let peer = response.peer {
      let conversation = WebSocketConnection(connection.socket, peer: peer, limits: limits)
      let isStopping = state.withLock { state in
        state.connections[number]?.socket = conversation.socket
        return state.isStopping
      }
      if isStopping { conversation.socket.close(1001) }
      await conversation.run(bytes, read: request?.rest ?? [])
    } else {
      await connection.answer(bytes)
    }
  }
}

/// Why a server can't listen at its address.
package struct WebAddressFault: Error {
  package let reason: String
}

/// A request that was answered. It has nothing of what was sent: no secret, address, number or text.
package struct WebLogEntry: Sendable {
  package let method: String
  /// The part of the site: `/c`.
  package let place: String
  package let status: Int
  package let took: Duration
  package let at: Date

  /// A method's name, if it is a usual one: others are the client's own words.
  static func method(_ name: String) -> String {
    let usual = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
    return usual.contains(name) ? name : "other"
  }
}
