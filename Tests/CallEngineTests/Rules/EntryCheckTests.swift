import CallEngine
import Testing

/// Entries that a service judges.
@Suite struct EntryCheckTests {
  private func program(confirm: String? = nil, sensitive: Bool = false) -> MenuProgram {
    ProgramBuilder.program {
      $0.collect(
        "ask", "code", check: .init(outputs: ["name"], failed: "sorry"), confirm: confirm,
        cancel: .star, sensitive: sensitive, collected: "main", cancelled: "main")
      $0.menu("main", ["1": "ask", "2": "bye"])
      $0.say("sorry", "sorry")
    }
  }

  @Test func `K9: an entry is taken when the service accepts it`() {
    var call = PhoneCall(program())
    #expect(call.press("1234") == ["stop", "invoke test.check entry=1234"])
    #expect(call.value("code") == nil)
    #expect(call.reply("valid", ["name": "A. Example"]) == ["in main", "play options"])
    #expect(call.value("code") == "1234")
    #expect(call.value("name") == "A. Example")
  }

  @Test func `K9: a refusal is one nomatch`() {
    var call = PhoneCall(program())
    call.press("1234")
    #expect(call.reply("wrong") == ["nomatch 1", "play not_valid enter"])
    #expect(call.value("code") == nil)
    call.press("1234")
    call.reply("wrong")
    call.press("1234")
    #expect(call.reply("wrong") == ["nomatch 3", "in bye", "play goodbye"])
  }

  @Test func `K9: the service isn't asked about an entry that is invalid without it`() {
    var call = PhoneCall(program())
    #expect(call.press("12#") == ["stop", "nomatch 1", "play not_valid enter"])
  }

  @Test func `the failure of the service is an outcome`() {
    var call = PhoneCall(program())
    call.press("1234")
    #expect(call.reply("failed") == ["in sorry", "play sorry"])
  }

  @Test func `an answer that comes too late, or that nobody knows, is a failure`() {
    var call = PhoneCall(program())
    call.press("1234")
    #expect(call.wait(.seconds(10)) == ["in sorry", "play sorry"])
    #expect(call.reply("valid") == [])
    var other = PhoneCall(program())
    other.press("1234")
    #expect(other.reply("perhaps") == ["in sorry", "play sorry"])
  }

  @Test func `what a refused entry gave isn't kept`() {
    var call = PhoneCall(program())
    call.press("1234")
    call.reply("valid", ["name": "A. Example"])
    call.press("11234")
    call.reply("wrong", ["name": "B. Example"])
    #expect(call.value("name") == nil)
    #expect(call.value("code") == "1234")
  }

  @Test func `K9: the entry is confirmed after the service has accepted it`() {
    var call = PhoneCall(program(confirm: "entered $code"))
    #expect(call.press("1234") == ["stop", "invoke test.check entry=1234"])
    #expect(call.reply("vip") == ["play entered '1234'"])
    #expect(call.press("1") == ["stop", "in main", "play options"])
  }

  @Test func `K1: keys wait while the service works, and a refusal discards them`() {
    var call = PhoneCall(program())
    #expect(call.press("12342") == ["stop", "invoke test.check entry=1234"])
    #expect(call.reply("valid") == ["in main", "in bye", "play goodbye"])
    var refused = PhoneCall(program())
    refused.press("12342")
    #expect(refused.reply("wrong") == ["nomatch 1", "play not_valid enter"])
  }

  @Test func `K10: hanging up doesn't recall the question`() {
    var call = PhoneCall(program())
    call.press("1234")
    #expect(call.hangUp() == [])
    #expect(call.reply("valid") == [])
  }

  @Test(arguments: ["valid", "wrong", "failed"])
  func `K13: a sensitive entry is in no journal, whatever the service says`(
    outcome: String
  ) throws {
    var call = PhoneCall(program(sensitive: true))
    call.press("7788")
    call.reply(outcome)
    call.wait(.seconds(20))
    #expect(call.journalledKeys == "")
    try call.expectEqualReplay()
  }

  @Test func `K13: what may be the rest of a secret isn't shown before the service has judged it`()
    throws
  {
    let program = ProgramBuilder.program {
      $0.collect("pin", "pin", sensitive: true, collected: "ask")
      $0.collect("ask", "code", digits: 2...2, check: .init(), collected: "main")
      $0.menu("main", ["1": "ask"])
    }
    var call = PhoneCall(program)
    call.press("778899")
    call.reply("wrong")
    call.hangUp()
    #expect(call.journalledKeys == "")
    try call.expectEqualReplay()
  }

  @Test func `a collect that asks a service can fail, and tells the service`() throws {
    let program = program()
    #expect(program.states[0].serviceCall?.service == "test.check")
    #expect(
      program.exits(of: StateID(index: 0)).map(\.name)
        == ["collected", "cancelled", "failed", "gave_up"].map { .outcome($0) })
  }
}
