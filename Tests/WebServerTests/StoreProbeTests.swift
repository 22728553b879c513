import Dispatch
import Synchronization
import Testing

@testable import WebServer

@Suite struct `Whether the store answers` {
  private struct Away: Error {}

  @Test func `is told in time although it doesn't, and it is asked once meanwhile`() {
    let (answer, asked) = (DispatchSemaphore(value: 0), Counter())
    let probe = StoreProbe(patience: 0.01) {
      asked.value.add(1, ordering: .relaxed)
      answer.wait()
    }
    for _ in 0..<3 { #expect(!probe.isWell) }
    #expect(asked.value.load(ordering: .relaxed) <= 1)
    answer.signal()
  }

  @Test(arguments: [60.0, nil])
  func `is told as it says`(patience: Double?) {
    #expect(StoreProbe(patience: patience) {}.isWell)
    #expect(!StoreProbe(patience: patience) { throw Away() }.isWell)
  }

  private final class Counter: Sendable {
    let value = Atomic(0)
  }
}
