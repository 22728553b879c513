import Foundation
import Synchronization

/// What a test's connections to the server go through, so that the server can be away for that test
/// alone.
package final class ServerGate: Sendable {
  package enum State: Sendable {
    case open
    /// Connections are refused, and those that there were are lost.
    case closed
    /// Connections are taken, and lost at once.
    case slammed
    /// Nothing is passed on, and nobody is told.
    case silent
  }

  package let port: Int
  private let server: Int
  private let wanted = Mutex(State.open)
  private let current = Mutex<State?>(nil)
  private let attempts = Atomic(0)
  private let isEnding = Atomic(false)
  private let ended = DispatchSemaphore(value: 0)

  /// - Throws: `Unavailable` without a server.
  package init() throws {
    server = try PostgresServer.shared().port
    port = try PostgresServer.freePort()
    Thread.detachNewThread { [wall = Wall(from: port, to: server), self] in attend(wall) }
    set(.open)
  }

  /// The URL by which a database is reached through it.
  package func url(of url: String) -> String {
    url.replacingOccurrences(of: ":\(server)/", with: ":\(port)/")
  }

  /// How many connections were made to it.
  package var attemptCount: Int { attempts.load(ordering: .relaxed) }

  /// Returns once it is so.
  package func set(_ state: State) {
    wanted.withLock { $0 = state }
    while current.withLock({ $0 }) != state { usleep(1000) }
  }

  /// Ends it.
  package func end() {
    isEnding.store(true, ordering: .relaxed)
    ended.wait()
  }

  private func attend(_ wall: Wall) {
    while !isEnding.load(ordering: .relaxed) {
      let state = wanted.withLock { $0 }
      wall.change(to: state)
      current.withLock { $0 = state }
      attempts.add(wall.pass(state), ordering: .relaxed)
    }
    wall.change(to: .closed)
    ended.signal()
  }

  /// Its sockets, which belong to its thread.
  private final class Wall: @unchecked Sendable {
    private let port: Int
    private let server: Int
    private var listener: Int32 = -1
    /// Each with its other end.
    private var pairs: [Int32: Int32] = [:]

    init(from port: Int, to server: Int) {
      self.port = port
      self.server = server
    }

    func change(to state: State) {
      if state == .closed || state == .slammed {
        for end in pairs.keys { Self.cut(end) }
        pairs = [:]
      }
      if state == .closed, listener >= 0 {
        close(listener)
        listener = -1
      } else if state != .closed, listener < 0 {
        listener = Self.socket(at: port) { bind($0, $1, $2) == 0 && listen($0, 50) == 0 }
      }
    }

    /// Passes on what comes in a moment.
    ///
    /// - Returns: how many connections came.
    func pass(_ state: State) -> Int {
      var ready =
        state == .silent
        ? [] : ([listener] + pairs.keys).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&ready, nfds_t(ready.count), 2) > 0 else { return 0 }
      var count = 0
      for end in ready where end.revents != 0 {
        if end.fd == listener {
          count += 1
          admit(state)
        } else {
          relay(from: end.fd)
        }
      }
      return count
    }

    /// Ends a connection, also if a child process holds it.
    private static func cut(_ end: Int32) {
      shutdown(end, Int32(SHUT_RDWR))
      close(end)
    }

    private func admit(_ state: State) {
      let near = accept(listener, nil, nil)
      guard near >= 0 else { return }
      let far = state == .open ? Self.socket(at: server) { connect($0, $1, $2) == 0 } : -1
      guard far >= 0 else {
        close(near)
        return
      }
      (pairs[near], pairs[far]) = (far, near)
    }

    private func relay(from end: Int32) {
      guard let other = pairs[end] else { return }
      var bytes = [UInt8](repeating: 0, count: 65_536)
      let count = recv(end, &bytes, bytes.count, 0)
      if count > 0, send(other, bytes, count, Int32(MSG_NOSIGNAL)) == count { return }
      for lost in [end, other] {
        Self.cut(lost)
        pairs[lost] = nil
      }
    }

    /// - Returns: a socket of loopback; -1 if `use` fails.
    private static func socket(
      at port: Int, _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Bool
    ) -> Int32 {
      let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
      let socket = Glibc.socket(AF_INET, kind, 0)
      var yes: Int32 = 1
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = UInt16(port).bigEndian
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      let isUsed = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          use(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      if isUsed { return socket }
      close(socket)
      return -1
    }
  }
}
