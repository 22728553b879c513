internal import Foundation
internal import Synchronization

/// Hears what other processes tell by `NOTIFY`, on a connection and a thread of its own, until it is
/// released.
final class PostgresListener: Sendable {
  /// The end of a pair of sockets that is closed to end the thread.
  private let end: Int32

  /// - Parameters:
  ///   - channel: a name without signs.
  ///   - hear: is called for what is told, and when something may have been missed.
  init(_ address: PostgresAddress, channel: String, _ hear: @escaping @Sendable () -> Void) {
    var pair: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else {
      preconditionFailure("no sockets for a listener: \(String(cString: strerror(errno)))")
    }
    end = pair[1]
    let (reading, listening) = (pair[0], Listening(address: address, channel: channel, hear: hear))
    Thread.detachNewThread {
      listening.run(until: reading)
      close(reading)
    }
  }

  deinit { close(end) }
}

/// The thread's own part.
private struct Listening: Sendable {
  let address: PostgresAddress
  let channel: String
  let hear: @Sendable () -> Void

  /// How long it waits before it tries to connect again, in milliseconds.
  private static let pause: Int32 = 500

  func run(until end: Int32) {
    while true {
      if let connection = try? PostgresConnection(address),
        (try? connection.run("LISTEN \(channel)")) != nil
      {
        // What was told before isn't told again.
        hear()
        if listen(connection, until: end) { return }
      }
      if isOver(end, waiting: Self.pause) { return }
    }
  }

  /// - Returns: whether it is to end, and not only to connect again.
  private func listen(_ connection: PostgresConnection, until end: Int32) -> Bool {
    while true {
      var ready = [
        pollfd(fd: connection.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: end, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&ready, 2, -1) >= 0 || errno == EINTR else { return false }
      if ready[1].revents != 0 { return true }
      guard let channels = try? connection.takeNotifications() else { return false }
      if !channels.isEmpty { hear() }
    }
  }

  private func isOver(_ end: Int32, waiting: Int32) -> Bool {
    var ready = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
    return poll(&ready, 1, waiting) > 0
  }
}
