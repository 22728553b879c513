public import Telephony

/// How calls by SIP are made and taken.
public struct SIPSettings: Sendable {
  /// An address of this machine; `0.0.0.0` or `::` for all of a family.
  public var host: String
  /// 0 for a free one.
  public var port: UInt16
  /// How signalling is encrypted, where it is; `nil` if it never is.
  public var security: SIPSecurity?
  /// The port for calls by TLS, 0 for a free one; `nil` if none are taken.
  public var securePort: UInt16?
  /// Whether no calls are taken that come otherwise: `port` isn't used.
  public var isSecureOnly = false
  /// The ports of sound, two for each call.
  public var ports: ClosedRange<UInt16> = 16_384...32_767
  /// In the order in which they are offered; in answers the far side's order counts.
  public var codecs: [SoundCodec] = [.pcma, .pcmu, .opus]
  /// Whether sound of calls that go out must be encrypted (SRTP). Of those that come in it is as the
  /// caller wants.
  public var encryptsSound = false
  /// How long nothing may be heard of a caller whose sound should come.
  public var patience = Duration.seconds(300)
  public var software = "gooya"
  /// The proxy through which calls go out, as a URI.
  public var proxy: String?
  /// What answers the challenges of who is called.
  public var credentials: SIPCredentials?

  /// Who may call, with their passwords; everybody may if there are none.
  public var users: [String: String] = [:]
  public var registrations: [SIPRegistration] = []

  public init(host: String, port: UInt16) {
    self.host = host
    self.port = port
  }

  /// How many calls at once the ports of sound are enough for, one for each side of a transfer.
  public static func calls(in ports: ClosedRange<UInt16>) -> Int {
    UDPSocket.pairs(in: ports).count
  }

  var proxyHost: String? { proxy.flatMap(SIPTarget.init)?.host }
}
