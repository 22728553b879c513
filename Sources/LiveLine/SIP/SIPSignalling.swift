/// A call's number in an endpoint; none is used twice.
public struct SIPCallID: Hashable, Sendable {
  let number: UInt64
}

/// The signalling of SIP: requests and responses, dialogs and transactions. It carries descriptions
/// of sessions without reading them.
///
/// What stands behind it is libre; nothing of that shows here, so that it can be replaced. Any
/// thread may call these; what a call doesn't exist for any more does nothing.
public protocol SIPSignalling: AnyObject, Sendable {
  /// Where it listens, as `ADDRESS:PORT`.
  var address: String { get }
  /// This machine's address as a peer sees it, if it listens on all.
  func localAddress(towards peer: String) -> String?
  /// Accepts a call that rings.
  func accept(_ call: SIPCallID, describing description: String)
  /// Refuses a call that rings.
  func refuse(_ call: SIPCallID, _ status: SIPStatus, cause: ReleaseCause?)
  /// Ends a call, or gives up one that rings at the far side.
  func hangUp(_ call: SIPCallID, _ cause: ReleaseCause)
  /// Offers another session in a call.
  func modify(_ call: SIPCallID, describing description: String)
  /// Calls somebody.
  ///
  /// - Parameter id: given by `newCall()`.
  func call(_ id: SIPCallID, _ order: SIPOrder)
  func newCall() -> SIPCallID
  /// Asks the far side to call somebody else (RFC 3515). What becomes of it is told as `referred`.
  func refer(_ call: SIPCallID, to uri: String)
  /// Sends a request of the method INFO.
  func inform(_ call: SIPCallID, type: String, _ body: String)
  /// Registers somewhere, again and again until it is closed; each answer is told as `registered`.
  func register(_ registration: SIPRegistration)
  /// Ends all calls, and listens no more.
  ///
  /// - Parameter limit: how long to wait until the last requests are answered; they are repeated
  ///   meanwhile.
  func close(within limit: Duration)
}

/// Whom to call, and as whom.
public struct SIPOrder: Sendable {
  public var uri: String
  /// The caller's own address, such as `sip:1000@example.org`.
  public var from: String
  /// A proxy through which it goes; `nil` for the URI's host itself.
  public var proxy: String?
  /// What answers a challenge.
  public var credentials: SIPCredentials?
  public var description: String

  public init(
    uri: String, from: String, proxy: String? = nil, credentials: SIPCredentials? = nil,
    description: String
  ) {
    self.uri = uri
    self.from = from
    self.proxy = proxy
    self.credentials = credentials
    self.description = description
  }
}

/// A user's name and password. It isn't shown, wherever it gets.
public struct SIPCredentials: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
  public let user: String
  public let password: String

  public init(user: String, password: String) {
    self.user = user
    self.password = password
  }

  public var description: String { "credentials of a user" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A call that comes in.
public struct SIPInvitation: Sendable {
  /// The caller's number or name: the user part of its address, or the number of a `tel` URI; empty if
  /// it has none.
  public var from: String
  /// The number dialled, so of the request's URI.
  public var to: String
  /// The address from which it came, without the port.
  public var source: String
  /// `udp`, `tcp` or `tls`; `nil` if that isn't known.
  public var transport: String?
  /// The user whose credentials it carried; `nil` if none were asked for.
  public var user: String?
  /// Its offer; `nil` if it leaves that to this side.
  public var description: [UInt8]?

  /// The number that a line believes. A user whose name is a number calls as that number, whatever
  /// the address says; another, such as a trunk, names its callers.
  public var caller: String {
    guard let user, !user.isEmpty else { return from }
    let digits = user.hasPrefix("+") ? user.dropFirst() : user[...]
    return !digits.isEmpty && digits.allSatisfy { ("0"..."9").contains($0) } ? user : from
  }
}

/// What is done with a call that comes in.
public enum SIPWelcome: Sendable {
  /// - retryAfter: in how many seconds it may be tried again.
  case refuse(SIPStatus, cause: ReleaseCause?, retryAfter: Int? = nil)
  /// It rings until it is accepted or refused.
  case ring
  case accept(describing: String)
}

/// How a call ended, as signalling knows.
public struct SIPEnding: Hashable, Sendable {
  /// The status of an outgoing call that wasn't answered; `nil` if it was.
  public var status: SIPStatus?
  public var cause: ReleaseCause
  /// Whether the far side ended it.
  public var isRemote: Bool
  /// Whether an outgoing call ended without any final response: the far side wasn't reached, or said
  /// nothing.
  public var isUnanswered = false
}

/// Is told what happens in an endpoint's calls, on the endpoint's own thread, for which it must not
/// wait.
public protocol SIPSignallingDelegate: AnyObject, Sendable {
  /// Whether a call would be taken now, as whoever asks by OPTIONS is told.
  var takesCalls: Bool { get }
  func invited(_ call: SIPCallID, _ invitation: SIPInvitation) -> SIPWelcome
  /// Somebody called with a wrong password, or as a user that there isn't, and was refused.
  func turnedAway(_ invitation: SIPInvitation)
  /// The far side of an outgoing call rings, maybe with sound of its own.
  func progressed(_ call: SIPCallID, _ status: SIPStatus, description: [UInt8])
  /// The far side answered an offer of this side's.
  ///
  /// - Returns: whether its answer can be used; if not, the call ends.
  func answered(_ call: SIPCallID, description: [UInt8]) -> Bool
  /// The call is answered, and both sides know it.
  func established(_ call: SIPCallID)
  /// Whether anything could be agreed on with an offer in a call. It changes nothing.
  func canAnswer(_ call: SIPCallID, description: [UInt8]) -> Bool
  /// The far side offers another session, or wants an offer.
  ///
  /// - Returns: the answer; `nil` if it can't be had.
  func reoffered(_ call: SIPCallID, description: [UInt8]?) -> String?
  /// A request of the method INFO.
  ///
  /// - Returns: whether its type is understood.
  func informed(_ call: SIPCallID, type: String, body: [UInt8]) -> Bool
  /// What has become of a `refer`.
  func referred(_ call: SIPCallID, _ status: SIPStatus)
  /// A registration's server has answered, or hasn't.
  func registered(_ status: SIPStatus)
  func ended(_ call: SIPCallID, _ ending: SIPEnding)
}
