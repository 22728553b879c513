package import CallEngine
package import Store
internal import Synchronization

/// Hands SMS to a centre by SMPP 3.4, over one link that is bound both ways.
package final class SMPPGateway: RemoteGateway {
  package struct Settings: Sendable {
    package var host: String
    package var port = 2775
    package var login: SMPPLogin
    /// The sender; `nil` for that of the message.
    package var sender: String?
    /// Whether a long text goes as one `message_payload`, else as segments with headers.
    package var sendsPayload = false
    package var limits = SMPPSession.Limits()

    package init(host: String, login: SMPPLogin) {
      self.host = host
      self.login = login
    }
  }

  package let window: Int
  private let settings: Settings
  private let link: SMPPLink
  /// The centre's numbers for the segments that it took of a message whose others it didn't.
  private let begun = Mutex<[String: [String]]>([:])

  /// - Parameter receive: takes receipts and subscribers' messages. Throws if it can't keep one; the
  ///   centre then sends it again.
  package init(
    _ settings: Settings, receive: @escaping @Sendable (SMPPIncoming) throws -> Void
  ) {
    self.settings = settings
    window = settings.limits.window
    let name = Self.name(settings)
    let reader = IncomingReader(gateway: name, receive: receive)
    link = SMPPLink(
      SMPPLink.Place(
        host: settings.host, port: settings.port, login: settings.login, limits: settings.limits)
    ) { reader.take($0) }
  }

  /// Whose numbers receipts name.
  private static func name(_ settings: Settings) -> String {
    "smpp \(settings.login.systemID)@\(settings.host):\(settings.port)"
  }

  package func begin() async { await link.begin() }
  package func end() async { await link.end() }

  // MARK: A message

  /// A try ends before its message's lease does.
  private static let longestTry = Duration.seconds(55)
  private static let patienceForLink = Duration.seconds(5)

  package func submit(_ message: CallMessage, key: String) async -> GatewayAnswer {
    guard let segments = segments(of: message, key: key) else {
      return GatewayAnswer(
        .permanentFailure("the recipient or the sender is no telephone number, or it is too long"))
    }
    let lastStart = ContinuousClock.now + Self.longestTry - settings.limits.timeout
    var numbers = begun.withLock { $0.removeValue(forKey: key) } ?? []
    for segment in segments.dropFirst(numbers.count) {
      switch await submit(segment, until: lastStart) {
      case .accepted(let number): numbers.append(number ?? "")
      case .refused(let status):
        let code = Int(status.code)
        guard status.isTemporary else {
          return GatewayAnswer(.permanentFailure("the SMS centre answers \(code)"))
        }
        return later("the SMS centre answers \(code)", key, numbers)
      case .unanswered: return later("the SMS centre doesn't answer", key, numbers)
      case .notSent: return later("there is no link to the SMS centre", key, numbers)
      }
    }
    let isNumbered = !numbers.contains("")
    return GatewayAnswer(
      .accepted,
      receipts: isNumbered
        ? AwaitedReceipts(gateway: Self.name(settings), numbers: numbers) : nil,
      sender: settings.sender)
  }

  private func later(
    _ reason: GatewayReason, _ key: String, _ numbers: [String]
  ) -> GatewayAnswer {
    if !numbers.isEmpty { begun.withLock { $0[key] = numbers } }
    return GatewayAnswer(.temporaryFailure(reason))
  }

  /// Submits a segment; again, a little later, as long as the centre only asks to be sent less.
  private func submit(
    _ segment: SMPPMessage, until end: ContinuousClock.Instant
  ) async -> SMPPAnswer {
    var wait = Duration.milliseconds(250)
    while true {
      let left = ContinuousClock.now.duration(to: end)
      guard left > .zero else { return .notSent }
      let answer = await link.submit(segment, patience: min(left, Self.patienceForLink))
      guard case .refused(let status) = answer, status.isCongestion,
        ContinuousClock.now + wait < end
      else { return answer }
      try? await Task.sleep(for: wait)
      wait *= 2
    }
  }

  /// The message as it is submitted; `nil` if it can't go to exactly its recipient.
  func segments(of message: CallMessage, key: String) -> [SMPPMessage]? {
    guard message.medium == .sms, let to = SMPPAddress(recipient: message.to),
      let from = SMPPAddress(sender: settings.sender ?? message.from)
    else { return nil }
    let sms = SMSSegments(message.text)
    guard let parts = sms.userData(reference: Self.reference(of: key)) else { return nil }
    let coding = sms.encoding.dataCoding
    if settings.sendsPayload, parts.count > 1 {
      return [
        SMPPMessage(
          from: from, to: to, dataCoding: coding, wantsReceipt: true,
          octets: parts.flatMap(\.text), isPayload: true)
      ]
    }
    return parts.map { part in
      SMPPMessage(
        from: from, to: to, messageClass: part.header.isEmpty ? 0 : SMPPMessage.headerIndicator,
        dataCoding: coding, wantsReceipt: true, octets: part.octets)
    }
  }

  /// Of the same message always the same, so that a segment that comes twice is put in its place.
  static func reference(of key: String) -> UInt8 {
    let hash = key.utf8.reduce(0x811C_9DC5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    return UInt8(truncatingIfNeeded: hash ^ hash >> 8 ^ hash >> 16 ^ hash >> 24)
  }
}

/// What a centre passes on.
package enum SMPPIncoming: Hashable, Sendable {
  case receipt(DeliveryReceipt, number: String, gateway: String, recipient: String)
  /// A subscriber's SMS, whole.
  case message(from: String, text: String)
}

/// Reads what a centre passes on.
private final class IncomingReader: Sendable {
  private let gateway: String
  private let receive: @Sendable (SMPPIncoming) throws -> Void
  private let assembly = Mutex(SMPPAssembly())
  private let start = ContinuousClock.now

  init(gateway: String, receive: @escaping @Sendable (SMPPIncoming) throws -> Void) {
    self.gateway = gateway
    self.receive = receive
  }

  func take(_ message: SMPPMessage) -> SMPPStatus {
    do {
      if message.isReceipt {
        guard let receipt = SMPPReceipt(message), let state = receipt.state else { return .ok }
        try receive(
          .receipt(
            state, number: receipt.messageID, gateway: gateway, recipient: message.source.written))
      } else {
        let now = ContinuousClock.now - start
        let text = assembly.withLock { $0.take(message, at: now) }
        if let text { try receive(.message(from: message.source.written, text: text)) }
      }
      return .ok
    } catch {
      return .temporaryReceiverError
    }
  }
}
