import Foundation
import Glibc

/// A socket that takes connections, found among the process's own: libre keeps its sockets to itself.
struct ListeningSocket {
  private let descriptor: Int32

  /// - Returns: `nil` if none listens at the address.
  init?(host: String, port: UInt16) {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    let found = all.compactMap { Int32($0) }.first { descriptor in
      guard Self.option(SOL_SOCKET, SO_ACCEPTCONN, of: descriptor) == 1,
        let own = SocketAddress(of: descriptor)
      else { return false }
      return own.host == host && own.port == port
    }
    guard let found else { return nil }
    descriptor = found
  }

  /// Lets so many connections wait at once; libre leaves room for 5, which a trunk that connects anew
  /// with each call fills.
  func lengthenQueue(to length: Int32 = SOMAXCONN) {
    listen(descriptor, length)
  }

  /// How many connections may wait.
  var queueLength: Int {
    var information = [UInt8](repeating: 0, count: 256)
    var size = socklen_t(information.count)
    getsockopt(descriptor, Int32(IPPROTO_TCP), TCP_INFO, &information, &size)
    // tcpi_sacked, which is the queue's length of a socket that listens.
    return information.withUnsafeBytes { Int($0.load(fromByteOffset: 28, as: UInt32.self)) }
  }

  private static func option(_ level: Int32, _ name: Int32, of descriptor: Int32) -> Int32? {
    var value: Int32 = 0
    var size = socklen_t(MemoryLayout.size(ofValue: value))
    return getsockopt(descriptor, level, name, &value, &size) == 0 ? value : nil
  }
}
