import CallEngine
import Glibc
import Synchronization
import Telephony

/// All calls of one SIP endpoint, in and out.
public final class SIPCalls: Sendable {
  private let settings: SIPSettings
  private let answering: any SIPAnswering
  private let legs = Mutex<[SIPCallID: SIPLeg]>([:])
  private let lateSignalling = Mutex<(any SIPSignalling)?>(nil)

  /// Listens for calls.
  ///
  /// - Throws: `SIPEndpointError`.
  public init(_ settings: SIPSettings, answering: any SIPAnswering) throws {
    self.settings = settings
    self.answering = answering
    Self.raiseDescriptorLimit()
    let endpoint = try LibreEndpoint(settings, delegate: self)
    lateSignalling.withLock { $0 = endpoint }
    for registration in settings.registrations { endpoint.register(registration) }
  }

  /// Each call has two sockets, and a shell's usual limit of 1024 would be 500 calls.
  private static func raiseDescriptorLimit() {
    let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    guard getrlimit(files, &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(files, &limit)
  }

  /// `nil` before the endpoint is there, and once it is closed.
  var signalling: (any SIPSignalling)? { lateSignalling.withLock { $0 } }

  /// Where it listens, as `ADDRESS:PORT`; empty once it is closed.
  public var address: String { signalling?.address ?? "" }

  /// How many calls there are.
  public var count: Int { legs.withLock(\.count) }

  /// How long a program that ends waits for the far sides: a request goes out four times by then.
  public static let farewell = Duration.seconds(4)

  /// Ends all calls, and listens no more.
  ///
  /// - Parameter limit: how long to wait for the answers to the last requests, which are repeated
  ///   meanwhile. A far side that hears none of them goes on ringing or talking.
  public func close(within limit: Duration = .zero) {
    let signalling = lateSignalling.withLock { signalling in
      defer { signalling = nil }
      return signalling
    }
    signalling?.close(within: limit)
  }

  /// Calls somebody.
  ///
  /// - Parameter tell: is told what happens, on signalling's thread, for which it must not wait.
  /// - Throws: `SIPEndpointError` if there are no ports for its sound.
  @discardableResult
  public func call(
    _ uri: String, from: String? = nil,
    telling tell: @escaping @Sendable (SIPLegEvent, SIPLeg) -> Void
  ) throws -> SIPLeg {
    guard let signalling else { throw SIPEndpointError("no calls by SIP any more", ESHUTDOWN) }
    let id = signalling.newCall()
    let target = SIPTarget(uri)
    let leg = try leg(id, towards: settings.proxyHost ?? target?.host ?? "127.0.0.1")
    // The leg is there as long as anything happens on it.
    leg.onEvent { [unowned leg] event in tell(event, leg) }
    legs.withLock { $0[id] = leg }
    let host = signalling.localAddress(towards: settings.proxyHost ?? target?.host ?? "127.0.0.1")
    signalling.call(
      id,
      SIPOrder(
        uri: uri, from: from ?? "sip:gooya@\(SIPTarget.bracketed(host ?? settings.host))",
        proxy: settings.proxy, credentials: settings.credentials, description: leg.offer()))
    return leg
  }

  /// Makes a leg with sockets for its sound.
  private func leg(
    _ id: SIPCallID, towards peer: String, signalling transport: String? = nil
  ) throws -> SIPLeg {
    let host = signalling?.localAddress(towards: peer) ?? settings.host
    let sockets = try UDPSocket.pair(host: host, in: settings.ports)
    let line = RTPLine(sockets: sockets, peer: peer)
    let negotiation = SoundNegotiation(
      codecs: settings.codecs, address: host, port: line.port,
      session: UInt64.random(in: 1...UInt64(Int64.max)),
      key: (0..<SRTPKeys.length).map { _ in UInt8.random(in: 0...255) },
      wantsEncryption: settings.encryptsSound)
    return SIPLeg(
      id, line, negotiation, of: self, patience: settings.patience, signalling: transport)
  }

  private func leg(of id: SIPCallID) -> SIPLeg? { legs.withLock { $0[id] } }
}

extension SIPCalls: SIPSignallingDelegate {
  public var takesCalls: Bool { answering.takesCalls }

  public func invited(_ id: SIPCallID, _ invitation: SIPInvitation) -> SIPWelcome {
    let offer = invitation.description.map { SessionDescription(parsing: $0) }
    if let offer, offer == nil { return .refuse(.badRequest, cause: nil) }
    let leg: SIPLeg
    do {
      leg = try self.leg(id, towards: invitation.source, signalling: invitation.transport)
    } catch {
      answering.turnedAway(invitation, .noSockets(reason: "\(error)"))
      return .refuse(.serviceUnavailable, cause: .noCircuit)
    }
    guard let description = offer.map({ $0.flatMap(leg.answer) }) ?? leg.offer() else {
      return .refuse(.notAcceptableHere, cause: .bearerNotImplemented)
    }
    switch answering.answer(invitation, leg) {
    case .refused(let status, let cause, let seconds):
      return .refuse(status, cause: cause, retryAfter: seconds)
    case .taken(let tell):
      leg.onEvent(tell)
      legs.withLock { $0[id] = leg }
      return .accept(describing: description)
    }
  }

  public func turnedAway(_ invitation: SIPInvitation) {
    answering.turnedAway(invitation, .unauthorized)
  }

  public func progressed(_ id: SIPCallID, _ status: SIPStatus, description: [UInt8]) {
    guard let leg = leg(of: id) else { return }
    if status == .trying { return leg.tell(.trying) }
    let hasSound = SessionDescription(parsing: description).map(leg.take(answer:)) ?? false
    leg.tell(.ringing(hasSound: hasSound))
  }

  public func answered(_ id: SIPCallID, description: [UInt8]) -> Bool {
    guard let leg = leg(of: id) else { return false }
    // Some answer in a provisional response, and not again.
    if description.isEmpty { return leg.agreed != nil }
    return SessionDescription(parsing: description).map(leg.take(answer:)) ?? false
  }

  public func established(_ id: SIPCallID) {
    leg(of: id)?.tell(.established)
  }

  public func canAnswer(_ id: SIPCallID, description: [UInt8]) -> Bool {
    guard let leg = leg(of: id), let offer = SessionDescription(parsing: description) else {
      return false
    }
    return leg.canAnswer(offer)
  }

  public func reoffered(_ id: SIPCallID, description: [UInt8]?) -> String? {
    guard let leg = leg(of: id) else { return nil }
    guard let description else { return leg.offer() }
    return SessionDescription(parsing: description).flatMap(leg.answer)
  }

  public func informed(_ id: SIPCallID, type: String, body: [UInt8]) -> Bool {
    guard let key = KeyInfo(type: type, body: body) else { return false }
    if let leg = leg(of: id), let digit = key.digit, leg.accepts(.info) {
      leg.tell(.pressed(digit))
    }
    return true
  }

  public func referred(_ id: SIPCallID, _ status: SIPStatus) {
    leg(of: id)?.referred(status)
  }

  public func registered(_ status: SIPStatus) {
    answering.registered(status)
  }

  public func ended(_ id: SIPCallID, _ ending: SIPEnding) {
    legs.withLock { $0.removeValue(forKey: id) }?.tell(.ended(ending))
  }
}

/// Says who is answered, and with what.
public protocol SIPAnswering: AnyObject, Sendable {
  /// Whether calls are taken at all, as whoever asks by OPTIONS is told.
  var takesCalls: Bool { get }
  /// A call comes in. It is called on signalling's thread, for which it must not wait.
  func answer(_ invitation: SIPInvitation, _ leg: SIPLeg) -> SIPReception
  /// A call was refused before anybody was asked. It is told on signalling's thread.
  func turnedAway(_ invitation: SIPInvitation, _ reason: SIPObstacle)
  /// A registration was answered, or not (408).
  func registered(_ status: SIPStatus)
}

extension SIPAnswering {
  public var takesCalls: Bool { true }
  public func turnedAway(_ invitation: SIPInvitation, _ reason: SIPObstacle) {}
  public func registered(_ status: SIPStatus) {}
}

/// Why a call comes to nobody.
public enum SIPObstacle: Sendable {
  /// Its caller has a wrong password, or says to be a user that there isn't.
  case unauthorized
  /// There are no ports for its sound.
  case noSockets(reason: String)
}

public enum SIPReception: Sendable {
  /// - retryAfter: in how many seconds it may be tried again.
  case refused(SIPStatus, cause: ReleaseCause?, retryAfter: Int? = nil)
  /// The call is answered; what happens on it is told.
  case taken(@Sendable (SIPLegEvent) -> Void)
}
