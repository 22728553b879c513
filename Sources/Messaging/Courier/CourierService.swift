package import CallEngine
package import Foundation
internal import Store
internal import Synchronization

/// Takes queued messages to gateways beyond a network, many at a time.
///
/// Each gateway has at most its window of messages in flight, of which no two are to one recipient:
/// these go one after the other, in order. As with `Courier`, a message is handed over again only if
/// its answer was never recorded; the store counts those tries.
package final class CourierService: Sendable {
  private let courier: Courier
  private let gateways: [CallMessage.Medium: any RemoteGateway]
  private let now: @Sendable () -> Date
  private let pause: (@Sendable () async -> Void)?
  /// How often the outbox is looked at, if nothing is heard.
  private let interval: Duration
  private let ending = Atomic(goesOn)

  /// - Parameters:
  ///   - now: the current time.
  ///   - pause: waits before the outbox is looked at again; `nil` to wait until something is queued, or
  ///     a moment.
  package init(
    _ courier: Courier, _ gateways: [CallMessage.Medium: any RemoteGateway],
    now: @escaping @Sendable () -> Date = { Date() },
    pause: (@Sendable () async -> Void)? = nil
  ) {
    self.courier = courier
    self.gateways = gateways
    self.now = now
    self.pause = pause
    interval = courier.store.isOnServer ? .seconds(1) : .milliseconds(100)
  }

  /// Has `run` take nothing more, and return once all that is in flight is answered.
  package func stop() { ending.store(Self.stopped, ordering: .sequentiallyConsistent) }

  /// Has `run` return once all that is due is answered.
  package func finish() {
    _ = ending.compareExchange(
      expected: Self.goesOn, desired: Self.finishing, ordering: .sequentiallyConsistent)
  }

  private static let goesOn = 0
  private static let finishing = 1
  private static let stopped = 2

  private var isStopped: Bool { ending.load(ordering: .sequentiallyConsistent) == Self.stopped }
  private var isEnding: Bool { ending.load(ordering: .sequentiallyConsistent) != Self.goesOn }

  /// Sends what is due and what becomes due, until it is stopped.
  ///
  /// - Parameter report: called with each message that was tried, from any thread.
  /// - Throws: `StoreError`, once all that is in flight is answered.
  package func run(report: @escaping @Sendable (Delivery) -> Void = { _ in }) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (medium, gateway) in gateways {
        group.addTask { try await self.serve(medium, gateway, report) }
      }
      try await group.waitForAll()
    }
  }

  private enum Step: Sendable {
    case answered(OutboxEntry, GatewayAnswer)
    case paused
  }

  private func serve(
    _ medium: CallMessage.Medium, _ gateway: any RemoteGateway,
    _ report: @escaping @Sendable (Delivery) -> Void
  ) async throws {
    var fault: (any Error)?
    let ear = courier.store.ear()
    await gateway.begin()
    await withTaskGroup(of: Step.self) { group in
      var inFlight = 0
      var isPausing = false
      while true {
        while inFlight < gateway.window, fault == nil, !isStopped {
          do {
            guard let entry = try courier.take(at: now(), of: [medium]) else { break }
            inFlight += 1
            group.addTask {
              .answered(entry, await gateway.submit(entry.message, key: entry.key))
            }
          } catch {
            fault = error
          }
        }
        let isLast = fault != nil || isEnding
        if inFlight == 0, isLast { return group.cancelAll() }
        if !isPausing, !isLast {
          isPausing = true
          group.addTask {
            if let pause = self.pause {
              await pause()
            } else {
              await ear.wait(atMost: self.interval)
            }
            return .paused
          }
        }
        switch await group.next() {
        case .answered(let entry, let answer):
          inFlight -= 1
          do { report(try courier.record(answer, of: entry, at: now())) } catch {
            fault = fault ?? error
          }
        case .paused: isPausing = false
        case nil: return
        }
      }
    }
    await gateway.end()
    if let fault { throw fault }
  }
}
