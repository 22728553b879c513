import CallEngine
import CallRuntime
import Dispatch
import Glibc
import Store
import Testing

@testable import LiveLine
@testable import gooya

/// What is told of calls by SIP.
@Suite struct SIPNetworkTests {
  /// Answers no calls.
  private final class Nobody: SIPAnswering {
    func answer(_ invitation: SIPInvitation, _ leg: SIPLeg) -> SIPReception {
      .refused(.temporarilyUnavailable, cause: nil)
    }
  }

  @Test func `the report that a caller sends as he hangs up is in the log`() throws {
    let test = try TestExchange(["a.yaml": TestExchange.script(saying: "One")])
    let network = SIPNetwork(
      SIPSettings(host: "127.0.0.1", port: 0), transfers: .init(address: { _ in nil }))
    try network.begin(test.exchange)
    defer { network.stop() }
    let address = try #require(network.place.description.split(separator: " ").last)
    let callers = try SIPCalls(SIPSettings(host: "127.0.0.1", port: 0), answering: Nobody())
    defer { callers.close() }
    let answered = DispatchSemaphore(value: 0)
    let leg = try callers.call("sip:1800@\(address)") { event, _ in
      if case .established = event { answered.signal() }
    }
    try #require(answered.wait(timeout: .now() + .seconds(60)) == .success)
    // In its time, the first report goes out before anything has come, and the next with the goodbye.
    var now = Duration.zero
    let medium = SIPMedium(leg, time: { now })
    medium.play(AudioFrame.silence)
    let end = ContinuousClock.now + .seconds(60)
    while leg.figures.received < 3, ContinuousClock.now < end {
      now += .milliseconds(1)
      _ = medium.capture()
      medium.play(AudioFrame.silence)
      usleep(5000)
    }
    medium.end(.line)
    while test.exchange.callsNow > 0, ContinuousClock.now < end { usleep(5000) }
    let line = try #require(test.log.all.first { $0.contains("sound of a call") })
    #expect(line.contains("lost_there") && line.contains("jitter_there_ms"), "\(line)")
    let record = try #require(try test.records().first)
    #expect(record.sound?.lostThere == 0 && record.ending?.endedBy == .caller)
    #expect(record.sound?.signalling == "udp" && record.sound?.isEncrypted == false)
  }

  @Test(
    arguments: [
      ("200 OK", TransferOutcome.connected, CallEnding.Side.caller),
      ("486 Busy Here", .busy, .line),
    ])
  func `a caller whose telephone makes a transfer itself is gone once it has`(
    result: String, outcome: TransferOutcome, endedBy: CallEnding.Side
  ) throws {
    let test = try TestExchange([
      "a.yaml": """
      format: 1
      title: Desk
      languages: [en-US]
      start: through
      states:
        through:
          transfer: "2000"
          outcomes: { connected: bye, busy: bye, no_answer: bye, failed: bye }
        bye: { hang_up: [] }
      """
    ])
    let network = SIPNetwork(
      SIPSettings(host: "127.0.0.1", port: 0),
      transfers: .init(address: { "sip:\($0)@127.0.0.1" }, byReferral: true))
    try network.begin(test.exchange)
    defer { network.stop() }
    let caller = try RawCaller(
      of: try #require(network.place.description.split(separator: " ").last))
    let answer = try #require(caller.call())
    let refer = try #require(caller.receive("REFER"))
    #expect(refer.contains("Refer-To: <sip:2000@127.0.0.1>"))
    caller.answer(refer, "202 Accepted")
    caller.notify(answer, "SIP/2.0 \(result)\r\n")
    let bye = try #require(caller.receive("BYE"))
    caller.answer(bye, "200 OK")
    #expect(bye.contains("Reason: Q.850;cause=16\r\n"))
    let end = ContinuousClock.now + .seconds(60)
    while test.exchange.callsNow > 0, ContinuousClock.now < end { usleep(5000) }
    let ending = try #require(try test.records().first?.ending)
    #expect(ending.transferOutcomes == [outcome] && ending.endedBy == endedBy)
    #expect(ending.path.contains("bye") == (endedBy == .line))
  }

  @Test func `why the caller's network ended a call is in its record`() throws {
    let test = try TestExchange(["a.yaml": TestExchange.script(saying: "One")])
    let network = SIPNetwork(
      SIPSettings(host: "127.0.0.1", port: 0), transfers: .init(address: { _ in nil }))
    try network.begin(test.exchange)
    defer { network.stop() }
    let caller = try RawCaller(
      of: try #require(network.place.description.split(separator: " ").last))
    let answer = try #require(caller.call())
    let end = ContinuousClock.now + .seconds(60)
    while test.exchange.board.all.isEmpty, ContinuousClock.now < end { usleep(5000) }
    caller.send("BYE", 2, to: answer, ["Reason: Q.850;cause=41"])
    while test.exchange.callsNow > 0, ContinuousClock.now < end { usleep(5000) }
    let ending = try #require(try test.records().first?.ending)
    #expect(ending.cause == .temporaryFailure && ending.endedBy == .caller)
  }

  /// A telephone that asks for nothing but what a test sends.
  private final class RawCaller {
    private let socket: UDPSocket
    private var far: SocketAddress

    init(of address: Substring) throws {
      socket = try UDPSocket(host: "127.0.0.1", port: 0)
      let port = address.split(separator: ":").last.flatMap { UInt16($0) } ?? 0
      far = try #require(SocketAddress(host: "127.0.0.1", port: port))
    }

    func send(
      _ method: String, _ sequence: Int, to answer: String?, _ more: [String] = [],
      body: String = ""
    ) {
      let lines =
        [
          "\(method) sip:1800@127.0.0.1 SIP/2.0",
          "Via: SIP/2.0/UDP 127.0.0.1:\(socket.port);branch=z9hG4bK\(sequence)\(method)",
          "From: <sip:02177483178@127.0.0.1>;tag=caller",
          answer.flatMap { line("To", of: $0) } ?? "To: <sip:1800@127.0.0.1>",
          "Call-ID: \(socket.port)@127.0.0.1", "CSeq: \(sequence) \(method)",
          "Max-Forwards: 70", "Contact: <sip:caller@127.0.0.1:\(socket.port)>",
        ] + more + ["Content-Length: \(body.utf8.count)"]
      send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
    }

    /// Calls, and acknowledges the answer, which it returns.
    func call() -> String? {
      send(
        "INVITE", 1, to: nil, ["Content-Type: application/sdp"],
        body: "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
          + "m=audio 9 RTP/AVP 8\r\n")
      let answer = receive("SIP/2.0 200")
      send("ACK", 1, to: answer)
      return answer
    }

    func notify(_ answer: String, _ result: String) {
      send(
        "NOTIFY", 2, to: answer,
        [
          "Event: refer", "Subscription-State: terminated;reason=noresource",
          "Content-Type: message/sipfrag",
        ], body: result)
    }

    func answer(_ request: String, _ status: String) {
      let kept = ["Via", "From", "To", "Call-ID", "CSeq"].compactMap { line($0, of: request) }
      send(
        "SIP/2.0 \(status)\r\n" + kept.joined(separator: "\r\n")
          + "\r\nContact: <sip:caller@127.0.0.1:\(socket.port)>\r\nContent-Length: 0\r\n\r\n")
    }

    /// The next message that begins so.
    func receive(_ start: String) -> String? {
      let end = ContinuousClock.now + .seconds(60)
      return withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 16) { room in
        while ContinuousClock.now < end {
          if let length = socket.receive(into: room, from: &far) {
            let text = String(decoding: room[..<length], as: UTF8.self)
            if text.hasPrefix(start) { return text }
          }
          usleep(2000)
        }
        return nil
      }
    }

    private func line(_ name: String, of message: String) -> String? {
      message.split(whereSeparator: \.isNewline).first { $0.hasPrefix("\(name):") }.map(String.init)
    }

    private func send(_ text: String) {
      Array(text.utf8).withUnsafeBytes { socket.send($0, to: &far) }
    }
  }
}
