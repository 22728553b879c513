import CLibre
import Glibc

/// An address and port of either family, as the kernel takes it.
struct SocketAddress {
  private var storage = sockaddr_storage()
  private var length = socklen_t(MemoryLayout<sockaddr_storage>.size)

  /// - Returns: `nil` if the host is no numeric address.
  init?(host: String, port: UInt16) {
    var four = sockaddr_in()
    var six = sockaddr_in6()
    if inet_pton(AF_INET, host, &four.sin_addr) == 1 {
      four.sin_family = sa_family_t(AF_INET)
      four.sin_port = port.bigEndian
      take(four)
    } else if inet_pton(AF_INET6, host, &six.sin6_addr) == 1 {
      six.sin6_family = sa_family_t(AF_INET6)
      six.sin6_port = port.bigEndian
      take(six)
    } else {
      return nil
    }
  }

  /// A socket's own address.
  init?(of descriptor: Int32) {
    if fill({ Int(getsockname(descriptor, $0, $1)) }) != 0 { return nil }
  }

  /// No address, to be filled in by the kernel.
  init() {}

  /// Room for the kernel to write an address into.
  mutating func fill(
    _ use: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int
  ) -> Int {
    length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return withUnsafeMutablePointer(to: &storage) { storage in
      storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { use($0, &length) }
    }
  }

  var family: sa_family_t { storage.ss_family }

  private mutating func take<Address>(_ address: Address) {
    length = socklen_t(MemoryLayout<Address>.size)
    withUnsafeMutableBytes(of: &storage) { storage in
      withUnsafeBytes(of: address) { storage.copyMemory(from: $0) }
    }
  }

  mutating func withPointer<Result>(
    _ use: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    withUnsafePointer(to: &storage) { [length] pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { use($0, length) }
    }
  }

  private func read<Address, Value>(
    as type: Address.Type, _ value: (Address) -> Value
  ) -> Value {
    withUnsafeBytes(of: storage) { value($0.load(as: type)) }
  }

  var port: UInt16 {
    family == sa_family_t(AF_INET6)
      ? read(as: sockaddr_in6.self) { UInt16(bigEndian: $0.sin6_port) }
      : read(as: sockaddr_in.self) { UInt16(bigEndian: $0.sin_port) }
  }

  var host: String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    if family == sa_family_t(AF_INET6) {
      var address = read(as: sockaddr_in6.self, \.sin6_addr)
      inet_ntop(AF_INET6, &address, &text, socklen_t(text.count))
    } else {
      var address = read(as: sockaddr_in.self, \.sin_addr)
      inet_ntop(AF_INET, &address, &text, socklen_t(text.count))
    }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Whether host and port are the same.
  func isSame(as other: SocketAddress) -> Bool {
    hasHost(of: other) && port == other.port
  }

  /// Whether the host is the same, whatever the port.
  func hasHost(of other: SocketAddress) -> Bool {
    guard family == other.family else { return false }
    if family == sa_family_t(AF_INET) {
      return read(as: sockaddr_in.self, \.sin_addr.s_addr)
        == other.read(as: sockaddr_in.self, \.sin_addr.s_addr)
    }
    return host == other.host
  }
}
