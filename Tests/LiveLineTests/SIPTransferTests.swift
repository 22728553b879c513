import CallEngine
import CallRuntime
import Foundation
import Synchronization
import Telephony
import Testing

@testable import LiveLine

@Suite("Transfers by SIP")
struct SIPTransferTests {
  @Test(
    "Sound gets through in each codec, encrypted and not",
    arguments: SoundCodec.allCases, [false, true])
  func speaks(codec: SoundCodec, isEncrypted: Bool) throws {
    var settings = SIPSettings(host: "127.0.0.1", port: 0)
    settings.codecs = [codec]
    settings.encryptsSound = isEncrypted
    let callee = NotingAnswers()
    let far = try SIPCalls(SIPSettings(host: "127.0.0.1", port: 0), answering: callee)
    let near = try SIPCalls(settings, answering: NotingAnswers())
    defer {
      far.close()
      near.close()
    }
    let leg = try near.call("sip:2000@\(far.address)") { _, _ in }
    #expect(callee.waitForAnswer())
    #expect(leg.agreed?.codec == codec)
    #expect((leg.agreed?.keys != nil) == isEncrypted)
    let speaker = SIPMedium(leg)
    let hearer = SIPMedium(try #require(callee.leg))
    var frame = 0
    let heard = wait { () -> Bool? in
      _ = speaker.capture()
      speaker.play(
        (0..<AudioFrame.length).map {
          Float(0.5 * sin(Double(frame * AudioFrame.length + $0) * 2 * .pi / 16))
        })
      frame += 1
      let sound = hearer.capture() ?? []
      hearer.play(AudioFrame.silence)
      usleep(10_000)
      return sound.contains { abs($0) > 0.3 } ? true : nil
    }
    #expect(heard == true)
  }

  /// Two endpoints and what is told of a call from one to the other.
  private final class Pair {
    let callee: NotingAnswers
    let far: SIPCalls
    let near: SIPCalls

    init(_ callee: NotingAnswers = NotingAnswers()) throws {
      self.callee = callee
      far = try SIPCalls(SIPSettings(host: "127.0.0.1", port: 0), answering: callee)
      near = try SIPCalls(SIPSettings(host: "127.0.0.1", port: 0), answering: NotingAnswers())
    }

    deinit {
      far.close()
      near.close()
    }
  }

  private func wait<Found>(_ look: () -> Found?) -> Found? {
    let end = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < end {
      if let found = look() { return found }
      usleep(2000)
    }
    return nil
  }

  @Test("A call that this side makes is answered, and its end told")
  func calls() throws {
    let pair = try Pair()
    let events = Mutex<[SIPLegEvent]>([])
    let leg = try pair.near.call("sip:2000@\(pair.far.address)") { event, _ in
      events.withLock { $0.append(event) }
    }
    #expect(pair.callee.waitForAnswer())
    #expect(pair.callee.invitation?.to == "2000")
    #expect(leg.agreed?.codec != nil)
    leg.hangUp(.normalClearing)
    #expect(pair.callee.waitForEnd()?.cause == .normalClearing)
  }

  @Test(
    "A call that is refused tells why",
    arguments: [
      (SIPStatus.busyHere, ReleaseCause.userBusy), (.notFound, .unallocatedNumber),
      (.decline, .callRejected), (.serviceUnavailable, .temporaryFailure),
    ])
  func tellsRefusal(status: SIPStatus, cause: ReleaseCause) throws {
    let pair = try Pair(NotingAnswers(refusing: (status, cause)))
    let events = Mutex<[SIPLegEvent]>([])
    try pair.near.call("sip:2000@\(pair.far.address)") { event, _ in
      events.withLock { $0.append(event) }
    }
    let ending = wait { () -> SIPEnding? in
      for case .ended(let ending) in events.withLock({ $0 }) { return ending }
      return nil
    }
    #expect(ending?.status == status)
    #expect(ending?.cause == cause)
  }

  @Test("The far side's sound takes the line's place while the two talk")
  func bridges() throws {
    let pair = try Pair()
    let caller = NotingAnswers()
    let line = try SIPCalls(SIPSettings(host: "127.0.0.1", port: 0), answering: caller)
    defer { line.close() }
    let leg = try pair.near.call("sip:1000@\(line.address)") { _, _ in }
    #expect(caller.waitForAnswer())
    let callerLeg = try #require(caller.leg)
    let other = try line.call("sip:2000@\(pair.far.address)") { _, _ in }
    #expect(pair.callee.waitForAnswer())
    callerLeg.bridge(to: other, isTalking: true)
    let talker = SIPMedium(try #require(pair.callee.leg))
    let hearer = SIPMedium(leg)
    let medium = SIPMedium(callerLeg)
    let tone = (0..<AudioFrame.length).map { Float(0.5 * sin(Double($0) * 2 * .pi / 16)) }
    let heard = wait { () -> Bool? in
      _ = talker.capture()
      talker.play(tone)
      _ = medium.capture()
      medium.play(AudioFrame.silence)
      let sound = hearer.capture() ?? []
      hearer.play(AudioFrame.silence)
      usleep(10_000)
      return sound.contains { abs($0) > 0.4 } ? true : nil
    }
    #expect(heard == true)
    callerLeg.unbridge(from: other)
    #expect(callerLeg.bridge == nil)
  }

  @Test("A registration is asked for with what the server wants to know")
  func registers() throws {
    let server = try UDPSocket(host: "127.0.0.1", port: 0)
    var settings = SIPSettings(host: "127.0.0.1", port: 0)
    settings.registrations = [
      SIPRegistration(
        registrar: "sip:127.0.0.1:\(server.port)", address: "sip:1000@127.0.0.1:\(server.port)",
        credentials: SIPCredentials(user: "1000", password: "secret"))
    ]
    let calls = try SIPCalls(settings, answering: NotingAnswers())
    defer { calls.close() }
    var sender = SocketAddress()
    func request() -> String? {
      wait {
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { room in
          server.receive(into: room, from: &sender).map {
            String(decoding: room[..<$0], as: UTF8.self)
          }
        }
      }
    }
    func answer(_ text: String, _ status: String, _ more: String) {
      let kept = ["Via", "From", "To", "Call-ID", "CSeq"].compactMap { name in
        text.header(name).map { "\(name): \($0)" }
      }
      let message =
        "SIP/2.0 \(status)\r\n" + kept.joined(separator: "\r\n")
        + "\r\n\(more)Content-Length: 0\r\n\r\n"
      Array(message.utf8).withUnsafeBytes { server.send($0, to: &sender) }
    }
    let first = try #require(request())
    #expect(first.hasPrefix("REGISTER") && first.header("Authorization") == nil)
    answer(
      first, "401 Unauthorized",
      "WWW-Authenticate: Digest realm=\"x\", nonce=\"n\", algorithm=MD5\r\n")
    let second = try #require(request())
    #expect(second.header("Authorization")?.contains("username=\"1000\"") == true)
    answer(second, "200 OK", "Contact: \(second.header("Contact") ?? "");expires=300\r\n")
  }
}
