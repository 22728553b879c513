import CallEngine
import Foundation
import Testing

@testable import Services

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
  func `a call that was cut off stays unfinished`() throws {
    let folder = TemporaryFolder()
    try Store(folder: folder.url).beginCall(Self.record("a", at: 1000))
    #expect(try Store(folder: folder.url).calls().map(\.ending) == [nil])
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
