import CallEngine
import Testing

@Suite struct SensitiveEntryTests {
  private let program = ProgramBuilder.program(maxDuration: .seconds(60)) {
    $0.say("hello", "welcome", bargeIn: false, then: "ask")
    $0.collect(
      "ask", "code", confirm: "entered $code", cancel: .star, sensitive: true, collected: "send",
      cancelled: "main")
    $0.service("send", ["sent": "main"], input: ["code": "$code"])
    $0.menu("main", ["12": "bye", "2": "ask"])
  }

  /// A call that is at the sensitive prompt.
  private func call() -> PhoneCall {
    var call = PhoneCall(program)
    call.finishPlaying()
    return call
  }

  @Test func `K13: an entry is journalled as its outcome and length`() throws {
    var call = call()
    #expect(
      call.press("7788") == ["stop", "withheld 0..<4 accepted", "play entered '7788'"])
    call.press("1")
    call.reply("sent")
    call.hangUp()
    let accepted = CallEvent.withheldDigit(.accepted)
    #expect(
      call.journal.entries.map(\.event) == [
        .answered, .finishedPlaying(PlayID(1)), accepted, accepted, accepted, accepted,
        .digit(.one), .serviceReturned(InvocationID(4), ServiceReply(outcome: "sent")), .hungUp,
      ])
    try call.expectEqualReplay()
  }

  @Test func `K13: a replay has the same effects with redacted values`() throws {
    var call = call()
    call.press("77881")
    let steps = try call.journal.replay(with: program)
    let transcript = steps.flatMap(\.effects).map { $0.transcript(in: program) }
    #expect(
      transcript == [
        "in hello", "play welcome", "in ask", "play enter", "stop", "withheld 0..<4 accepted",
        "play entered '••••'", "stop", "in send", "invoke test.service code=••••",
      ])
  }

  @Test func `K13: no entry is written before its fate is known`() {
    var call = call()
    #expect(call.journal.entries.count == 2)
    call.press("778")
    #expect(call.journal.entries.count == 2)
    #expect(call.journalledKeys == "")
    call.press("8")
    #expect(call.journal.entries.count == 6)
  }

  @Test func `K13: keys typed ahead into a sensitive entry are withheld`() throws {
    var call = PhoneCall(program)
    call.press("77881")
    call.finishPlaying()
    #expect(call.value("code") == "7788")
    call.hangUp()
    #expect(call.journalledKeys == "1")
    try call.expectEqualReplay()
  }

  @Test func `K13: keys typed ahead that no entry came to take are withheld`() throws {
    var call = PhoneCall(program)
    call.press("7788")
    call.hangUp()
    #expect(call.journalledKeys == "")
    try call.expectEqualReplay()
  }

  @Test func `K13: a cancelled entry is withheld`() throws {
    var call = call()
    #expect(call.press("77*") == ["stop", "withheld 0..<2 refused", "in main", "play options"])
    call.hangUp()
    #expect(call.journalledKeys == "*")
    try call.expectEqualReplay()
  }

  @Test func `K13: a refused entry is withheld with the keys behind it`() throws {
    let program = ProgramBuilder.program {
      $0.service("find", ["found": "ask"])
      $0.collect("ask", "code", digits: 11...11, validate: .iranMobile, sensitive: true)
    }
    var call = PhoneCall(program)
    call.press("7788778877889")
    #expect(
      call.reply("found") == [
        "in ask", "withheld 0..<11 refused", "nomatch 1", "withheld 11..<13 refused",
        "play not_valid enter",
      ])
    call.press("77#")
    call.press("7")
    call.wait(.seconds(3))
    call.hangUp()
    #expect(call.journalledKeys == "#")
    try call.expectEqualReplay()
  }

  @Test func `K13: a key that refuses a confirmation is withheld, as it may begin the new entry`()
    throws
  {
    var call = call()
    call.press("7788")
    #expect(
      call.press("7") == ["stop", "withheld 4..<5 refused", "nomatch 1", "play not_valid enter"])
    call.press("889988*")
    call.hangUp()
    #expect(call.journalledKeys == "*")
    try call.expectEqualReplay()
  }

  @Test func `K13: an entry that hanging up cut off is withheld`() throws {
    var call = call()
    call.press("778")
    #expect(call.hangUp() == ["withheld 0..<3 refused"])
    #expect(call.journalledKeys == "")
    try call.expectEqualReplay()
  }

  @Test func `K13: an entry that max_duration cut off is withheld, and its keys after that`() throws
  {
    var call = call()
    call.wait(.seconds(59))
    call.press("778")
    #expect(call.wait(.seconds(1)) == ["withheld 0..<3 refused", "hang up: max_duration"])
    #expect(call.press("8") == [])
    #expect(call.journalledKeys == "")
    #expect(call.journal.entries.last?.event == .deadlineReached)
  }

  @Test(arguments: [false, true])
  func `K13: keys that wait for an announcement to end are withheld when the call ends`(
    isConfirmation: Bool
  ) throws {
    let program = ProgramBuilder.program {
      $0.collect(
        "ask", "code", confirm: "entered $code", sensitive: true, listening: .init(bargeIn: false))
    }
    var call = PhoneCall(program)
    if isConfirmation { call.finishPlaying() }
    call.press("7788")
    call.press("77")
    call.hangUp()
    #expect(call.journalledKeys == "")
    try call.expectEqualReplay()
  }

  @Test func `K13: keys that a flush throws away are withheld`() throws {
    let program = ProgramBuilder.program {
      $0.say("hello", "welcome", bargeIn: false, then: "ask")
      $0.collect("ask", "code", sensitive: true, flush: true, collected: "through")
      $0.transfer("through")
    }
    var call = PhoneCall(program)
    call.press("7788")
    call.finishPlaying()
    call.press("77887788")
    call.connectTransfer()
    call.hangUp()
    #expect(call.journalledKeys == "")
    try call.expectEqualReplay()
  }

  @Test func `K13: keys that the buffer had no room for are withheld`() throws {
    var call = PhoneCall(program)
    call.press(String(repeating: "7", count: 200))
    call.finishPlaying()
    call.hangUp()
    #expect(call.journalledKeys == "")
    try call.expectEqualReplay()
  }

  @Test func `K13: keys of menus and of entries that are not sensitive stay in the journal`() throws
  {
    var call = call()
    call.press("77881")
    call.reply("sent")
    call.press("12")
    call.hangUp()
    #expect(call.journalledKeys == "112")
    let open = ProgramBuilder.program { $0.collect("ask", "code") }
    call = PhoneCall(open)
    call.press("778")
    #expect(call.journalledKeys == "778")
  }
}
