import CallEngine
import Foundation
import PostgresServer
import Synchronization
import Testing

@testable import Store

/// What a store does while its server is away.
struct `A database server that is away` {
  private let gate: ServerGate
  private let store: Store

  init() throws {
    gate = try ServerGate()
    let schema = try StoreSchema([])
    let url = try PostgresServer.shared().makeDatabase(with: "store") {
      _ = try Store(at: PostgresAddress($0), schema: schema)
    }
    store = try Store(at: PostgresAddress(gate.url(of: url)), schema: schema)
  }

  private func kind(_ work: () throws -> Void) -> StoreError.Kind? {
    do { try work() } catch { return (error as? StoreError)?.kind }
    return nil
  }

  @Test func `is waited for once, and from then on looked for`() throws {
    defer { gate.end() }
    store.wait(atMost: .milliseconds(100))
    gate.set(.slammed)
    let before = gate.attemptCount
    #expect(kind { _ = try store.calls() } == .unreachable)
    #expect(gate.attemptCount >= before + 2, "it is tried again while there is time")
    for _ in 0..<3 {
      let before = gate.attemptCount
      #expect(kind { _ = try store.calls() } == .unreachable)
      #expect(gate.attemptCount == before + 1)
    }
    gate.set(.open)
    #expect(try store.calls().isEmpty)
  }

  @Test func `isn't waited for by whoever only asks whether it is there`() throws {
    defer { gate.end() }
    try store.check()
    gate.set(.slammed)
    for _ in 0..<3 {
      let before = gate.attemptCount
      #expect(kind { try store.check() } == .unreachable)
      #expect(gate.attemptCount == before + 1)
    }
    gate.set(.open)
    try store.check()
  }

  @Test func `is no loss to whoever comes once it is back`() throws {
    defer { gate.end() }
    store.wait(atMost: .zero)
    gate.set(.closed)
    gate.set(.open)
    // The connection that was there is lost, another can be made.
    try store.check()
    #expect(try store.calls().isEmpty)
  }

  @Test func `holds up one at a time`() throws {
    defer { gate.end() }
    store.wait(atMost: .zero)
    gate.set(.slammed)
    #expect(kind { _ = try store.calls() } == .unreachable)
    gate.set(.silent)
    let reasons = Mutex<[String?]>([])
    let done = DispatchSemaphore(value: 0)
    for _ in 0..<2 {
      Thread.detachNewThread {
        var reason: String?
        do { _ = try store.calls() } catch { reason = (error as? StoreError)?.reason }
        reasons.withLock { $0.append(reason) }
        done.signal()
      }
    }
    done.wait()
    #expect(reasons.withLock { $0 } == ["the server is away"])
    gate.set(.open)
    done.wait()
    #expect(reasons.withLock { $0 } == ["the server is away", nil])
  }
}
