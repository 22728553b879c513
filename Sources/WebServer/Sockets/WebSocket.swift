internal import Synchronization

/// Who talks with a client over a WebSocket. Its functions are called one after the other and must not
/// wait.
package protocol WebSocketPeer: AnyObject, Sendable {
  /// The connection is open.
  func opened(_ socket: WebSocket)
  func received(_ message: WebSocketMessage)
  /// Nothing comes any more, and nothing that is sent arrives.
  func closed()
}

/// The way out to the client of a WebSocket. Any thread may use it, and none waits: what the client
/// doesn't take in time is dropped if it is sound, and ends the connection if it isn't.
package final class WebSocket: Sendable {
  private let waiting = Mutex(Waiting())
  private let limits: WebLimits
  /// Something is waiting to be sent.
  let wake: AsyncStream<Void>
  private let waker: AsyncStream<Void>.Continuation

  private struct Waiting {
    var items: [Item] = []
    /// The bytes of what must not be dropped.
    var bytes = 0
    var isClosing = false
  }

  private struct Item {
    let frame: WebSocketFrame
    let isDroppable: Bool
  }

  init(_ limits: WebLimits) {
    self.limits = limits
    (wake, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  package func send(_ text: String) {
    put(.text(text), bytes: text.utf8.count)
  }

  /// Sends sound, of which only the newest is worth anything.
  package func send(sound bytes: [UInt8]) {
    waiting.withLock { waiting in
      if waiting.isClosing { return }
      if waiting.items.count(where: \.isDroppable) >= limits.soundsWaiting,
        let oldest = waiting.items.firstIndex(where: \.isDroppable)
      {
        waiting.items.remove(at: oldest)
      }
      waiting.items.append(Item(frame: .binary(bytes), isDroppable: true))
    }
    waker.yield()
  }

  /// Forgets the sound that hasn't been sent.
  package func dropSound() {
    waiting.withLock { waiting in waiting.items.removeAll(where: \.isDroppable) }
  }

  /// Closes the connection once everything has been sent.
  ///
  /// - Parameter status: 1000 for the usual end, 1001 if the server goes away, 1008 for a client that
  ///   doesn't keep to the rules.
  package func close(_ status: UInt16 = 1000) {
    waiting.withLock { waiting in
      if waiting.isClosing { return }
      waiting.items.append(Item(frame: .close(status), isDroppable: false))
      waiting.isClosing = true
    }
    waker.yield()
  }

  func put(_ frame: WebSocketFrame, bytes: Int = 0) {
    let isTooSlow = waiting.withLock { waiting in
      if waiting.isClosing { return false }
      waiting.bytes += bytes
      if waiting.bytes > limits.bytesWaiting {
        waiting.items = []
        return true
      }
      waiting.items.append(Item(frame: frame, isDroppable: false))
      return false
    }
    if isTooSlow { close(1008) } else { waker.yield() }
  }

  /// What is to be sent now.
  func take() -> (bytes: [UInt8], isLast: Bool) {
    waiting.withLock { waiting in
      defer {
        waiting.items = []
        waiting.bytes = 0
      }
      return (waiting.items.flatMap(\.frame.bytes), waiting.isClosing)
    }
  }

  /// Ends `wake`.
  func end() {
    waiting.withLock { waiting in
      waiting.isClosing = true
      waiting.items = []
    }
    waker.finish()
  }
}
