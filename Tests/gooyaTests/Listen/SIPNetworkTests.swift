import CallEngine
import CallRuntime
import Dispatch
import Glibc
import LiveLine
import Store
import Testing

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
}
