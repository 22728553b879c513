import CLibre
import Glibc
import Synchronization

/// Whether anybody listens at a UDP port, as far as its machine says: what comes to a closed port is
/// refused by ICMP, and only a socket with a single peer is told so.
public final class PortWatch: Sendable {
  /// Where it is, as `ADDRESS:PORT`.
  public let place: String
  private let descriptor: Int32
  private let state = Mutex(State())

  private struct State {
    var sentAt: ContinuousClock.Instant?
    /// Whether what was sent last has been refused.
    var isRefused = false
    var obstacle: Obstacle?
  }

  /// Why nothing gets there.
  public enum Obstacle: String, Sendable {
    case closedPort = "nobody listens at"
    case noWay = "there is no way to"
  }

  /// How long a refusal may take, and how often machines send one.
  private static let spacing = Duration.seconds(1)

  /// - Parameter uri: a SIP address.
  /// - Returns: `nil` if its host is a name, or it isn't called by UDP.
  public init?(_ uri: String) {
    guard let address = try? WrittenSIPAddress(uri), SIPTarget(uri)?.isSecure == false,
      !uri.lowercased().contains(";transport=tcp"),
      var peer = SocketAddress(host: address.host, port: address.port ?? Self.usualPort)
    else { return nil }
    place = "\(SIPTarget.bracketed(address.host)):\(address.port ?? Self.usualPort)"
    let modes = Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    descriptor = socket(Int32(peer.family), Int32(SOCK_DGRAM.rawValue) | modes, 0)
    guard descriptor >= 0 else { return nil }
    if peer.withPointer({ connect(descriptor, $0, $1) }) != 0 {
      state.withLock { $0.obstacle = Self.obstacle(errno) }
    }
  }

  deinit {
    Glibc.close(descriptor)
  }

  private static let usualPort: UInt16 = 5060

  /// What stands in the way, as far as is known now. Now and then it sends what SIP peers ignore
  /// (RFC 5626, section 4.4.1), so that more is known soon.
  public func look() -> Obstacle? {
    state.withLock { state in
      note(pendingFailure, in: &state)
      let now = ContinuousClock.now
      if let sentAt = state.sentAt, now - sentAt < Self.spacing { return state.obstacle }
      if state.sentAt != nil, !state.isRefused { state.obstacle = nil }
      state.sentAt = now
      state.isRefused = false
      if send(descriptor, "\r\n\r\n", 4, Int32(MSG_DONTWAIT)) < 0 { note(errno, in: &state) }
      return state.obstacle
    }
  }

  private func note(_ failure: Int32, in state: inout State) {
    guard let obstacle = Self.obstacle(failure) else { return }
    state.obstacle = obstacle
    state.isRefused = true
  }

  private var pendingFailure: Int32 {
    var failure: Int32 = 0
    var size = socklen_t(MemoryLayout.size(ofValue: failure))
    return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &failure, &size) == 0 ? failure : 0
  }

  private static func obstacle(_ failure: Int32) -> Obstacle? {
    switch failure {
    case ECONNREFUSED: .closedPort
    case EHOSTUNREACH, ENETUNREACH, EHOSTDOWN: .noWay
    default: nil
    }
  }
}
