import CLibre

/// One call in libre's hands. It is used on the loop's thread alone.
final class LibreCall {
  let id: SIPCallID
  unowned let endpoint: LibreEndpoint
  /// libre's session; releasing it ends the call, by whatever request fits.
  var session: LibreObject?
  let isOutgoing: Bool
  var isEstablished = false
  var callID = ""
  /// Why it ended, as the far side's last request said; libre doesn't pass that on.
  var cause: ReleaseCause?
  /// This side's address in the dialog; its user part if libre is to fill in the rest.
  var contact = "gooya"
  /// A subscription to what becomes of a `refer`.
  var referral: LibreObject?

  init(_ id: SIPCallID, of endpoint: LibreEndpoint, isOutgoing: Bool) {
    self.id = id
    self.endpoint = endpoint
    self.isOutgoing = isOutgoing
  }

  var argument: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  static func from(_ argument: UnsafeMutableRawPointer?) -> LibreCall? {
    argument.map { Unmanaged<LibreCall>.fromOpaque($0).takeUnretainedValue() }
  }

  private var delegate: any SIPSignallingDelegate { endpoint.delegate }

  // MARK: What libre tells

  /// Another offer, or a request for one; also what an empty INVITE's answer must have.
  func reoffered(_ message: LibreMessage?) -> String? {
    let body = message?.body ?? []
    return delegate.reoffered(id, description: body.isEmpty ? nil : body)
  }

  func answered(_ message: LibreMessage?) -> Int32 {
    if delegate.answered(id, description: message?.body ?? []) { return 0 }
    willEnd(.bearerNotImplemented)
    return EPROTO
  }

  /// What the far side is told if libre ends the call.
  func willEnd(_ cause: ReleaseCause?) {
    _ = gooya_sipsess_set_close_headers(session?.pointer, cause?.header ?? "")
  }

  func progressed(_ message: LibreMessage?) {
    guard let message else { return }
    delegate.progressed(id, message.status, description: message.body)
  }

  func established() {
    if isEstablished { return }
    isEstablished = true
    delegate.established(id)
  }

  func informed(_ sip: OpaquePointer?, _ message: LibreMessage?) {
    guard let message else { return }
    let isKnown = delegate.informed(id, type: message.type, body: message.body)
    if isKnown || message.body.isEmpty {
      _ = gooya_sip_treply(sip, message, 200, "OK", "")
    } else {
      _ = gooya_sip_treply(
        sip, message, 415, SIPStatus.unsupportedMediaType.reason,
        "Accept: application/dtmf-relay, application/dtmf\r\n")
    }
  }

  /// The far side tells how the call goes that it was asked for: the first line of a response.
  func notified(_ message: LibreMessage?) {
    let words = String(decoding: message?.body ?? [], as: UTF8.self).split(separator: " ")
    guard words.count > 1, words[0] == "SIP/2.0", let status = UInt16(words[1]) else { return }
    delegate.referred(id, SIPStatus(rawValue: status))
  }

  /// The far side tells no more of it, or wouldn't do it at all.
  func unsubscribed(_ failure: Int32, _ message: LibreMessage?) {
    referral = nil
    if failure != 0 || message.map({ $0.pointee.scode >= 300 }) ?? false {
      delegate.referred(id, message?.status ?? .requestTimeout)
    }
  }

  /// - Parameter failure: what libre says of it, an `errno`; 0 with a message that refuses.
  func closed(_ failure: Int32, _ message: LibreMessage?) {
    // One that answered, but not so that it could be used, refused this side's offer in effect.
    let isUnusable = failure != 0 && message.map { $0.pointee.scode < 300 } ?? false
    let status = isUnusable ? .notAcceptableHere : message.map(\.status)
    let said = message?.header(SIP_HDR_REASON).flatMap(ReleaseCause.init(header:))
    let ending = SIPEnding(
      status: isOutgoing && !isEstablished
        ? status ?? (failure == ETIMEDOUT ? .requestTimeout : .serviceUnavailable) : nil,
      cause: said ?? cause ?? status.map(ReleaseCause.init) ?? Self.cause(of: failure),
      isRemote: true, isUnanswered: isOutgoing && !isEstablished && message == nil)
    endpoint.forget(self)
    referral = nil
    session = nil
    delegate.ended(id, ending)
  }

  private static func cause(of failure: Int32) -> ReleaseCause {
    switch failure {
    case 0, ECONNRESET: .normalClearing
    case ETIMEDOUT: .recoveryOnTimerExpiry
    case EPROTO: .bearerNotImplemented
    default: .temporaryFailure
    }
  }
}

/// libre's handlers for a call's session, each with the call as its argument.
enum LibreHandlers {
  static let offered:
    @convention(c) (
      UnsafeMutablePointer<UnsafeMutablePointer<mbuf>?>?, LibreMessage?, UnsafeMutableRawPointer?
    ) -> Int32 = { description, message, argument in
      guard let answer = LibreCall.from(argument)?.reoffered(message) else { return EPROTO }
      let buffer = LibreBuffer(answer)
      // libre releases it.
      description?.pointee = mem_ref(buffer.pointer)?.assumingMemoryBound(to: mbuf.self)
      return 0
    }

  static let answered: @convention(c) (LibreMessage?, UnsafeMutableRawPointer?) -> Int32 = {
    LibreCall.from($1)?.answered($0) ?? EPROTO
  }

  static let progressed: @convention(c) (LibreMessage?, UnsafeMutableRawPointer?) -> Void = {
    LibreCall.from($1)?.progressed($0)
  }

  static let established: @convention(c) (LibreMessage?, UnsafeMutableRawPointer?) -> Void = {
    LibreCall.from($1)?.established()
  }

  static let informed:
    @convention(c) (
      OpaquePointer?, LibreMessage?, UnsafeMutableRawPointer?
    ) -> Void = {
      LibreCall.from($2)?.informed($0, $1)
    }

  /// Nobody may send this side's callers elsewhere.
  static let refused:
    @convention(c) (
      OpaquePointer?, LibreMessage?, UnsafeMutableRawPointer?
    ) -> Void = { sip, message, _ in
      _ = sip_reply(sip, message, SIPStatus.decline.rawValue, SIPStatus.decline.reason)
    }

  static let closed: @convention(c) (Int32, LibreMessage?, UnsafeMutableRawPointer?) -> Void = {
    LibreCall.from($2)?.closed($0, $1)
  }
}
