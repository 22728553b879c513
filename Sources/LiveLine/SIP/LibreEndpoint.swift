import CLibre
import Dispatch
import Glibc
import Synchronization

/// SIP signalling on libre.
///
/// What it holds belongs to the loop's thread, where each of its methods that isn't `public` runs;
/// that is why the compiler has to take its word that it can be sent.
public final class LibreEndpoint: SIPSignalling, @unchecked Sendable {
  let delegate: any SIPSignallingDelegate
  private let loop = LibreLoop.shared
  private let serial = Atomic<UInt64>(0)
  let settings: SIPSettings
  /// Set before anybody else sees the endpoint.
  private(set) var bound = sa()
  /// What TLS is made with; `nil` without it.
  private(set) var secrets: LibreObject?
  /// libre's stack; closing it is how it is released.
  private var stack: OpaquePointer?
  private var listener: LibreListener?
  private var replies: LibreListener?
  private var strays: LibreListener?
  private var sessions: LibreObject?
  private(set) var events: LibreObject?
  private let departure = Departure()
  private(set) var isClosing = false
  /// By libre's sockets.
  var screens: [UnsafeMutableRawPointer: LibreScreen] = [:]
  private var registrations: [LibreObject] = []
  private var digest: DigestGuard?
  /// The Call-ID of the message that the endpoint sends to itself, so as to know libre's socket.
  let greeting = "greeting-\(UInt64.random(in: 0...UInt64.max))"
  private var calls: [SIPCallID: LibreCall] = [:]
  /// The calls in dialogs, by their Call-ID, for what libre doesn't tell of them.
  private var dialogs: [String: SIPCallID] = [:]
  /// For answers by others than those who are talked to.
  var forks = Forks()

  /// Buckets of libre's tables: as many as calls are to be expected at once.
  private static let buckets: UInt32 = 1024
  /// What an INVITE and its answer tell of this side.
  static let abilities = "Allow: \(methods)\r\nSupported: \r\n"
  static let methods = "INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, REFER, NOTIFY"

  /// Listens for calls, by UDP, TCP and TLS as the settings have it.
  ///
  /// - Throws: `SIPEndpointError`.
  public init(_ settings: SIPSettings, delegate: any SIPSignallingDelegate) throws {
    self.settings = settings
    self.delegate = delegate
    digest = settings.users.isEmpty ? nil : DigestGuard(users: settings.users)
    secrets = try settings.security?.context()
    let host = settings.host
    let port = settings.isSecureOnly ? settings.securePort ?? 0 : settings.port
    var address = sa()
    guard sa_set_str(&address, host, port) == 0 else {
      throw SIPEndpointError("no address for SIP: '\(host)'", EINVAL)
    }
    var failure: Int32 = 0
    // A port that is free for UDP may not be for TCP.
    for _ in 0..<(port == 0 ? Self.mostTrials : 1) {
      bound = port == 0 ? try Self.free(address) : address
      failure = loop.sync { [self] in begin() }
      if failure == 0 { return }
      close(within: .zero)
    }
    throw SIPEndpointError("can't listen for SIP at \(host):\(port)", failure)
  }

  private static let mostTrials = 10

  public var address: String {
    let host = bound.host
    return host.contains(":") ? "[\(host)]:\(bound.port)" : "\(host):\(bound.port)"
  }

  /// The address with a port that is free.
  private static func free(_ address: sa) throws -> sa {
    var found = address
    let socket = try UDPSocket(host: address.host, port: 0)
    sa_set_port(&found, socket.port)
    return found
  }

  // MARK: What anybody may call

  public func newCall() -> SIPCallID {
    SIPCallID(number: serial.wrappingAdd(1, ordering: .relaxed).newValue)
  }

  public func localAddress(towards peer: String) -> String? {
    let host = bound.host
    guard host == "0.0.0.0" || host == "::" else { return host }
    return UDPSocket.localAddress(towards: peer)
  }

  public func accept(_ call: SIPCallID, describing description: String) {
    on(call) { call in
      let buffer = LibreBuffer(description)
      let failure = gooya_sipsess_answer(
        call.session?.pointer, 200, "OK", buffer.pointer, Self.abilities)
      if failure != 0 { call.closed(failure, nil) }
    }
  }

  public func refuse(_ call: SIPCallID, _ status: SIPStatus, cause: ReleaseCause?) {
    on(call) { [self] call in
      _ = gooya_sipsess_reject(
        call.session?.pointer, status.rawValue, status.reason,
        (cause?.header ?? "") + "Content-Length: 0\r\n\r\n")
      end(call, cause ?? ReleaseCause(status))
    }
  }

  public func hangUp(_ call: SIPCallID, _ cause: ReleaseCause) {
    on(call) { [self] call in end(call, cause) }
  }

  public func modify(_ call: SIPCallID, describing description: String) {
    on(call) { call in
      let buffer = LibreBuffer(description)
      _ = sipsess_modify(call.session?.pointer, buffer.pointer)
    }
  }

  public func inform(_ call: SIPCallID, type: String, _ body: String) {
    on(call) { call in
      let buffer = LibreBuffer(body)
      _ = sipsess_info(call.session?.pointer, type, buffer.pointer, { _, _, _ in }, nil)
    }
  }

  public func call(_ id: SIPCallID, _ order: SIPOrder) {
    loop.enter { [self] in begin(id, order) }
  }

  public func refer(_ call: SIPCallID, to uri: String) {
    on(call) { [self] call in refer(call, to: uri) }
  }

  public func register(_ registration: SIPRegistration) {
    loop.enter { [self] in begin(registration) }
  }

  public func close(within limit: Duration) {
    let mustWait = loop.sync { [self] in
      guard let stack, !isClosing else { return false }
      isClosing = true
      departure.endpoint = self
      for call in calls.values { doubting(call) { end(call, .normalClearing) } }
      registrations = []
      (sessions, events) = (nil, nil)
      sip_close(stack, false)
      return true
    }
    if mustWait { _ = departure.isOver.wait(timeout: .now() + limit / .seconds(1)) }
  }

  /// Takes apart what is left once nothing is to be sent or to be waited for any more.
  func dismantle() {
    screens = [:]
    (listener, replies, strays) = (nil, nil, nil)
    forks = Forks()
    if let stack { mem_deref(UnsafeMutableRawPointer(stack)) }
    stack = nil
    isClosing = false
  }

  /// Does something with a call on the loop's thread, if there still is one.
  private func on(_ id: SIPCallID, _ act: @escaping @Sendable (LibreCall) -> Void) {
    loop.enter { [self] in
      guard let call = calls[id], call.session != nil else { return }
      doubting(call) { act(call) }
    }
  }

  /// Does something by which a request may go out. Whom a caller's call leads to hasn't been checked,
  /// and isn't: it may take another connection than the caller's.
  private func doubting(_ call: LibreCall, _ act: () -> Void) {
    guard let secrets, !call.isOutgoing else { return act() }
    gooya_tls_verify(secrets.pointer, false)
    act()
    gooya_tls_verify(secrets.pointer, true)
  }

  // MARK: On the loop's thread

  private func begin() -> Int32 {
    let me = Unmanaged.passUnretained(self).toOpaque()
    var made: OpaquePointer?
    var failure = sip_alloc(
      &made, nil, Self.buckets, Self.buckets, Self.buckets, settings.software,
      { argument in
        guard let argument else { return }
        Unmanaged<Departure>.fromOpaque(argument).takeRetainedValue().begin()
      }, Unmanaged.passRetained(departure).toOpaque())
    guard failure == 0, let sip = made else { return failure }
    stack = sip
    failure = listen(sip)
    if failure != 0 { return failure }
    // Before libre's sessions.
    listener = LibreListener(sip, requests: true, argument: me) {
      LibreEndpoint.from($1)?.received($0) ?? false
    }
    strays = LibreListener(sip, requests: false, argument: me) {
      LibreEndpoint.from($1)?.receivedStray($0) ?? false
    }
    failure = hold(\.sessions) {
      sipsess_listen(
        &$0, sip, Int32(Self.buckets), { LibreEndpoint.from($1)?.invited($0) }, me)
    }
    if failure != 0 { return failure }
    failure = hold(\.events) { sipevent_listen(&$0, sip, 64, 64, nil, nil) }
    if failure != 0 { return failure }
    // Stray responses end here: libre would print them.
    replies = LibreListener(sip, requests: false, argument: nil) { _, _ in true }
    if listener == nil || replies == nil || strays == nil { return ENOMEM }
    greet()
    return 0
  }

  /// Keeps what libre makes.
  private func hold(
    _ place: ReferenceWritableKeyPath<LibreEndpoint, LibreObject?>,
    _ make: (inout OpaquePointer?) -> Int32
  ) -> Int32 {
    var made: OpaquePointer?
    let failure = make(&made)
    self[keyPath: place] = made.map(LibreObject.init)
    return failure
  }

  static func from(_ argument: UnsafeMutableRawPointer?) -> LibreEndpoint? {
    argument.map { Unmanaged<LibreEndpoint>.fromOpaque($0).takeUnretainedValue() }
  }

  var sip: OpaquePointer? { stack }
  var sessionSocket: OpaquePointer? { sessions?.pointer }

  func keep(registration: LibreObject?) {
    if let registration { registrations.append(registration) }
  }

  /// Who calls, if that is asked for.
  ///
  /// - Returns: `nil` if anybody may.
  func verdict(on message: LibreMessage) -> DigestGuard.Verdict? {
    digest?.verdict(
      on: message.header(SIP_HDR_AUTHORIZATION), method: message.method, at: time(nil))
  }

  func call(withID callID: String) -> LibreCall? { dialogs[callID].flatMap { calls[$0] } }

  func remember(_ call: LibreCall) {
    calls[call.id] = call
    dialogs[call.callID] = call.id
  }

  func forget(_ call: LibreCall) {
    calls[call.id] = nil
    dialogs[call.callID] = nil
    forks.callEnded(call.callID, at: tmr_jiffies())
  }

  /// Ends a call from this side.
  private func end(_ call: LibreCall, _ cause: ReleaseCause) {
    call.willEnd(cause)
    forget(call)
    call.referral = nil
    call.session = nil
    delegate.ended(call.id, SIPEnding(status: nil, cause: cause, isRemote: false))
  }
}
