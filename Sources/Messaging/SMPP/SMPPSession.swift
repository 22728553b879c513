/// One link to an SMS centre, from its connection to its end: events in, effects out. It has no I/O
/// and no clock; a driver connects, carries octets, and delivers `.deadlineReached` in time.
package struct SMPPSession: Sendable {
  package struct Limits: Hashable, Sendable {
    /// How many submissions may be unanswered at a time.
    package var window = 10
    /// How long the centre may be silent before it is asked whether it is there.
    package var enquireLink = Duration.seconds(30)
    /// How long an answer may take.
    package var timeout = Duration.seconds(30)

    package init() {}
  }

  package enum Event: Hashable, Sendable {
    case connected
    case received(SMPPPDU)
    /// A PDU whose body has a fault.
    case unreadable(command: UInt32, status: SMPPStatus, sequence: UInt32)
    case submitted(SMPPMessage, id: Int)
    /// What was delivered is kept, or couldn't be.
    case handled(sequence: UInt32, SMPPStatus)
    /// Nothing more will be submitted.
    case finished
    case deadlineReached
    case disconnected
  }

  package enum Effect: Hashable, Sendable {
    case send(SMPPPDU)
    /// Submissions are possible from now on.
    case bound
    case answer(id: Int, SMPPAnswer)
    /// A receipt or a message of a subscriber; `.handled` is due for it.
    case deliver(SMPPMessage, sequence: UInt32)
    case close(SMPPEnd)
  }

  /// What waits for an answer.
  struct Open: Hashable, Sendable {
    let id: Int
    let until: Duration
  }

  struct Link: Sendable {
    var open: [UInt32: Open] = [:]
    /// What the window leaves no room for, in order.
    var waiting: [(message: SMPPMessage, id: Int)] = []
    var lastHeard: Duration
    /// The enquiry that is unanswered.
    var enquiry: (sequence: UInt32, until: Duration)?
  }

  enum State: Sendable {
    case disconnected
    case binding(sequence: UInt32, until: Duration)
    case bound(Link)
    /// The link ends; what is open may still be answered.
    case unbinding(Link, sequence: UInt32, until: Duration)
    case ended
  }

  private let login: SMPPLogin
  private let limits: Limits
  private(set) var state = State.disconnected
  private var lastSequence: UInt32 = 0

  package init(_ login: SMPPLogin, _ limits: Limits = Limits()) {
    self.login = login
    self.limits = limits
  }

  /// When `.deadlineReached` is due, in the time of `handle`; `nil` if never.
  package var deadline: Duration? {
    switch state {
    case .disconnected, .ended: nil
    case .binding(_, let until): until
    case .bound(let link):
      ([link.enquiry?.until ?? link.lastHeard + limits.enquireLink]
        + link.open.values.map(\.until)).min()
    case .unbinding(let link, _, let until): ([until] + link.open.values.map(\.until)).min()
    }
  }

  package mutating func handle(_ event: Event, at now: Duration) -> [Effect] {
    switch (state, event) {
    case (.disconnected, .connected):
      let sequence = nextSequence()
      state = .binding(sequence: sequence, until: now + limits.timeout)
      return [.send(SMPPPDU(.bindTransceiver(login), sequence: sequence))]
    case (.binding(let sequence, _), .received(let pdu)):
      return answered(pdu, bind: sequence, at: now)
    case (.binding(_, let until), .deadlineReached):
      return now >= until ? end(.silence, nil) : []
    case (.binding, .finished): return end(.finished, nil)
    case (.binding, .disconnected): return end(.disconnection, nil)
    case (.binding, .unreadable): return end(.protocolError, nil)
    case (.bound(let link), .received(let pdu)): return take(pdu, link, at: now)
    case (.bound(let link), .unreadable(let command, let status, let sequence)):
      return take(unreadable: command, status, sequence, link, at: now)
    case (.bound(var link), .submitted(let message, let id)):
      link.waiting.append((message, id))
      return fill(link, at: now)
    case (.bound, .handled(let sequence, let status)):
      return [.send(SMPPPDU(.deliverSMResponse, status, sequence: sequence))]
    case (.bound(var link), .finished):
      let sequence = nextSequence()
      let unsent = link.waiting.map { Effect.answer(id: $0.id, .notSent) }
      link.waiting = []
      state = .unbinding(link, sequence: sequence, until: now + limits.timeout)
      return unsent + [.send(SMPPPDU(.unbind, sequence: sequence))]
    case (.bound(let link), .deadlineReached): return passed(link, at: now)
    case (.bound(let link), .disconnected): return end(.disconnection, link)
    case (.unbinding(let link, let sequence, let until), .received(let pdu)):
      return take(pdu, whileUnbinding: link, sequence, until)
    case (.unbinding(let link, _, let until), .deadlineReached):
      return now >= until ? end(.finished, link) : []
    case (.unbinding(let link, _, _), .disconnected): return end(.finished, link)
    case (.unbinding, .handled(let sequence, let status)):
      return [.send(SMPPPDU(.deliverSMResponse, status, sequence: sequence))]
    case (.unbinding(let link, _, _), .unreadable): return end(.protocolError, link)
    case (.disconnected, .finished): return end(.finished, nil)
    case (.disconnected, .submitted(_, let id)), (.binding, .submitted(_, let id)),
      (.unbinding, .submitted(_, let id)), (.ended, .submitted(_, let id)):
      return [.answer(id: id, .notSent)]
    case (.disconnected, .received), (.disconnected, .unreadable), (.disconnected, .handled),
      (.disconnected, .deadlineReached), (.disconnected, .disconnected), (.binding, .connected),
      (.binding, .handled), (.bound, .connected), (.unbinding, .connected), (.unbinding, .finished),
      (.ended, .connected), (.ended, .received), (.ended, .unreadable), (.ended, .handled),
      (.ended, .finished), (.ended, .deadlineReached), (.ended, .disconnected):
      return []
    }
  }

  // MARK: Bound

  private mutating func answered(
    _ pdu: SMPPPDU, bind sequence: UInt32, at now: Duration
  ) -> [Effect] {
    switch pdu.body {
    case .bindTransceiverResponse, .genericNack:
      guard pdu.sequence == sequence else { return [] }
      guard pdu.status == .ok, pdu.body == .bindTransceiverResponse else {
        return end(.refusal(pdu.status), nil)
      }
      state = .bound(Link(lastHeard: now))
      return [.bound]
    case .unbind:
      return [.send(SMPPPDU(.unbindResponse, sequence: pdu.sequence))] + end(.unbound, nil)
    default: return []
    }
  }

  private mutating func take(_ pdu: SMPPPDU, _ link: Link, at now: Duration) -> [Effect] {
    var link = link
    link.lastHeard = now
    switch pdu.body {
    case .submitSMResponse(let messageID):
      return settle(
        pdu.sequence, pdu.status == .ok ? .accepted(messageID) : .refused(pdu.status), link, at: now
      )
    case .genericNack:
      return settle(pdu.sequence, .refused(pdu.status), link, at: now)
    case .enquireLinkResponse:
      if link.enquiry?.sequence == pdu.sequence { link.enquiry = nil }
      state = .bound(link)
      return []
    case .enquireLink:
      state = .bound(link)
      return [.send(SMPPPDU(.enquireLinkResponse, sequence: pdu.sequence))]
    case .deliverSM(let message):
      state = .bound(link)
      return [.deliver(message, sequence: pdu.sequence)]
    case .unbind:
      return [.send(SMPPPDU(.unbindResponse, sequence: pdu.sequence))] + end(.unbound, link)
    case .bindTransceiver, .submitSM, .unknown:
      state = .bound(link)
      return pdu.isRequest
        ? [.send(SMPPPDU(.genericNack, .invalidCommandID, sequence: pdu.sequence))] : []
    case .bindTransceiverResponse, .deliverSMResponse, .unbindResponse:
      state = .bound(link)
      return []
    }
  }

  private mutating func take(
    unreadable command: UInt32, _ status: SMPPStatus, _ sequence: UInt32, _ link: Link,
    at now: Duration
  ) -> [Effect] {
    var link = link
    link.lastHeard = now
    if command == SMPPCommand.submitSMResponse.rawValue {
      return settle(
        sequence, status == .ok ? .accepted(nil) : .refused(status), link, at: now)
    }
    state = .bound(link)
    guard command & SMPPPDU.responseBit == 0 else { return [] }
    return [.send(SMPPPDU(.genericNack, .invalidCommandLength, sequence: sequence))]
  }

  private mutating func settle(
    _ sequence: UInt32, _ answer: SMPPAnswer, _ link: Link, at now: Duration
  ) -> [Effect] {
    var link = link
    guard let open = link.open.removeValue(forKey: sequence) else {
      state = .bound(link)
      return []
    }
    return [.answer(id: open.id, answer)] + fill(link, at: now)
  }

  /// Sends what the window has room for.
  private mutating func fill(_ link: Link, at now: Duration) -> [Effect] {
    var link = link
    var effects: [Effect] = []
    while link.open.count < limits.window, !link.waiting.isEmpty {
      let (message, id) = link.waiting.removeFirst()
      let sequence = nextSequence()
      link.open[sequence] = Open(id: id, until: now + limits.timeout)
      effects.append(.send(SMPPPDU(.submitSM(message), sequence: sequence)))
    }
    state = .bound(link)
    return effects
  }

  private mutating func passed(_ link: Link, at now: Duration) -> [Effect] {
    var link = link
    let overdue = link.open.filter { $0.value.until <= now }.sorted { $0.key < $1.key }
    for (sequence, _) in overdue { link.open[sequence] = nil }
    let answers = overdue.map { Effect.answer(id: $0.value.id, .unanswered) }
    if let enquiry = link.enquiry {
      guard enquiry.until > now else { return answers + end(.silence, link) }
    } else if link.lastHeard + limits.enquireLink <= now {
      let sequence = nextSequence()
      link.enquiry = (sequence, now + limits.timeout)
      return answers + [.send(SMPPPDU(.enquireLink, sequence: sequence))] + fill(link, at: now)
    }
    return answers + fill(link, at: now)
  }

  // MARK: The end

  private mutating func take(
    _ pdu: SMPPPDU, whileUnbinding link: Link, _ sequence: UInt32, _ until: Duration
  ) -> [Effect] {
    var link = link
    switch pdu.body {
    case .submitSMResponse, .genericNack:
      guard let open = link.open.removeValue(forKey: pdu.sequence) else { return [] }
      state = .unbinding(link, sequence: sequence, until: until)
      guard case .submitSMResponse(let messageID) = pdu.body, pdu.status == .ok else {
        return [.answer(id: open.id, .refused(pdu.status))]
      }
      return [.answer(id: open.id, .accepted(messageID))]
    case .unbindResponse: return end(.finished, link)
    case .unbind:
      return [.send(SMPPPDU(.unbindResponse, sequence: pdu.sequence))] + end(.finished, link)
    case .deliverSM(let message): return [.deliver(message, sequence: pdu.sequence)]
    case .enquireLink: return [.send(SMPPPDU(.enquireLinkResponse, sequence: pdu.sequence))]
    default: return []
    }
  }

  /// Whatever is open then may have been taken or not.
  private mutating func end(_ end: SMPPEnd, _ link: Link?) -> [Effect] {
    state = .ended
    let open = (link?.open ?? [:]).sorted { $0.key < $1.key }
    return open.map { .answer(id: $0.value.id, .unanswered) }
      + (link?.waiting ?? []).map { .answer(id: $0.id, .notSent) } + [.close(end)]
  }

  /// From 1 to the largest, and again (SMPP 3.4, 3.2).
  private mutating func nextSequence() -> UInt32 {
    lastSequence = lastSequence >= 0x7FFF_FFFF ? 1 : lastSequence + 1
    return lastSequence
  }
}

/// What became of a submission.
package enum SMPPAnswer: Hashable, Sendable {
  /// With the number that receipts name, if the centre told one.
  case accepted(String?)
  case refused(SMPPStatus)
  /// It was sent, and nobody knows whether it was taken.
  case unanswered
  case notSent
}

/// Why a link ended.
package enum SMPPEnd: Hashable, Sendable {
  case finished
  /// The centre refused the login.
  case refusal(SMPPStatus)
  case unbound
  case silence
  case disconnection
  case protocolError
}
