import CallEngine
import Foundation
import PostgresServer
import Synchronization
import Testing

@testable import Store

/// Records of calls whose database is away for a while.
@Suite(.eachDatabase)
struct CallRegisterTests {
  /// A store's database that can be away.
  private final class Backend: StoreBackend {
    let own: any StoreBackend
    private let trouble = Mutex<StoreError.Kind?>(nil)
    /// Whether what is written is written, but nobody hears of it.
    let isMute = Atomic(false)

    init(_ own: any StoreBackend) { self.own = own }

    var isAway: StoreError.Kind? {
      get { trouble.withLock { $0 } }
      set { trouble.withLock { $0 = newValue } }
    }

    private func reach<T>(_ operation: String, _ work: () throws -> T) throws -> T {
      if let isAway { throw StoreError(isAway, operation, path: place, reason: "it is away") }
      let value = try work()
      if isMute.exchange(false, ordering: .relaxed) {
        throw StoreError(.unreachable, operation, path: place, reason: "the connection was lost")
      }
      return value
    }

    var place: String { own.place }
    var locks: (any StoreLocks)? { own.locks }
    var picking: String { own.picking }
    func read<T>(_ operation: String, _ body: (any StoreConnection) throws -> T) throws -> T {
      try reach(operation) { try own.read(operation, body) }
    }
    func write<T>(_ operation: String, _ body: (any StoreConnection) throws -> T) throws -> T {
      try reach(operation) { try own.write(operation, body) }
    }
    func rehearse<T>(_ operation: String, _ body: (any StoreConnection) throws -> T) throws -> T {
      try own.rehearse(operation, body)
    }
    func writeTemporary<T>(
      _ operation: String, _ body: (any StoreConnection) throws -> T
    ) throws -> T {
      try own.writeTemporary(operation, body)
    }
    func gather<T>(_ operation: String, _ body: (any StoreConnection) throws -> T) throws -> T {
      try own.gather(operation, body)
    }
    func commitGathered() throws { try own.commitGathered() }
    func relax() throws { try own.relax() }
    func erase<T>(_ operation: String, _ body: () throws -> T) throws -> T {
      try own.erase(operation, body)
    }
  }

  private static let at = Date(timeIntervalSince1970: 1010)
  private static let reply = LateReply(service: "a.b", outcome: "failed", at: at)
  private static let ending = CallEnding(
    duration: .seconds(5), language: "fa-IR", cause: .normalClearing, endedBy: .caller,
    path: ["main"], transferOutcomes: [.busy], results: [NamedValue("a", "1")])
  private static let sound: SoundFigures = {
    var sound = SoundFigures()
    (sound.codec, sound.sent) = ("pcmu", 3)
    return sound
  }()
  /// What is written of a call, in order.
  private static func changes(_ id: String) -> [CallRecordChange] {
    [
      .answered(CallRecordTests.record(id, at: 1000)), .transfer(to: "2000", at: at), .late(reply),
      .ended(ending), .sound(sound),
    ]
  }
  private static func whole(_ id: String) -> CallRecord {
    CallRecord(
      callID: id, line: "02199900001", numberDialled: "1818", direction: .incoming,
      startedAt: Date(timeIntervalSince1970: 1000),
      transfers: [TransferRecord(target: "2000", at: at, outcome: .busy)], ending: ending,
      lateReplies: [reply], sound: sound)
  }

  private let backend: Backend
  private let store: Store

  init() throws {
    backend = Backend(try Store().backend)
    store = Store(backend)
  }

  @Test(arguments: 0...5)
  func `are whole once it is back, whenever it went`(before: Int) throws {
    let register = CallRegister(store)
    let changes = Self.changes("a")
    for change in changes.prefix(before) { try register.note(change, of: "a") }
    backend.isAway = .unreachable
    for change in changes.dropFirst(before) { try register.note(change, of: "a") }
    #expect(register.waitingCount == 5 - before)
    if before < 5 {
      #expect(throws: StoreError.self) { try register.catchUp() }
    }
    backend.isAway = nil
    #expect(try register.catchUp() == 5 - before && register.waitingCount == 0)
    #expect(try store.calls() == [Self.whole("a")])
  }

  @Test(arguments: 0..<5)
  func `have nothing twice of which nobody knows whether it was written`(place: Int) throws {
    let register = CallRegister(store)
    for (number, change) in Self.changes("a").enumerated() {
      if number == place { backend.isMute.store(true, ordering: .relaxed) }
      try register.note(change, of: "a")
      // What comes after it waits for it.
      #expect(register.waitingCount == max(0, number - place + 1))
    }
    try register.catchUp()
    #expect(try store.calls() == [Self.whole("a")])
  }

  @Test func `of calls that go on are open until these end`() throws {
    let register = CallRegister(store)
    backend.isAway = .busy
    try register.note(.answered(CallRecordTests.record("a", at: 1000)), of: "a")
    backend.isAway = nil
    try register.catchUp()
    #expect(try store.calls().map(\.isCutOff) == [false])
    try register.note(.ended(Self.ending), of: "a")
    #expect(try store.calls().map(\.ending?.cause) == [.normalClearing])
  }

  @Test func `are kept as far as there is room, and what can't be written is told`() throws {
    let register = CallRegister(store, keeping: 3)
    backend.isAway = .unreachable
    for change in Self.changes("a").prefix(3) { try register.note(change, of: "a") }
    #expect(throws: StoreError.self) { try register.note(.ended(Self.ending), of: "a") }
    #expect(register.waitingCount == 3)
    backend.isAway = .diskFull
    // It won't pass by itself: this one is lost, the others aren't.
    #expect(throws: StoreError.self) { try register.catchUp() }
    #expect(register.waitingCount == 2)
    backend.isAway = nil
    try register.catchUp()
    #expect(throws: StoreError.self) {
      backend.isAway = .diskFull
      try register.note(.sound(Self.sound), of: "a")
    }
    #expect(register.waitingCount == 0)
  }
}
