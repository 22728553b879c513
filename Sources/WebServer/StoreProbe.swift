package import Foundation
package import Lines
internal import Synchronization

/// Asks the store whether it answers, and tells in time: while a database server is away, the store
/// waits for it longer than a load balancer waits for `/healthz`.
package final class StoreProbe: Sendable {
  private let check: @Sendable () throws -> Void
  /// `nil` to wait for the answer, however long it takes.
  private let patience: TimeInterval?
  private let question = Mutex<Question?>(nil)

  /// One question, for all who ask meanwhile.
  private final class Question: Sendable {
    let answered = DispatchGroup()
    let isWell = Atomic(false)
  }

  /// - Parameters:
  ///   - patience: in seconds; `nil` to wait for the answer.
  ///   - check: throws if the store doesn't answer.
  init(patience: TimeInterval?, _ check: @escaping @Sendable () throws -> Void) {
    self.patience = patience
    self.check = check
  }

  /// - Parameters:
  ///   - desk: whose store it asks. One in a folder answers at once, or fails.
  ///   - patience: with a server, in seconds.
  package convenience init(_ desk: ServiceDesk, patience: TimeInterval = 0.8) {
    self.init(patience: desk.isStoreOnServer ? patience : nil) { try desk.checkStore() }
  }

  /// Whether the store answers in time.
  package var isWell: Bool {
    guard let patience else { return (try? check()) != nil }
    let asked = question.withLock { question in
      if let question { return question }
      let own = Question()
      own.answered.enter()
      Thread.detachNewThread { [self] in ask(own) }
      question = own
      return own
    }
    return asked.answered.wait(timeout: .now() + patience) == .success
      && asked.isWell.load(ordering: .acquiring)
  }

  private func ask(_ own: Question) {
    let isWell = (try? check()) != nil
    question.withLock { $0 = nil }
    own.isWell.store(isWell, ordering: .releasing)
    own.answered.leave()
  }
}
