import CallEngine
import CallRuntime
import Speech
import Testing

/// What ports leave for later, with time told by hand.
@Suite struct LaterTests {
  @Test("a reply is taken at the moment of the next advance") func takesReply() {
    let waiting = Waiting()
    let services = RemoteServices { waiting.add($0) }
    let call = RemoteLine.call(RemoteLine.asking, services, inbox: CallInbox().address())
    call.answer()
    call.advance(to: .seconds(2))
    #expect(call.awaitsOutside)
    waiting.completeAll()
    call.advance(to: .seconds(3))
    #expect(!call.awaitsOutside)
    #expect(call.nextDue == .seconds(3) + .milliseconds(20))
  }

  @Test("a reply after its time-out is recorded and not delivered", arguments: ["before", "after"])
  func timedOut(end: String) {
    let waiting = Waiting()
    let services = RemoteServices { waiting.add($0) }
    let call = RemoteLine.call(RemoteLine.asking, services, inbox: CallInbox().address())
    call.answer()
    while !call.hasEnded, let due = call.nextDue {
      call.advance(to: due)
      if end == "before", call.machine.state.index == 2 { waiting.completeAll() }
    }
    waiting.completeAll()
    call.advance(to: .seconds(100))
    #expect(services.late == ["remote.ask: yes"])
    #expect(services.summaries.map(\.path) == [["ask", "failed"]])
  }

  @Test("a second reply is recorded and not delivered") func repliesTwice() {
    let services = RemoteServices { completion in
      completion(ServiceReply(outcome: "yes"))
      completion(.failed)
    }
    let call = RemoteLine.call(RemoteLine.asking, services, inbox: CallInbox().address())
    call.answer()
    call.advance(to: .seconds(1))
    call.advance(to: .seconds(2))
    #expect(services.late == ["remote.ask: failed"])
    #expect(services.summaries.map(\.path) == [["ask", "yes"]])
  }

  @Test("a driver waits for a reply after the call's end, but no longer than the service has time")
  func waitsForLateReplies() throws {
    for isTooLate in [false, true] {
      let waiting = Waiting()
      let services = RemoteServices { waiting.add($0) }
      let call = RemoteLine.call(RemoteLine.asking, services, inbox: CallInbox().address())
      let before = isTooLate ? Duration.seconds(3600) : .seconds(2)
      var clock = WokenClock(at: before) { waiting.completeAll() }
      var keyed = KeyedCall(call, keys: try KeyScript(parsing: "~1 h"))
      keyed.run(on: &clock)
      #expect(call.hasEnded)
      #expect(services.late == (isTooLate ? [] : ["remote.ask: yes"]))
      #expect(clock.now == (isTooLate ? BuiltIn.fetchTimeout : before))
    }
  }

  /// Virtual time in which something happens outside at one moment, and wakes whoever sleeps.
  private struct WokenClock: CallClock {
    private(set) var now = Duration.zero
    private var moment: Duration?
    private let work: () -> Void

    init(at moment: Duration, _ work: @escaping () -> Void) {
      self.moment = moment
      self.work = work
    }

    mutating func sleep(until time: Duration) {
      guard let moment, moment <= time else {
        now = max(now, time)
        return
      }
      now = max(now, moment)
      self.moment = nil
      work()
    }
  }

  @Test("keys of a bridged call reach the far side and nobody else") func forwards() throws {
    let far = NotingFarSide()
    var written: [String] = []
    let call = RemoteLine.call(
      RemoteLine.transferring, RemoteServices(farSide: far), inbox: CallInbox().address(),
      journal: { written.append("\($0)") }, report: { written.append("\($0)") })
    call.answer()
    call.press(.seven, at: .seconds(1))
    try #require(far.report).connected()
    call.advance(to: .seconds(2))
    for (place, key) in [Digit.one, .two, .pound].enumerated() {
      #expect(!call.press(key, at: .seconds(3 + place)))
    }
    #expect(far.heard == "12#")
    let keys = written.filter { $0.contains("pressed") || $0.contains("digit(") }
    #expect(!keys.contains { $0.contains("one") || $0.contains("two") || $0.contains("pound") })
    far.report?.ended(.connected)
    call.advance(to: .seconds(9))
    #expect(call.transferTarget == nil)
    #expect(far.heard == "12#")
  }

  @Test("a caller who hangs up ends the far side") func cut() throws {
    let far = NotingFarSide()
    let services = RemoteServices(farSide: far)
    let call = RemoteLine.call(RemoteLine.transferring, services, inbox: CallInbox().address())
    call.answer()
    call.hangUp(at: .seconds(1))
    #expect(far.heard == " (cut)")
    try #require(far.report).connected()
    far.report?.ended(.noAnswer)
    call.advance(to: .seconds(2))
    // It is this side that has left, so nothing came too late.
    #expect(services.late.isEmpty)
    #expect(!call.awaitsOutside)
  }

  @Test(
    "a far side that doesn't talk says why", arguments: [TransferOutcome.busy, .noAnswer, .failed])
  func refused(outcome: TransferOutcome) throws {
    let far = NotingFarSide()
    let services = RemoteServices(farSide: far)
    let call = RemoteLine.call(RemoteLine.transferring, services, inbox: CallInbox().address())
    call.answer()
    try #require(far.report).ended(outcome)
    call.advance(to: .seconds(3))
    call.advance(to: .seconds(4))
    #expect(services.summaries.map(\.transferOutcomes) == [[outcome]])
  }

  @Test("virtual time refuses an answer that comes later") func refusedInVirtualTime() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      RemoteLine.call(RemoteLine.asking, RemoteServices(), inbox: nil).answer()
    }
    let message = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    #expect(message.contains("'remote.ask' answers later, which virtual time can't wait for"))
  }
}
