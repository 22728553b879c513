import CallEngine
import Foundation
import Testing

@testable import Store

struct CallRecordTests {
  static func record(_ id: String, at seconds: TimeInterval, _ ending: CallEnding? = nil)
    -> CallRecord
  {
    CallRecord(
      callID: id, line: "02199900001", numberDialled: "1818", direction: .incoming,
      startedAt: Date(timeIntervalSince1970: seconds), ending: ending)
  }

  static let ending = CallEnding(
    duration: .milliseconds(61_250), language: "fa-IR", cause: .normalClearing, endedBy: .caller,
    path: ["find_bill", "announce", "main"],
    transfer: TransferRecord(target: "2000", outcome: .noAnswer))

  @Test
  func `a call is recorded when answered and completed when it ends`() throws {
    let store = try Store()
    try store.beginCall(Self.record("a", at: 1000))
    #expect(try store.calls() == [Self.record("a", at: 1000)])
    try store.finishCall("a", Self.ending)
    #expect(try store.calls() == [Self.record("a", at: 1000, Self.ending)])
  }

  @Test
  func `calls are listed newest first`() throws {
    let store = try Store()
    for (id, time) in [("a", 2000.0), ("b", 3000), ("c", 1000), ("d", 3000)] {
      try store.beginCall(Self.record(id, at: time))
    }
    #expect(try store.calls().map(\.callID) == ["d", "b", "a", "c"])
    #expect(try store.calls(limit: 2).map(\.callID) == ["d", "b"])
  }

  @Test
  func `a call that nobody holds any more was cut off, and one that goes on was not`() throws {
    let folder = TemporaryFolder()
    try Store(folder: folder.url).beginCall(Self.record("a", at: 1000))
    let holder = try Store(folder: folder.url)
    for (id, time) in [("b", 2000.0), ("c", 3000)] {
      try holder.beginCall(Self.record(id, at: time))
    }
    try holder.finishCall("c", Self.ending)
    for store in [holder, try Store(folder: folder.url)] {
      let calls = try store.calls()
      #expect(calls.map(\.callID) == ["c", "b", "a"])
      #expect(calls.map(\.isCutOff) == [false, false, true])
      #expect(calls.map { $0.ending == nil } == [false, true, true])
    }
  }

  @Test
  func `lists of any length come whole, in order, and stop when they are told to`() throws {
    let store = try Store()
    for number in 0..<1203 {
      try store.beginCall(Self.record("\(number)", at: Double(number / 3), Self.ending))
      try store.recordTransfer(
        to: "2000", from: "1800", "busy", .sent, at: .now, callID: "\(number)")
    }
    let names = (0..<1203).map(String.init)
    #expect(try store.calls().map(\.callID) == names.reversed())
    #expect(try store.outbox().compactMap(\.callID) == names)
    #expect(try store.outbox(after: 600, limit: 2).map(\.id) == [601, 602])
    var seen = 0
    try store.listCalls { _ in
      seen += 1
      return seen < 700
    }
    #expect(seen == 700)
  }

  @Test
  func `two calls can't have one ID`() throws {
    let store = try Store()
    try store.beginCall(Self.record("a", at: 1000))
    #expect(throws: StoreError.self) { try store.beginCall(Self.record("a", at: 2000)) }
    #expect(try store.calls().count == 1)
  }

  @Test(arguments: [Duration.zero, .seconds(-1), .seconds(Int64.max), .seconds(Int64.min)])
  func `no duration traps`(duration: Duration) throws {
    let store = try Store()
    let ending = CallEnding(
      duration: duration, language: nil, cause: .recoveryOnTimerExpiry, endedBy: .line)
    try store.beginCall(Self.record("a", at: 1000, ending))
    #expect(try store.calls().first?.ending?.cause == .recoveryOnTimerExpiry)
  }

  @Test(arguments: Fixture.rows("call_outcomes.csv"))
  func `every cause of the vectors has a name, and its DIALSTATUS fits`(row: [String: String])
    throws
  {
    let causes = try #require(row.first { $0.key.hasPrefix("q850_cause") }).value
    let status = try #require(row.first { $0.key.hasPrefix("asterisk") }).value
    for number in causes.split(whereSeparator: { !$0.isNumber }).compactMap({ Int($0) }) {
      let cause = try #require(CallEndCause(rawValue: number), "\(number)")
      let word = cause.dialStatus
      let isSpecial = ["AMD", "CANCEL"].contains { status.hasPrefix($0) } || status == "-"
      #expect(isSpecial || status.contains(word), "\(cause): \(status)")
    }
  }
}
