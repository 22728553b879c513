import Dispatch
import Foundation
import Synchronization

/// Where work that waits (for the database, for files) is done beside the calls' thread: what belongs
/// to one call is done in its order.
struct Lanes: Sendable {
  private let queues: [DispatchQueue]

  /// The database takes one writer at a time; the others keep files from waiting for it.
  init(count: Int = 4) {
    queues = (0..<count).map { DispatchQueue(label: "gooya.lane.\($0)") }
  }

  func lane(of number: Int) -> DispatchQueue { queues[number % queues.count] }

  /// Returns once all that was asked for until now is done.
  func finish() {
    for queue in queues { queue.sync {} }
  }
}

/// Something that belongs to one queue: it is made there, and used nowhere else.
final class Confined<Value>: @unchecked Sendable {
  private let queue: DispatchQueue
  private var value: Value?

  init(to queue: DispatchQueue, _ make: @escaping @Sendable () -> Value?) {
    self.queue = queue
    queue.async { self.value = make() }
  }

  /// Does something with it, once everything before is done; nothing if it couldn't be made.
  func use(_ work: @escaping @Sendable (Value) -> Void) {
    queue.async { if let value = self.value { work(value) } }
  }

  func use(after delay: Duration, _ work: @escaping @Sendable (Value) -> Void) {
    queue.asyncAfter(deadline: .now() + delay / .seconds(1)) {
      if let value = self.value { work(value) }
    }
  }
}

/// Something that is done by whoever comes first.
final class Once: Sendable {
  private let isDone = Atomic(false)

  /// Whether whoever asks is the first to ask.
  var isFirst: Bool { !isDone.exchange(true, ordering: .acquiringAndReleasing) }
}
