import CallEngine
import Testing

@Suite struct JournalTests {
  private let program = ProgramBuilder.program {
    $0.service("find", ["found": "main"], outputs: ["amount"])
    $0.menu("main", ["1": "ask", "2": "through", "9": "other"], says: "owes $amount")
    $0.collect("ask", "mobile", digits: 11...11, confirm: "entered $mobile", collected: "main")
    $0.transfer("through", [.connected: "main", .busy: "main"])
    $0.language("other", "next", then: "main")
  }

  /// A call through every kind of state, with time passing.
  private func call() -> PhoneCall {
    var call = PhoneCall(program, language: .english)
    call.wait(.milliseconds(1500))
    call.reply("found", ["amount": "17000"])
    call.press("9")
    call.wait(.seconds(2))
    call.press("1")
    call.press("0912000000")
    call.wait(.seconds(3))
    call.press("09120000001")
    call.finishPlaying()
    call.wait(.seconds(6))
    call.press("1")
    call.press("2")
    call.connectTransfer()
    call.press("2#")
    call.endTransfer(.connected)
    call.wait(.seconds(1))
    call.finishPlaying()
    call.wait(.seconds(5))
    call.hangUp()
    return call
  }

  @Test func `a journal holds every event with its time, but for the keys that nobody must see`() {
    let call = call()
    let isBridgedKey = call.effects.map(\.forwardAKey)
    #expect(isBridgedKey.count(where: \.self) == 2)
    #expect(call.journal.entries == zip(call.events, isBridgedKey).filter { !$1 }.map(\.0))
    #expect(call.journal.digest == "digest")
    #expect(call.journal.entries.last?.at == .milliseconds(18_500))
  }

  @Test func `a journal fed to a fresh machine gives the same effects`() throws {
    let call = call()
    let steps = try call.journal.replay(with: program)
    #expect(steps.map(\.effects) == call.effects.filter { !$0.forwardAKey })
    try call.expectEqualReplay()
  }

  @Test func `a replay begins with the call's own parameters`() throws {
    let journal = Journal(
      digest: "digest",
      parameters: CallParameters(line: "", numberDialled: "", language: .english),
      entries: [
        .init(at: .zero, event: .answered),
        .init(
          at: .zero, event: .serviceReturned(InvocationID(1), ServiceReply(outcome: "found"))),
      ])
    let steps = try journal.replay(with: program)
    #expect(steps.last?.effects.last?.transcript(in: program) == "play owes@en-US")
  }

  @Test func `replay refuses another script, and says which`() {
    let journal = Journal(
      digest: "older", parameters: CallParameters(line: "", numberDialled: ""))
    let refusal = #expect(throws: Journal.WrongScript.self) {
      try journal.replay(with: program)
    }
    #expect(refusal?.digest == "digest")
    #expect(refusal?.expected == "older")
    #expect(refusal?.description.contains("(digest older, not digest)") == true)
  }

  @Test func `an empty journal replays to nothing`() throws {
    let journal = Journal(
      digest: "digest", parameters: CallParameters(line: "", numberDialled: ""))
    #expect(try journal.replay(with: program).isEmpty)
  }

  @Test func `a damaged journal replays to something, and never traps`() throws {
    let events: [CallEvent] = [
      .withheldDigit(.accepted), .answered, .withheldDigit(.accepted), .hungUp, .answered,
      .transferEnded(TransferID(9), .busy), .withheldDigit(.refused),
    ]
    let journal = Journal(
      digest: "digest", parameters: CallParameters(line: "", numberDialled: ""),
      entries: events.map { .init(at: .seconds(-1), event: $0) })
    #expect(try journal.replay(with: program).count == 7)
  }

  @Test func `without sensitive entries and transfers each event is written when it comes`() {
    let program = ProgramBuilder.program {
      $0.service("find", ["found": "ask"])
      $0.collect("ask", "mobile", digits: 11...11)
    }
    var call = PhoneCall(program)
    call.press("1")
    #expect(call.journal.entries.count == 2)
    call.reply("found")
    call.press("0912")
    #expect(call.journal.entries.count == 7)
  }

  @Test func `what comes after the end is not in the journal`() {
    var call = call()
    let count = call.journal.entries.count
    call.press("123")
    call.hangUp()
    #expect(call.journal.entries.count == count)
  }

  @Test func `a replay recorded again gives the same journal`() throws {
    let program = ProgramBuilder.program {
      $0.collect("ask", "code", sensitive: true, collected: "again")
      $0.collect("again", "code", digits: 11...11, validate: .iranMobile, sensitive: true)
    }
    var call = PhoneCall(program)
    call.press("778802155500001")
    call.press("09#")
    call.hangUp()
    var again = PhoneCall(ringing: program)
    for entry in call.journal.entries { again.handle(entry.event) }
    #expect(again.journal == call.journal)
  }
}
