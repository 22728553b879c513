import CLibre
import Glibc

/// A socket for datagrams that never waits.
final class UDPSocket: Sendable {
  private let descriptor: Int32
  let port: UInt16

  /// What the kernel keeps of a call's packets: a second of sound. What is more than that came too
  /// late anyway, and should take no memory.
  private static let received: Int32 = 32 * 1024

  /// - Parameter port: 0 for a free one.
  init(host: String, port: UInt16) throws {
    guard var address = SocketAddress(host: host, port: port) else {
      throw SIPEndpointError("no address for sound: '\(host)'", EINVAL)
    }
    let opened = socket(
      Int32(address.family), Int32(SOCK_DGRAM.rawValue) | Self.modes, Int32(IPPROTO_UDP))
    guard opened >= 0 else { throw SIPEndpointError("no socket for sound", errno) }
    var size = Self.received
    setsockopt(opened, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout.size(ofValue: size)))
    guard address.withPointer({ bind(opened, $0, $1) }) == 0,
      let own = SocketAddress(of: opened)
    else {
      let reason = errno
      Glibc.close(opened)
      throw SIPEndpointError("no port for sound at \(host)", reason)
    }
    descriptor = opened
    self.port = own.port
    // From now on the kernel notes when datagrams come.
    _ = age
  }

  deinit {
    Glibc.close(descriptor)
  }

  private static let modes = Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)

  /// Two sockets with ports that follow each other, the first one even, as RTP and RTCP want them.
  ///
  /// - Parameter ports: where a free pair is sought, from a place of its own each time.
  static func pair(
    host: String, in ports: ClosedRange<UInt16>
  ) throws -> (sound: UDPSocket, reports: UDPSocket) {
    let (first, pairs) = pairs(in: ports)
    guard pairs > 0 else { throw SIPEndpointError("no ports for sound", EINVAL) }
    let start = Int.random(in: 0..<pairs)
    var failure: (any Error)?
    for step in 0..<pairs {
      let port = UInt16(first + (start + step) % pairs * 2)
      do {
        return (try UDPSocket(host: host, port: port), try UDPSocket(host: host, port: port + 1))
      } catch { failure = error }
      if let error = failure as? SIPEndpointError, error.code != EADDRINUSE { throw error }
    }
    throw failure ?? SIPEndpointError("no ports for sound", EADDRINUSE)
  }

  /// How many such pairs there are, and the first port of the first one.
  static func pairs(in ports: ClosedRange<UInt16>) -> (first: Int, count: Int) {
    let first = Int(ports.lowerBound) + Int(ports.lowerBound) % 2
    return (first, max(0, (Int(ports.upperBound) - first + 1) / 2))
  }

  /// This machine's address as a peer sees it.
  static func localAddress(towards peer: String) -> String? {
    guard var address = SocketAddress(host: peer, port: 9) else { return nil }
    let probe = socket(Int32(address.family), Int32(SOCK_DGRAM.rawValue) | modes, 0)
    guard probe >= 0 else { return nil }
    defer { Glibc.close(probe) }
    guard address.withPointer({ connect(probe, $0, $1) }) == 0 else { return nil }
    return SocketAddress(of: probe)?.host
  }

  /// Sends a datagram; what can't be sent now is lost, as anything may be.
  func send(_ bytes: UnsafeRawBufferPointer, to address: inout SocketAddress) {
    _ = address.withPointer { pointer, length in
      sendto(
        descriptor, bytes.baseAddress, bytes.count, Int32(MSG_DONTWAIT), pointer, length)
    }
  }

  /// How long ago the datagram came in that was taken last; zero if the kernel doesn't know.
  var age: Duration {
    var came = timeval()
    guard ioctl(descriptor, Self.arrivalRequest, &came) == 0 else { return .zero }
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let age =
      Duration.seconds(now.tv_sec - came.tv_sec) + .nanoseconds(now.tv_nsec)
      - .microseconds(came.tv_usec)
    return max(.zero, age)
  }

  /// SIOCGSTAMP, which isn't imported.
  private static let arrivalRequest: UInt = 0x8906

  /// Takes one datagram that has come in.
  ///
  /// - Returns: its length, cut to the room that there is; `nil` if none waits.
  func receive(
    into room: UnsafeMutableRawBufferPointer, from sender: inout SocketAddress
  ) -> Int? {
    let length = sender.fill { address, size in
      recvfrom(
        descriptor, room.baseAddress, room.count, Int32(MSG_DONTWAIT), address, size)
    }
    return length >= 0 ? length : nil
  }
}
