import RandomInputs
import Testing

@testable import Messaging

/// A link to a centre, without a network.
struct SMPPSessionTests {
  private static let login = SMPPLogin(systemID: "gooya", password: "secret")
  private static let address = SMPPAddress(type: 0, plan: 1, text: "09120000001")
  private static let message = SMPPMessage(
    from: address, to: address, dataCoding: 0, octets: [0x61])

  private static var limits: SMPPSession.Limits {
    var limits = SMPPSession.Limits()
    limits.window = 2
    return limits
  }

  private func bound() -> SMPPSession {
    var session = SMPPSession(Self.login, Self.limits)
    _ = session.handle(.connected, at: .zero)
    #expect(
      session.handle(.received(SMPPPDU(.bindTransceiverResponse, sequence: 1)), at: .zero)
        == [.bound])
    return session
  }

  private func sent(_ effects: [SMPPSession.Effect]) -> [UInt32] {
    effects.compactMap { if case .send(let pdu) = $0 { pdu.sequence } else { nil } }
  }

  @Test func `it logs in first, and tells when it may submit`() {
    var session = SMPPSession(Self.login)
    #expect(
      session.handle(.connected, at: .zero) == [
        .send(SMPPPDU(.bindTransceiver(Self.login), sequence: 1))
      ])
    #expect(
      session.handle(.submitted(Self.message, id: 7), at: .zero) == [.answer(id: 7, .notSent)])
    #expect(session.deadline == .seconds(30))
    #expect(session.handle(.deadlineReached, at: .seconds(30)) == [.close(.silence)])
  }

  @Test func `a refused login ends it`() {
    var session = SMPPSession(Self.login)
    _ = session.handle(.connected, at: .zero)
    let refusal = SMPPPDU(.bindTransceiverResponse, SMPPStatus(0x0E), sequence: 1)
    #expect(
      session.handle(.received(refusal), at: .zero) == [.close(.refusal(SMPPStatus(0x0E)))])
  }

  @Test func `no more than the window is unanswered, and what waits follows in order`() {
    var session = bound()
    let first = (1...4).map { session.handle(.submitted(Self.message, id: $0), at: .zero) }
    #expect(first.map(\.count) == [1, 1, 0, 0])
    let sequences = sent(first.flatMap { $0 })
    let answer = SMPPPDU(.submitSMResponse(messageID: "x"), sequence: sequences[1])
    let effects = session.handle(.received(answer), at: .zero)
    #expect(effects.first == .answer(id: 2, .accepted("x")))
    #expect(sent(effects).count == 1)
    #expect(session.handle(.received(answer), at: .zero).isEmpty, "it was answered already")
    let refusal = SMPPPDU(.genericNack, SMPPStatus(3), sequence: sequences[0])
    let refused = session.handle(.received(refusal), at: .zero)
    #expect(refused.first == .answer(id: 1, .refused(SMPPStatus(3))))
  }

  @Test func `an answer that doesn't come is an open question`() {
    var session = bound()
    _ = session.handle(.submitted(Self.message, id: 1), at: .seconds(1))
    #expect(session.deadline == .seconds(30))
    _ = session.handle(.received(SMPPPDU(.enquireLink, sequence: 9)), at: .seconds(25))
    #expect(session.deadline == .seconds(31))
    #expect(
      session.handle(.deadlineReached, at: .seconds(31)) == [.answer(id: 1, .unanswered)])
  }

  @Test func `a cut link leaves open questions, and what wasn't sent`() {
    var session = bound()
    for id in 1...3 { _ = session.handle(.submitted(Self.message, id: id), at: .zero) }
    #expect(
      session.handle(.disconnected, at: .zero) == [
        .answer(id: 1, .unanswered), .answer(id: 2, .unanswered), .answer(id: 3, .notSent),
        .close(.disconnection),
      ])
  }

  @Test func `a silent centre is asked, then given up`() {
    var session = bound()
    #expect(session.deadline == .seconds(30))
    let enquiry = session.handle(.deadlineReached, at: .seconds(30))
    #expect(enquiry == [.send(SMPPPDU(.enquireLink, sequence: 2))])
    var answered = session
    _ = answered.handle(.received(SMPPPDU(.enquireLinkResponse, sequence: 2)), at: .seconds(31))
    #expect(answered.deadline == .seconds(61))
    #expect(session.deadline == .seconds(60))
    #expect(session.handle(.deadlineReached, at: .seconds(60)) == [.close(.silence)])
  }

  @Test func `a centre's requests are answered`() {
    var session = bound()
    func answer(_ body: SMPPPDU.Body) -> [SMPPSession.Effect] {
      session.handle(.received(SMPPPDU(body, sequence: 5)), at: .zero)
    }
    #expect(answer(.enquireLink) == [.send(SMPPPDU(.enquireLinkResponse, sequence: 5))])
    #expect(
      answer(.unknown(0x21)) == [.send(SMPPPDU(.genericNack, .invalidCommandID, sequence: 5))])
    #expect(answer(.unknown(0x8000_0021)).isEmpty)
    #expect(answer(.deliverSM(Self.message)) == [.deliver(Self.message, sequence: 5)])
    #expect(
      session.handle(.handled(sequence: 5, .ok), at: .zero)
        == [.send(SMPPPDU(.deliverSMResponse, sequence: 5))])
    #expect(
      answer(.unbind) == [.send(SMPPPDU(.unbindResponse, sequence: 5)), .close(.unbound)])
  }

  @Test func `it unbinds, and takes the answers that are still due`() {
    var session = bound()
    _ = session.handle(.submitted(Self.message, id: 1), at: .zero)
    #expect(session.handle(.finished, at: .zero) == [.send(SMPPPDU(.unbind, sequence: 3))])
    let answer = SMPPPDU(.submitSMResponse(messageID: "x"), sequence: 2)
    #expect(session.handle(.received(answer), at: .zero) == [.answer(id: 1, .accepted("x"))])
    #expect(
      session.handle(.received(SMPPPDU(.unbindResponse, sequence: 3)), at: .zero)
        == [.close(.finished)])
    #expect(session.handle(.disconnected, at: .zero).isEmpty)
  }

  @Test func `an answer that can't be read still tells whether it was taken`() {
    var session = bound()
    _ = session.handle(.submitted(Self.message, id: 1), at: .zero)
    let effects = session.handle(
      .unreadable(command: 0x8000_0004, status: .ok, sequence: 2), at: .zero)
    #expect(effects == [.answer(id: 1, .accepted(nil))])
    #expect(
      session.handle(.unreadable(command: 5, status: .ok, sequence: 3), at: .zero)
        == [.send(SMPPPDU(.genericNack, .invalidCommandLength, sequence: 3))])
  }

  @Test func `no sequence of events traps, and each submission is answered at most once`() {
    var numbers = SeededGenerator(seed: 11)
    for _ in 0..<300 {
      var session = SMPPSession(Self.login, Self.limits)
      var now = Duration.zero
      var answered: Set<Int> = []
      for id in 0..<60 {
        let sequence = UInt32(numbers.next() % 12)
        let bodies: [SMPPPDU.Body] = [
          .bindTransceiverResponse, .submitSMResponse(messageID: "1"), .genericNack, .enquireLink,
          .enquireLinkResponse, .deliverSM(Self.message), .unbind, .unbindResponse, .unknown(1),
        ]
        let body = bodies[Int(numbers.next() % UInt64(bodies.count))]
        let status = numbers.next() % 4 == 0 ? SMPPStatus.throttled : .ok
        let events: [SMPPSession.Event] = [
          .connected, .received(SMPPPDU(body, status, sequence: sequence)),
          .received(SMPPPDU(.bindTransceiverResponse, sequence: 1)),
          .submitted(Self.message, id: id), .handled(sequence: sequence, .ok), .deadlineReached,
          .unreadable(command: 0x8000_0004, status: status, sequence: sequence),
          numbers.next() % 9 == 0 ? .disconnected : .connected,
          numbers.next() % 9 == 0 ? .finished : .connected,
        ]
        now += .seconds(Int(numbers.next() % 20))
        for effect in session.handle(events[Int(numbers.next() % UInt64(events.count))], at: now) {
          if case .answer(let id, _) = effect { #expect(answered.insert(id).inserted) }
        }
      }
    }
  }
}
