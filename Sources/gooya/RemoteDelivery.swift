import CallEngine
import Foundation
import Lines
import Messaging
import Store
import Synchronization

/// Takes messages to the gateways beyond a network, beside what a command does.
final class RemoteDelivery: Sendable {
  private let service: CourierService
  /// Sends what is queued because of it through gateways that are stubs.
  private let courier: Courier
  private let fault = Mutex<String?>(nil)
  private let done = DispatchSemaphore(value: 0)
  private let isEnding = Atomic(false)

  /// How long a command that is over waits for what it has queued.
  private static let patience = 15.0

  /// - Returns: `nil` if all gateways are embedded.
  /// - Throws: `Failure` if a secret can't be read.
  init?(of desk: ServiceDesk, _ configuration: Configuration) throws {
    let gateways = try configuration.gateways(over: desk.store) { try desk.take($0, at: Date()) }
    if gateways.isEmpty { return nil }
    courier = desk.courier
    service = desk.courierService(to: gateways)
  }

  /// - Parameter isPatient: whether it goes on once a server of the store's is back that has gone.
  func begin(isPatient: Bool = false) {
    Task.detached { [self] in
      while true {
        do { try await service.run() } catch {
          let mayPass = (error as? StoreError)?.kind == .unreachable
          if isPatient, mayPass, !isEnding.load(ordering: .relaxed) {
            try? await Task.sleep(for: .seconds(1))
            continue
          }
          fault.withLock { $0 = "\(error)" }
        }
        return done.signal()
      }
    }
  }

  /// Whether it has ended by itself, because the store failed.
  var hasFailed: Bool { fault.withLock { $0 != nil } }

  /// Sends what is due, and ends. After a signal only what is under way is still answered.
  ///
  /// - Throws: `Failure` if the store failed.
  func end() throws {
    isEnding.store(true, ordering: .relaxed)
    service.finish()
    let deadline = Date().addingTimeInterval(Self.patience)
    while done.wait(timeout: .now() + 0.05) == .timedOut {
      if Interruption.signal != nil || Date() > deadline { service.stop() }
      // A gateway that doesn't answer keeps its messages until their leases end.
      if Date() > deadline.addingTimeInterval(Self.patience) { break }
    }
    if let fault = fault.withLock({ $0 }) { throw Failure("\(fault)") }
    try reporting { try courier.deliver(at: Date(), while: { Interruption.signal == nil }) }
  }
}
