import Dispatch

/// The end of a stack, which lives until its last requests are answered. Its handlers lead to the
/// endpoint, so that lives as long. It is used on the loop's thread but for the semaphore.
final class Departure: @unchecked Sendable {
  let isOver = DispatchSemaphore(value: 0)
  var endpoint: LibreEndpoint?

  /// Nothing is left to send or to wait for. libre is still at it, so the rest comes a little later.
  func begin() {
    let leaving = endpoint
    endpoint = nil
    LibreLoop.shared.enter { leaving?.dismantle() }
    isOver.signal()
  }
}
