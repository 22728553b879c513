import CallEngine
import CallRuntime
import Foundation
import Testing

/// What comes from outside, in the time that everybody lives in.
@Suite struct RealTimeCallsTests {
  @Test("a slow service holds up no other call") func slowService() throws {
    // GOOYA_SLOW_SERVICE=3 tries what a service does that takes as many seconds.
    let seconds =
      ProcessInfo.processInfo.environment["GOOYA_SLOW_SERVICE"].flatMap(Double.init) ?? 0.3
    let slow = RemoteServices { completion in
      Thread.detachNewThread {
        Thread.sleep(forTimeInterval: seconds)
        completion(ServiceReply(outcome: "yes"))
      }
    }
    let quick = RemoteServices { $0(ServiceReply(outcome: "yes")) }
    var ended: [String] = []
    let calls = RealTimeCalls()
    for (name, services) in [("slow", slow), ("quick", quick)] {
      calls.begin { inbox in
        RemoteLine.call(
          RemoteLine.askingWithPatience, services, inbox: inbox,
          report: { if $0.hangUpCause != nil { ended.append(name) } })
      }
    }
    calls.run()
    #expect(ended == ["quick", "slow"])
    #expect(slow.summaries.map(\.path) == [["ask", "yes"]])
    #expect(quick.summaries.map(\.path) == [["ask", "yes"]])
    #expect(slow.late.isEmpty && quick.late.isEmpty)
  }

  @Test("ten thousand calls wait for services at once") func manyCalls() {
    let count = 10_000
    let waiting = Waiting()
    let services = RemoteServices { completion in
      guard waiting.add(completion) == count else { return }
      Thread.detachNewThread { waiting.completeAll() }
    }
    let calls = RealTimeCalls()
    for _ in 0..<count {
      calls.begin { RemoteLine.call(RemoteLine.askingWithPatience, services, inbox: $0) }
    }
    #expect(calls.count == count)
    calls.run()
    #expect(services.summaries.count == count)
    #expect(services.summaries.allSatisfy { $0.path == ["ask", "yes"] && $0.cause == .line })
    #expect(services.late.isEmpty)
  }

  @Test("a reply after the hang-up is recorded and not delivered") func late() throws {
    let waiting = Waiting()
    let services = RemoteServices { waiting.add($0) }
    var journal: [Journal.Entry] = []
    let calls = RealTimeCalls()
    calls.begin(keys: try KeyScript(parsing: "h")) { inbox in
      RemoteLine.call(
        RemoteLine.askingWithPatience, services, inbox: inbox,
        journal: { journal.append($0) },
        report: { if $0.hangUpCause != nil { Thread.detachNewThread { waiting.completeAll() } } })
    }
    calls.run()
    #expect(services.summaries.map(\.path) == [["ask"]])
    #expect(services.late == ["remote.ask: yes"])
    #expect(journal.map(\.content) == [.event(.answered), .event(.hungUp)])
  }
}
