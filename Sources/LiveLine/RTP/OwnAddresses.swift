import CLibre
import Glibc

/// Where this machine is reached.
public enum OwnAddresses {
  /// All of this machine's addresses of a family, the loopback's last.
  public static func all(isIPv6: Bool) -> [String] {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&list) == 0 else { return [] }
    defer { freeifaddrs(list) }
    let family = isIPv6 ? AF_INET6 : AF_INET
    var hosts: [String] = []
    var place = list
    while let entry = place {
      place = entry.pointee.ifa_next
      guard let address = entry.pointee.ifa_addr, Int32(address.pointee.sa_family) == family
      else { continue }
      var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      let length = isIPv6 ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size
      guard
        getnameinfo(
          address, socklen_t(length), &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST) == 0
      else { continue }
      let host = String(
        decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      // An address of one link alone needs the link's name, which no peer knows.
      if !host.contains("%"), !hosts.contains(host) { hosts.append(host) }
    }
    let loopback: (String) -> Bool = { $0.hasPrefix("127.") || $0 == "::1" }
    return hosts.filter { !loopback($0) } + hosts.filter(loopback)
  }
}
