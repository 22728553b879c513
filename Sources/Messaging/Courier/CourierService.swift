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
  /// The media of which nothing is due, nor in flight.
  private let idle = Mutex<Set<CallMessage.Medium>>([])

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

  /// Has `run` return once all that is due is answered, also what is queued because of an answer.
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
        // Asked before the outbox is: what others have in flight may queue something of this medium.
        let isAlone = othersAreIdle(besides: medium)
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
        if inFlight == 0 { rest(medium) }
        let isLast = fault != nil || isStopped || isEnding && isAlone
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
    rest(medium)
    await gateway.end()
    if let fault { throw fault }
  }

  /// Whether nothing of other media is due or in flight. This one isn't idle from now on.
  private func othersAreIdle(besides medium: CallMessage.Medium) -> Bool {
    idle.withLock { idle in
      idle.remove(medium)
      return gateways.keys.allSatisfy { $0 == medium || idle.contains($0) }
    }
  }

  private func rest(_ medium: CallMessage.Medium) {
    idle.withLock { _ = $0.insert(medium) }
  }
}
