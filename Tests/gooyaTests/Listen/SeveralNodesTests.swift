import Foundation
import PostgresServer
import Testing

/// Several nodes behind Kamailio as it is shipped (Deploy/kamailio.cfg), called by sipp.
@Suite struct `Calls to several nodes` {
  @Test func `a node that is killed loses its own calls and no others`() async throws {
    let place = try Workplace()
    let database = try NodeDatabase()
    #expect(try place.gooya("store", "migrate", "--store", database.url).status == 0)
    let first = try await TelephoneNodes.start("first", in: place, database)
    let second = try await TelephoneNodes.start("second", in: place, database)
    let nodes = try TelephoneNodes(place, database, nodes: [first.port, second.port])

    let callers = try nodes.callers(100, perSecond: 10, milliseconds: 1500, log: "killed")
    try await callers.wait(for: "calls on both nodes") {
      first.answered >= 15 && second.answered >= 15 ? true : nil
    }
    try await first.program.send(SIGKILL)
    try await callers.end()
    let calls = try nodes.calls(in: "killed")
    #expect(calls.count == 100, "every call is answered")
    let lost = calls.filter { !$0.isWhole }
    #expect(!lost.isEmpty && lost.allSatisfy { $0.port == first.port })
    #expect(calls.count { $0.port == second.port } > 50)
    let told = nodes.kamailio.complaints
    #expect(told.contains("node sip:127.0.0.1:\(first.port) takes no calls"), "\(told)")
    #expect(told.firstMatch(of: #/node \S*@\S* takes/#) == nil, "\(told)")
    // A call whose caller has heard of its answer, and its node not that he has, has no record.
    let recorded = try nodes.recorded()
    let cutOff = recorded["cut_off"] ?? 0
    #expect(cutOff > 0 && cutOff <= lost.count, "\(recorded)")
    #expect(recorded["ended"] == calls.count - lost.count, "\(recorded)")

    let again = try await nodes.restart(first)
    var batch = 0
    while again.answered == 0 {
      batch += 1
      let callers = try nodes.callers(5, perSecond: 10, milliseconds: 100, log: "back\(batch)")
      #expect(try await callers.end() == 0)
      #expect(try nodes.calls(in: "back\(batch)").count(where: \.isWhole) == 5)
      try #require(batch < 60, "the node that is back gets no calls")
    }

    // A node that is to end says so, and its calls go on meanwhile.
    let last = try nodes.callers(40, perSecond: 10, milliseconds: 1500, log: "closing")
    let before = second.answered
    try await last.wait(for: "a call on the node that ends") {
      second.answered > before ? true : nil
    }
    try await second.program.send(SIGTERM)
    #expect(try await last.end() == 0)
    #expect(try nodes.calls(in: "closing").count(where: \.isWhole) == 40)
    #expect(try await second.program.end() == 0)
    #expect(nodes.kamailio.status == nil, "\(nodes.kamailio.complaints)")
  }

  @Test func `a node takes no calls while its database is away, and records what went on`()
    async throws
  {
    let place = try Workplace()
    let database = try NodeDatabase()
    #expect(try place.gooya("store", "migrate", "--store", database.url).status == 0)
    let gate = try ServerGate()
    defer { gate.end() }
    // It takes messages to a gateway, so that it has something else to do there, too.
    let node = try await TelephoneNodes.start(
      "only", in: place, database, by: gate.url(of: database.url),
      [
        "GOOYA_SMS_GATEWAY=kannel", "GOOYA_SMS_SENDER=30002000",
        "GOOYA_SMS_KANNEL_URL=http://127.0.0.1:1/", "GOOYA_SMS_KANNEL_USERNAME=gooya",
        "GOOYA_SMS_KANNEL_PASSWORD=secret",
      ])
    let nodes = try TelephoneNodes(place, database, nodes: [node.port])
    var batch = 0
    func ring() async throws -> Bool {
      batch += 1
      let caller = try nodes.callers(1, perSecond: 10, milliseconds: 50, log: "call\(batch)")
      return try await caller.end() == 0
    }

    let caller = try nodes.callers(1, perSecond: 1, milliseconds: 1500, log: "early")
    try await caller.wait(for: "a call") { node.answered == 1 ? true : nil }
    gate.set(.closed)
    #expect(try await caller.end() == 0, "a call in progress goes on")
    var refused = 0
    while refused < 3 {
      if try await !ring() { refused += 1 }
      try #require(batch < 60, "a node without a database takes calls")
    }
    gate.set(.open)
    while try await !ring() { try #require(batch < 120, "\(node.program.complaints)") }
    // What waits is written at once, but beside the calls. How many there were its log tells: sipp may
    // have given up one that was answered.
    let records = try await node.program.wait(for: "records") {
      let recorded = try nodes.recorded()
      return recorded["ended"] == node.answered ? recorded : nil
    }
    #expect(records.count == 1, "none is open: \(records)")
    try await node.program.send(SIGTERM)
    #expect(try await node.program.end() == 0, "\(node.program.complaints)")
  }
}
