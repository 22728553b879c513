internal import FlyingSocks
internal import Foundation
internal import Glibc
internal import Synchronization

/// A connection that has become a WebSocket.
final class WebSocketConnection: Sendable {
  private let connection: AsyncSocket
  private let limits: WebLimits
  private let peer: any WebSocketPeer
  let socket: WebSocket
  private let times = Mutex(Times())

  /// When what happened last, for the watch.
  private struct Times {
    var heard = ContinuousClock.now
    var asked = ContinuousClock.now
    /// When that came of which the rest hasn't come.
    var midwaySince: ContinuousClock.Instant?
    var writingSince: ContinuousClock.Instant?
  }

  init(_ connection: AsyncSocket, peer: any WebSocketPeer, limits: WebLimits) {
    self.connection = connection
    self.peer = peer
    self.limits = limits
    socket = WebSocket(limits)
  }

  /// Carries messages until one side closes the connection, or the client doesn't keep to the limits.
  ///
  /// - Parameters:
  ///   - opening: what tells the client that it is open.
  ///   - rest: what has been read behind the request.
  func run(_ opening: Data, read rest: [UInt8]) async {
    hurry()
    peer.opened(socket)
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.write(opening) }
      group.addTask { await self.read(rest) }
      group.addTask { await self.watch() }
      await group.next()
      group.cancelAll()
    }
    socket.end()
    peer.closed()
  }

  /// Sound is to be on its way at once, and not to wait behind older sound.
  private func hurry() {
    let descriptor = connection.socket.file.rawValue
    var (yes, most) = (Int32(1), Int32(4096))
    let size = socklen_t(MemoryLayout<Int32>.size)
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, size)
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NOTSENT_LOWAT, &most, size)
  }

  private func write(_ opening: Data) async {
    do {
      try await send(opening)
      for await _ in socket.wake {
        let (bytes, isLast) = socket.take()
        try await send(Data(bytes))
        guard isLast else { continue }
        // The client closes its side too, or loses it.
        Glibc.shutdown(connection.socket.file.rawValue, Int32(SHUT_WR))
        try await Task.sleep(for: limits.ending)
        return
      }
    } catch {
      return
    }
  }

  private func send(_ bytes: Data) async throws {
    if bytes.isEmpty { return }
    times.withLock { $0.writingSince = .now }
    try await connection.write(bytes)
    times.withLock { $0.writingSince = nil }
  }

  private func read(_ rest: [UInt8]) async {
    var reader = WebSocketReader(longest: limits.message)
    var allowance = Allowance(limits.messagesPerSecond)
    var next: [UInt8]? = rest
    while let bytes = next {
      let events: [WebSocketReader.Event]
      do throws(WebSocketReader.Fault) { events = try reader.read(bytes) } catch {
        await refuse(error.status)
        return
      }
      times.withLock { times in
        times.heard = .now
        times.midwaySince = reader.isMidway ? times.midwaySince ?? .now : nil
      }
      for event in events {
        guard allowance.takesOne() else {
          await refuse(1008)
          return
        }
        switch event {
        case .message(let message): peer.received(message)
        case .ping(let bytes): socket.put(.pong(bytes), bytes: bytes.count)
        case .pong: break
        case .close:
          await refuse(1000)
          return
        }
      }
      next = try? await connection.read(atMost: 4096)
    }
  }

  /// Closes the connection, and gives the client a moment to hear why.
  private func refuse(_ status: UInt16) async {
    socket.close(status)
    while (try? await connection.read(atMost: 4096)) != nil {}
  }

  /// Asks a silent client whether it is still there, and ends a connection that makes no progress.
  private func watch() async {
    while (try? await Task.sleep(for: .seconds(1))) != nil {
      let now = ContinuousClock.now
      let (isStuck, isToBeAsked) = times.withLock { times in
        let isStuck =
          now - times.heard > limits.silence
          || times.midwaySince.map { now - $0 > limits.reading } ?? false
          || times.writingSince.map { now - $0 > limits.writing } ?? false
        let isToBeAsked = now - max(times.heard, times.asked) > limits.silence / 3
        if isToBeAsked { times.asked = now }
        return (isStuck, isToBeAsked)
      }
      if isStuck { return }
      if isToBeAsked { socket.put(.ping) }
    }
  }
}

/// How many messages a client may still send now: some a second, and what it has saved up.
private struct Allowance {
  private let perSecond: Double
  private var left: Double
  private var last = ContinuousClock.now

  init(_ perSecond: Int) {
    self.perSecond = Double(perSecond)
    left = Double(perSecond) * 3
  }

  mutating func takesOne() -> Bool {
    let now = ContinuousClock.now
    left = min(left + (now - last) / .seconds(1) * perSecond, perSecond * 3)
    last = now
    if left < 1 { return false }
    left -= 1
    return true
  }
}
