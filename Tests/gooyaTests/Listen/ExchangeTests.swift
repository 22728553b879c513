import CallEngine
import CallRuntime
import Foundation
import Glibc
import MenuScript
import Store
import Testing

@testable import gooya

/// Calls of a network that carries nothing.
@Suite struct ExchangeTests {
  @Test func `a call is answered by the line of its number, and recorded`() throws {
    let test = try TestExchange(
      ["a.yaml": TestExchange.script(saying: "One"), "b.yaml": TestExchange.script(saying: "Two")],
      numbers: [("1000", "a.yaml"), ("+98 2000".filter { $0 != " " }, "b.yaml")], keeping: true)
    let call = try test.ring("1000")
    #expect(call.accepted.line.title == "Line One")
    #expect(try test.ring("+982000").accepted.line.title == "Line Two")
    #expect(test.refusal("3000") == .unknownNumber)
    #expect(test.log.all.contains { $0.contains("unknown_number") && $0.contains("3000") })
    call.begin()
    call.press(.one)
    #expect(call.ended() == .line)
    let record = try #require(try test.records().first)
    #expect(record.callID == call.accepted.callID)
    #expect(record.line == "09120000001" && record.numberDialled == "1000")
    #expect(record.ending?.path == ["hello", "bye"])
    #expect(record.ending?.cause == .normalClearing && record.ending?.endedBy == .line)
    let journal = try test.place.gooya("replay", "\(call.accepted.callID).jsonl")
    #expect(journal.status == 0 && journal.output.contains("bye"), "\(journal)")
    let sound = test.place.path("\(call.accepted.callID).wav")
    #expect(FileManager.default.fileExists(atPath: sound))
  }

  @Test func `how the sound went is in the call's record and at its journal's end`() throws {
    let test = try TestExchange(["a.yaml": TestExchange.script(saying: "One")], keeping: true)
    var sound = SoundFigures()
    (sound.codec, sound.sent, sound.received, sound.lost) = ("pcmu", 50, 48, 2)
    sound.roundTrip = .milliseconds(30)
    for hangsUp in [false, true] {
      let call = try test.ring()
      call.begin(sound)
      call.await("hello")
      if hangsUp { call.hangUp() } else { call.press(.one) }
      #expect(call.ended() == (hangsUp ? .caller : .line))
    }
    let records = try test.records()
    #expect(records.map(\.sound) == [sound, sound])
    for record in records {
      let journal = test.place.path("\(record.callID).jsonl")
      let file = try JournalFile(parsing: Data(contentsOf: URL(filePath: journal)))
      #expect(file.journal.entries.last?.content == .sound(sound))
    }
  }

  @Test func `a caller who hangs up ends the call; one who gives up before has none`() throws {
    let test = try TestExchange(
      ["a.yaml": TestExchange.script(saying: "One")], keeping: true)
    let (call, hasty, abandoned) = (try test.ring(), try test.ring(), try test.ring())
    let unheard = try test.ring()
    #expect(test.exchange.callsNow == 4)
    hasty.hangUp()
    hasty.begin()
    #expect(hasty.ended() == .caller)
    test.exchange.abandon(abandoned.accepted)
    test.exchange.abandon(unheard.accepted, isAcknowledged: false)
    call.begin()
    call.await("hello")
    call.hangUp()
    #expect(call.ended() == .caller)
    let records = try test.records()
    #expect(records.map(\.callID) == [call.accepted.callID])
    #expect(records.first?.ending?.endedBy == .caller)
    #expect(test.exchange.callsNow == 0)
    for (none, reason) in [
      (hasty, "given_up"), (abandoned, "given_up"), (unheard, "not_acknowledged"),
    ] {
      let id = none.accepted.callID
      let told = test.log.all.filter { $0.contains(id) }
      #expect(told.count == 1 && told[0].contains("never began") && told[0].contains(reason))
      for ending in ["jsonl", "wav"] {
        #expect(!FileManager.default.fileExists(atPath: test.place.path("\(id).\(ending)")))
      }
    }
  }

  @Test func `calls that are cut off are recorded as such`() throws {
    let test = try TestExchange(["a.yaml": TestExchange.script(saying: "One")])
    let call = try test.ring()
    call.begin()
    call.await("hello")
    test.exchange.close()
    #expect(test.refusal("1000") == .closing)
    let records = try test.records()
    #expect(call.ended() == .line)
    #expect(records.first?.ending?.cause == .temporaryFailure)
    #expect(records.first?.ending?.endedBy == .line)
  }

  @Test func `a caller who can't be heard any more has the network's cause in his record`() throws {
    let test = try TestExchange(["a.yaml": TestExchange.script(saying: "One")])
    let call = try test.ring()
    call.begin()
    call.await("hello")
    test.exchange.cut(call.accepted.id, .recoveryOnTimerExpiry)
    #expect(call.ended() == .line)
    #expect(try test.records().first?.ending?.cause == .recoveryOnTimerExpiry)
  }

  @Test func `a script that is named in two ways is one`() throws {
    let test = try TestExchange(
      ["a.yaml": TestExchange.script(saying: "One")],
      numbers: [("1000", "a.yaml"), ("2000", "./a.yaml")])
    #expect(test.exchange.lines.count == 1)
    _ = try test.records()
  }

  @Test func `pages offer the script named first, and tell those of one name apart`() throws {
    let test = try TestExchange(
      [
        "desk/menu.yaml": TestExchange.script(saying: "One"),
        "b/menu.yaml": TestExchange.script(saying: "Two"),
        "other/desk/menu.yaml": TestExchange.script(saying: "Three"),
        "a/menu.yaml": TestExchange.script(saying: "Four"),
      ], numbers: [("1000", "a/menu.yaml"), ("2000", "b/menu.yaml")],
      named: ["other/desk", "b/menu.yaml", "desk"])
    let lines = test.exchange.webLines
    #expect(lines.map(\.name) == ["desk", "b", "desk 2", "a"])
    #expect(lines.map(\.line.title) == ["Line Three", "Line Two", "Line One", "Line Four"])
    #expect(lines.map { test.exchange.number(of: $0.line) } == [nil, "2000", nil, "1000"])
    _ = try test.records()
  }

  @Test func `a call from a page is recorded under its script, not another line's number`() throws {
    let test = try TestExchange([
      "a.yaml": TestExchange.script(saying: "One"), "b.yaml": TestExchange.script(saying: "Two"),
    ])
    let line = try #require(test.exchange.lines.last)
    let answer = test.exchange.answer(
      IncomingCall(
        network: .web, from: "02199900001", numberDialled: test.exchange.number(of: line) ?? "",
        source: "127.0.0.1", script: line.script.path))
    guard case .line(let accepted) = answer else { throw TestExchange.Refused(answer: "\(answer)") }
    let call = TestExchange.Call(accepted, test.exchange)
    call.begin()
    call.press(.one)
    #expect(call.ended() == .line)
    let record = try #require(try test.records().first)
    #expect(record.script == CallScript(line.script))
    #expect(record.script?.title == "Line Two" && record.numberDialled.isEmpty)
    let calls = try test.place.gooya("calls", "--data", test.place.path("data")).output
    #expect(calls.contains("02199900001 rings (Line Two), "), "\(calls)")
  }

  @Test func `scripts read again are for new calls, and a broken one changes nothing`() throws {
    let test = try TestExchange(["a.yaml": TestExchange.script(saying: "One")])
    let call = try test.ring()
    call.begin()
    try test.place.write(TestExchange.script(saying: "New"), as: "a.yaml")
    test.exchange.reload()
    #expect(try test.ring().accepted.line.title == "Line New")
    try test.place.write("format: 1\ntitle: Broken\n", as: "a.yaml")
    test.exchange.reload()
    #expect(try test.ring().accepted.line.title == "Line New")
    #expect(test.log.all.contains { $0.contains("errors") && $0.contains("a.yaml") })
    #expect(test.log.all.contains { $0.contains("as it was") && $0.contains("a.yaml:1:1: ") })
    try FileManager.default.removeItem(atPath: test.place.path("a.yaml"))
    test.exchange.reload()
    #expect(try test.ring().accepted.line.title == "Line New")
    #expect(test.log.all.contains { $0.contains("there is no script") }, "\(test.log.all)")
    call.press(.one)
    #expect(call.ended() == .line)
    #expect(try test.records().first?.ending?.path == ["hello", "bye"])
  }

  @Test func `a script that is saved is taken up, which is told and counted`() throws {
    let test = try TestExchange(["a.yaml": TestExchange.script(saying: "One")])
    func save(_ text: String) throws -> Bool {
      let path = try test.place.write(text, as: "a.yaml")
      return test.exchange.take(
        test.exchange.compiler.compile(fileAt: path), ofScriptAt: path)
    }
    #expect(try save(TestExchange.script(saying: "New")))
    #expect(test.log.all.contains { $0.contains("script reloaded") && $0.contains("a.yaml") })
    #expect(try !save("format: 1\ntitle: Broken\n"))
    #expect(test.log.all.contains { $0.contains("as it was") && $0.contains("a.yaml:1:1: ") })
    #expect(try test.ring().accepted.line.title == "Line New")
    for result in ["complete", "broken"] {
      #expect(test.text.contains("gooya_reloads_total{result=\"\(result)\"} 1\n"))
    }
    _ = try test.records()
  }

  @Test func `more calls than may be are refused, each for its reason`() throws {
    let test = try TestExchange(
      ["a.yaml": TestExchange.script(saying: "One")],
      limits: CallLimits(atOnce: 2, perSecond: 100, perSource: 1))
    let call = try test.ring()
    #expect(test.refusal("1000") == .sourceFull)
    #expect(test.refusal("1000", source: "127.0.0.2") == nil)
    #expect(test.refusal("1000", source: "127.0.0.3") == .full)
    #expect(test.log.all.contains { $0.contains("source_full") && $0.contains("127.0.0.1") })
    #expect(!test.log.all.contains { $0.contains("127.0.0.3") })
    test.exchange.abandon(call.accepted)
    #expect(test.refusal("1000") == nil)
    _ = try test.records()
  }

  @Test func `the billing line serves a call whose services wait for the store`() throws {
    let test = try TestExchange([:])
    let call = try test.ring("1800", from: "02199900001")
    call.begin()
    call.await("announce")
    call.hangUp()
    #expect(call.ended() == .caller)
    #expect(test.text.contains("gooya_service_seconds_count{service=\"billing.find_bill\""))
    #expect(try test.records().first?.ending?.path.contains("announce") == true)
  }

  @Test func `who looks on is told a call's identity and the language that it speaks`() throws {
    let script = """
      format: 1
      title: Two languages
      languages: [en-US, fa-IR]
      start: hello
      states:
        hello:
          menu: [{ text: { en-US: "One.", fa-IR: "یک." } }]
          choices: { "1": other }
          outcomes: { gave_up: bye }
        other: { language: next, then: again }
        again:
          menu: [{ text: { en-US: "Two.", fa-IR: "دو." } }]
          choices: { "1": bye }
          outcomes: { gave_up: bye }
        bye: { hang_up: [{ text: { en-US: "Bye.", fa-IR: "خدا نگهدار." } }] }
      """
    let test = try TestExchange(["a.yaml": script])
    let call = try test.ring(from: "")
    call.begin()
    call.await("hello")
    let first = try #require(test.exchange.board.all.first)
    #expect(first.id == call.accepted.callID && first.language == "en-US")
    call.press(.one)
    call.await("again")
    let end = ContinuousClock.now + .seconds(60)
    while test.exchange.board.all.first?.language == "en-US", ContinuousClock.now < end {
      usleep(2000)
    }
    #expect(test.exchange.board.all.first?.language == "fa-IR")
    call.hangUp()
    #expect(call.ended() == .caller)
    _ = try test.records()
  }

  @Test func `neither log, metrics nor board tell who called or what was keyed`() throws {
    let test = try TestExchange(["a.yaml": TestExchange.script(saying: "One")])
    let call = try test.ring("1800", from: "09121234567")
    call.begin()
    call.await("hello")
    let board = "\(test.exchange.board.all)"
    #expect(board.contains("hello") && board.contains("Line One"))
    call.press(.one)
    #expect(call.ended() == .line)
    _ = try test.records()
    for told in [board, test.text, "\(test.log.all)"] {
      #expect(!told.contains("123456"))
      #expect(!told.contains("09121234567"))
    }
    #expect(test.log.all.contains { $0.contains("call answered") && $0.contains("•••67") })
    #expect(test.text.contains("gooya_keys_total 1\n"))
    #expect(test.text.contains("gooya_calls_total{network=\"sip\",line=\"Line One\"} 1\n"))
    #expect(test.text.contains("gooya_calls_ended_total{cause=\"normal_clearing\"} 1\n"))
    #expect(test.text.contains("gooya_calls 0\n"))
  }
}

extension TestExchange {
  /// The metrics as Prometheus reads them.
  fileprivate var text: String {
    exchange.metrics.all(exchange.calls.figures).map(\.text).joined()
  }
}

/// Who may call how often.
@Suite struct CallGateTests {
  @Test func `new calls come no faster than their limit`() {
    var gate = CallGate(CallLimits(atOnce: 1000, perSecond: 5, perSource: 1000))
    let first = (0..<10).map { _ in gate.enter(from: "a", at: .zero) }
    #expect(first == Array(repeating: nil, count: 5) + Array(repeating: .tooFast, count: 5))
    #expect(gate.enter(from: "a", at: .milliseconds(100)) == .tooFast)
    #expect(gate.enter(from: "a", at: .milliseconds(200)) == nil)
    #expect(gate.enter(from: "a", at: .seconds(60)) == nil)
    #expect(gate.count == 7)
  }

  @Test func `each refusal has the status of SIP that Q.850's cause has`() {
    let expected: [CallRefusal: (Int, CallEndCause)] = [
      .unknownNumber: (404, .unallocatedNumber), .full: (503, .noCircuitAvailable),
      .tooFast: (503, .switchingCongestion), .sourceFull: (403, .callRejected),
      .closing: (503, .temporaryFailure), .storeAway: (503, .temporaryFailure),
      .unauthorized: (401, .callRejected), .noPorts: (503, .noCircuitAvailable),
    ]
    for refusal in CallRefusal.allCases {
      #expect(refusal.sipStatus == expected[refusal]?.0)
      #expect(refusal.cause == expected[refusal]?.1)
    }
  }
}
