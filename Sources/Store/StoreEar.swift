package import Foundation
internal import Synchronization

/// Hears that somebody has queued a message, so that it is sent at once.
///
/// A store in a folder tells nothing; whoever waits on one looks again after a while.
package final class StoreEar: Sendable {
  private struct State {
    /// Whether something was told since somebody last waited.
    var isTold = false
    var wake: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  package init() {}

  package func tell() {
    let wake = state.withLock { state in
      state.isTold = true
      defer { state.wake = nil }
      return state.wake
    }
    wake?()
  }

  /// Waits until something is told, or was since the last time.
  ///
  /// - Parameter seconds: the longest time.
  package func wait(atMost seconds: TimeInterval) {
    let told = DispatchSemaphore(value: 0)
    whenTold { told.signal() }
    _ = told.wait(timeout: .now() + seconds)
    rest()
  }

  /// The same without holding up a thread. Ends early if the task is cancelled.
  package func wait(atMost time: Duration) async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = Mutex(false)
        let end: @Sendable () -> Void = {
          let isFirst = isOver.withLock { isOver in
            defer { isOver = true }
            return !isOver
          }
          if isFirst { continuation.resume() }
        }
        whenTold(end)
        DispatchQueue.global().asyncAfter(deadline: .now() + time / .seconds(1), execute: end)
        if Task.isCancelled { end() }
      }
    } onCancel: {
      tell()
    }
    rest()
  }

  private func whenTold(_ wake: @escaping @Sendable () -> Void) {
    let isTold = state.withLock { state in
      if !state.isTold { state.wake = wake }
      return state.isTold
    }
    if isTold { wake() }
  }

  private func rest() {
    state.withLock { $0 = State() }
  }
}
