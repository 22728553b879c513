import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Store

@Suite(.eachDatabase)
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
    path: ["find_bill", "announce", "main"])

  @Test
  func `a call is recorded when answered and completed when it ends`() throws {
    let store = try Store()
    try store.beginCall(Self.record("a", at: 1000))
    #expect(try store.calls() == [Self.record("a", at: 1000)])
    try store.finishCall("a", Self.ending)
    #expect(try store.calls() == [Self.record("a", at: 1000, Self.ending)])
  }

  @Test
  func `transfers are part of their call's record, with their outcomes once it is over`() throws {
    let store = try Store()
    let (first, second) = (Date(timeIntervalSince1970: 1010), Date(timeIntervalSince1970: 1100))
    for id in ["a", "b"] {
      try store.beginCall(Self.record(id, at: 1000))
      try store.beginTransfer(to: "2000", at: first, callID: id)
      try store.beginTransfer(to: "9990", at: second, callID: id)
    }
    let ending = CallEnding(
      duration: .seconds(200), language: nil, cause: .normalClearing, endedBy: .line,
      transferOutcomes: [.busy, .connected])
    try store.finishCall("a", ending)
    let calls = try store.calls()
    #expect(calls.map(\.ending) == [nil, ending])
    #expect(
      calls[1].transfers == [
        TransferRecord(target: "2000", at: first, outcome: .busy),
        TransferRecord(target: "9990", at: second, outcome: .connected),
      ])
    #expect(calls[0].transfers.map(\.outcome) == [nil, nil])
    #expect(try store.outbox().isEmpty)
  }

  @Test
  func `what came too late is in the call's record, whenever it came`() throws {
    let store = try Store()
    let reply = LateReply(
      service: "clinic.find_visit", outcome: "booked", at: Date(timeIntervalSince1970: 1010))
    try store.beginCall(Self.record("a", at: 1000))
    try store.record(reply, callID: "a")
    #expect(try store.calls().map(\.lateReplies) == [[reply]])
    try store.finishCall("a", Self.ending)
    try store.record(reply, callID: "a")
    #expect(try store.calls().map(\.lateReplies) == [[reply, reply]])
    #expect(try store.calls().first?.ending == Self.ending)
  }

  @Test
  func `how a call's sound went is in its record`() throws {
    let store = try Store()
    var sound = SoundFigures()
    (sound.codec, sound.sent, sound.received, sound.lost) = ("pcma", 1500, 1490, 10)
    sound.jitter = .microseconds(1250)
    for id in ["a", "b"] { try store.beginCall(Self.record(id, at: 1000)) }
    try store.finishCall("a", Self.ending)
    try store.record(sound, callID: "a")
    sound.lostThere = -1
    (sound.jitterThere, sound.roundTrip) = (.microseconds(3), .milliseconds(40))
    (sound.isEncrypted, sound.signalling) = (true, "tls")
    try store.record(sound, callID: "b")
    try store.record(sound, callID: "unknown")
    let calls = try store.calls()
    #expect(calls.map(\.callID) == ["b", "a"])
    #expect(calls[0].sound == sound)
    (sound.lostThere, sound.jitterThere, sound.roundTrip) = (nil, nil, nil)
    (sound.isEncrypted, sound.signalling) = (nil, nil)
    #expect(calls[1].sound == sound)
    #expect(calls[1].ending == Self.ending)
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
      try store.write("post") { db in
        let sms = CallMessage(.sms, from: "1800", to: "09120000001", text: "x")
        try Store.post(sms, .sent, at: .now, cause: MessageCause(callID: "\(number)"), db)
      }
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
