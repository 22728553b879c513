import CallEngine
import CallRuntime
import Foundation
import Speech
import Synchronization
import Testing

/// Calls on their own thread, in the time that everybody lives in. However busy the machine is, only
/// what happens is tested, not when.
@Suite struct LiveCallsTests {
  /// A network whose calls' ends can be waited for.
  private final class Network: Sendable {
    let calls = LiveCalls()
    private let ended = Mutex<[LiveCallID: HangUpCause]>([:])
    private let end = DispatchSemaphore(value: 0)

    private final class Medium: CallMedium {
      let id: LiveCallID
      let network: Network

      init(_ id: LiveCallID, _ network: Network) {
        self.id = id
        self.network = network
      }

      func capture() -> [Float]? { nil }
      func play(_ line: [Float]) {}
      func end(_ cause: HangUpCause) {
        network.ended.withLock { $0[id] = cause }
        network.end.signal()
      }
    }

    func begin(_ words: String, then after: AudibleLine.After = .menu) -> LiveCallID {
      let id = LiveCallID()
      let isMenu = if case .menu = after { true } else { false }
      calls.begin(id) { [self] inbox in
        let line = AudibleLine([.text([words])], then: isMenu ? .menu : .hangUp)
        return (line.live(inbox: inbox).audio(busy: .zero), Medium(id, self))
      }
      return id
    }

    /// Waits until so many calls have ended.
    func awaitEnds(_ count: Int) -> [LiveCallID: HangUpCause] {
      for _ in 0..<count { end.wait() }
      return ended.withLock { $0 }
    }
  }

  @Test("calls end by themselves, by their callers' keys and by their callers") func ends() {
    let network = Network()
    let own = network.begin("one", then: .hangUp)
    let keyed = network.begin("one two three four five six seven")
    let gone = network.begin("one two three four five six seven")
    network.calls.press(.one, in: keyed)
    network.calls.hangUp(gone)
    #expect(network.awaitEnds(3) == [own: .line, keyed: .line, gone: .caller])
    network.calls.stop()
  }

  @Test("what is asked for is done in its order, on one thread") func order() {
    let network = Network()
    let id = network.begin("one two three four five six seven")
    let told = Mutex<[Int]>([])
    let threads = Mutex<Set<ObjectIdentifier>>([])
    let done = DispatchSemaphore(value: 0)
    for number in 0..<100 {
      network.calls.perform(in: id) { _ in
        told.withLock { $0.append(number) }
        _ = threads.withLock { $0.insert(ObjectIdentifier(Thread.current)) }
        if number == 99 { done.signal() }
      }
    }
    done.wait()
    #expect(told.withLock { $0 } == Array(0..<100))
    #expect(threads.withLock { $0.count } == 1)
    network.calls.stop()
  }

  @Test("stopping ends the calls that there still are") func stops() {
    let network = Network()
    let calls = (0..<20).map { _ in network.begin("one two three four five six seven") }
    network.calls.stop()
    #expect(
      network.awaitEnds(20) == Dictionary(uniqueKeysWithValues: calls.map { ($0, .line) }))
    #expect(network.calls.figures.calls == 0)
  }

  @Test("no call is begun that is already gone") func goneAtOnce() {
    let network = Network()
    let ids = (0..<200).map { _ in network.begin("one two three four five six seven") }
    for id in ids { network.calls.hangUp(id) }
    let ends = network.awaitEnds(200)
    #expect(ids.allSatisfy { ends[$0] == .caller })
    network.calls.stop()
  }
}
