import CallEngine
import Foundation
import PostgresServer
import Testing

@testable import Store

@Suite(.eachDatabase)
struct StoredStepsTests {
  private static let script = CallScript(path: "/a/menu.yaml", digest: "d1", title: "A")

  static let steps = [
    CallStep("hello", at: .zero, exits: [.then]),
    CallStep(
      "main", at: .milliseconds(2500),
      exits: [.choice(KeySequence("1*")!), .choice(KeySequence("2")!)], noinputs: 2, nomatches: 1),
    CallStep("is_it_open", at: .seconds(20), exits: [.outcome("open")]),
    CallStep("bye", at: .milliseconds(20_001)),
  ]

  private static func ending(_ results: [NamedValue] = []) -> CallEnding {
    CallEnding(
      duration: .seconds(30), language: "en-US", cause: .normalClearing, endedBy: .line,
      path: steps.map(\.state), steps: steps, results: results)
  }

  private func begin(
    _ store: Store, _ id: String, at seconds: TimeInterval, _ script: CallScript?
  ) throws {
    try store.beginCall(
      CallRecord(
        callID: id, line: "02199900001", numberDialled: "1800", direction: .incoming,
        startedAt: Date(timeIntervalSince1970: seconds), script: script))
  }

  private func calls(
    _ store: Store, on script: CallScript, since seconds: TimeInterval? = nil
  ) throws -> [CallRecord] {
    var calls: [CallRecord] = []
    try store.listCalls(on: script, since: seconds.map { Date(timeIntervalSince1970: $0) }) {
      calls.append($0)
      return true
    }
    return calls
  }

  @Test func `what a call did and brought is read back`() throws {
    let store = try Store()
    try begin(store, "a", at: 1000, Self.script)
    let results = [NamedValue("comment", "«خوب»\n"), NamedValue("score", "007")]
    try store.finishCall("a", Self.ending(results))
    #expect(try calls(store, on: Self.script).map(\.ending) == [Self.ending(results)])
  }

  @Test func `calls are found by their script's file or text, newest first`() throws {
    let store = try Store()
    let edited = CallScript(path: "/a/menu.yaml", digest: "d2", title: "A")
    let moved = CallScript(path: "/b/menu.yaml", digest: "d1", title: "A")
    let other = CallScript(path: "/b/menu.yaml", digest: "d3", title: "B")
    for (place, script) in [Self.script, edited, moved, other, nil].enumerated() {
      try begin(store, "\(place)", at: 1000 + Double(place), script)
    }
    #expect(try calls(store, on: Self.script).map(\.callID) == ["2", "1", "0"])
    #expect(try calls(store, on: edited).map(\.callID) == ["1", "0"])
    #expect(try calls(store, on: other).map(\.callID) == ["3", "2"])
    #expect(try calls(store, on: Self.script, since: 1001).map(\.callID) == ["2", "1"])
    #expect(try store.calls().count == 5)
  }

  @Test func `a long call keeps the beginning of its way`() throws {
    let store = try Store()
    try begin(store, "a", at: 1000, Self.script)
    let steps = (0..<1500).map { CallStep("s\($0)", at: .seconds($0), exits: [.then]) }
    try store.finishCall(
      "a",
      CallEnding(
        duration: .seconds(1500), language: nil, cause: .normalClearing, endedBy: .caller,
        path: steps.map(\.state), steps: steps))
    #expect(try calls(store, on: Self.script).first?.ending?.steps == Array(steps.prefix(1000)))
  }

  @Test(arguments: [
    "x", "1\t0", "1\t0\t0\tq", "-1\t0\t0", "1\t0\t0\tc", "1\t0\t0\tt1", "1\t0\t0\n2\t0\t0", "",
  ])
  func `steps that nobody wrote here are told as damage`(_ text: String) {
    #expect(throws: DamagedRow.self) { try StoredSteps.steps(text, of: ["main"]) }
  }
}
