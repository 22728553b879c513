import Glibc

/// Wakes a thread that sleeps in poll(2).
package final class Bell: Sendable {
  /// Readable from `ring()` to `silence()`.
  package let descriptor: Int32
  private let writeEnd: Int32

  package init() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      preconditionFailure("no pipe to wake a thread: \(String(cString: strerror(errno)))")
    }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (descriptor, writeEnd) = (ends[0], ends[1])
  }

  deinit {
    close(descriptor)
    close(writeEnd)
  }

  /// Rings once for each `silence()`.
  package func ring() {
    var byte: UInt8 = 0
    _ = write(writeEnd, &byte, 1)
  }

  package func silence() {
    var byte: UInt8 = 0
    _ = read(descriptor, &byte, 1)
  }
}
