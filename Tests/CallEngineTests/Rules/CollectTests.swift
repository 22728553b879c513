import CallEngine
import Testing

@Suite struct CollectTests {
  private let program = ProgramBuilder.program {
    $0.collect(
      "ask", "mobile", digits: 11...11, validate: .iranMobile, confirm: "entered $mobile",
      cancel: .star, collected: "send", cancelled: "main")
    $0.service("send", ["sent": "main"], input: ["to": "$mobile"])
    $0.menu("main", ["1": "bye", "2": "ask"])
  }

  // MARK: - K9: entries

  @Test func `K9: too few digits at the timeout is nomatch`() {
    var call = PhoneCall(program)
    call.press("0912")
    #expect(call.wait(.seconds(3)) == ["nomatch 1", "play not_valid enter"])
  }

  @Test func `K9: too few digits at the terminator is nomatch`() {
    var call = PhoneCall(program)
    #expect(call.press("0912#") == ["stop", "nomatch 1", "play not_valid enter"])
  }

  @Test func `K9: enough digits at the timeout are taken`() {
    let program = ProgramBuilder.program { $0.collect("ask", "code", digits: 2...6) }
    var call = PhoneCall(program)
    call.press("12")
    #expect(call.wait(.seconds(3)) == ["in bye", "play goodbye"])
    #expect(call.value("code") == "12")
  }

  @Test func `K9: an invalid entry is nomatch`() {
    var call = PhoneCall(program)
    #expect(call.press("02155500001") == ["stop", "nomatch 1", "play not_valid enter"])
  }

  @Test(arguments: ["0912000000*", "0912000000A"])
  func `K9: a key that is no digit makes an entry invalid`(keys: String) {
    let program = ProgramBuilder.program { $0.collect("ask", "any", digits: 11...11) }
    var call = PhoneCall(program)
    #expect(call.press(keys) == ["stop", "nomatch 1", "play not_valid enter"])
  }

  @Test func `K9: no key at all is noinput`() {
    var call = PhoneCall(program)
    call.finishPlaying()
    #expect(call.wait(.seconds(5)) == ["noinput 1", "play still_there enter"])
  }

  // MARK: - K9: confirmation

  @Test func `K9: in confirm, 1 accepts`() {
    var call = PhoneCall(program)
    #expect(call.press("09120000001") == ["stop", "play entered '09120000001'"])
    #expect(call.press("1") == ["stop", "in send", "invoke test.service to=09120000001"])
  }

  @Test func `K9: in confirm, 1 accepts after the prompt, too`() {
    var call = PhoneCall(program)
    call.press("09120000001")
    #expect(call.finishPlaying() == [])
    #expect(call.press("1") == ["in send", "invoke test.service to=09120000001"])
  }

  @Test(arguments: ["2", "0", "#", "9"])
  func `K9: in confirm, any other key asks again and is dropped`(key: String) {
    var call = PhoneCall(program)
    call.press("09120000001")
    call.wait(.seconds(10))
    #expect(call.press(key) == ["stop", "nomatch 1", "play not_valid enter"])
    #expect(call.press("0912000000") == ["stop"])
    #expect(call.press("2") == ["play entered '09120000002'"])
  }

  @Test func `K9: in confirm, silence is noinput and speaks the confirmation again`() {
    var call = PhoneCall(program)
    call.press("09120000001")
    call.finishPlaying()
    #expect(call.wait(.seconds(5)) == ["noinput 1", "play still_there entered '09120000001'"])
    call.finishPlaying()
    #expect(call.wait(.seconds(5)) == ["noinput 2", "play still_there entered '09120000001'"])
    call.finishPlaying()
    #expect(call.wait(.seconds(5)) == ["noinput 3", "in bye", "play goodbye"])
    #expect(call.value("mobile") == nil)
  }

  @Test func `K9: an entry typed ahead with its confirmation is taken unheard`() {
    let program = ProgramBuilder.program {
      $0.service("find", ["found": "ask"])
      $0.collect("ask", "code", confirm: "entered $code")
    }
    var call = PhoneCall(program)
    call.press("12341")
    #expect(call.reply("found") == ["in ask", "in bye", "play goodbye"])
    #expect(call.value("code") == "1234")
  }

  @Test func `K9: a confirmation without words waits for the key`() {
    let program = ProgramBuilder.program { $0.collect("ask", "code", confirm: "") }
    var call = PhoneCall(program)
    #expect(call.press("1234") == ["stop"])
    #expect(call.machine.deadline == .seconds(5))
    #expect(call.press("1") == ["in bye", "play goodbye"])
  }

  // MARK: - K9: cancel

  @Test func `K9: cancel works in the prompt`() {
    var call = PhoneCall(program)
    #expect(call.press("*") == ["stop", "in main", "play options"])
  }

  @Test func `K9: cancel works in mid-entry and discards it`() {
    var call = PhoneCall(program)
    #expect(call.press("0912*") == ["stop", "in main", "play options"])
    #expect(call.value("mobile") == nil)
    #expect(call.press("2") == ["stop", "in ask", "play enter"])
    #expect(call.press("09120000001") == ["stop", "play entered '09120000001'"])
  }

  @Test func `K9: cancel works in the confirmation and discards the entry`() {
    var call = PhoneCall(program)
    call.press("09120000001")
    #expect(call.press("*") == ["stop", "in main", "play options"])
    call = PhoneCall(program)
    call.press("09120000001")
    call.finishPlaying()
    #expect(call.press("*") == ["in main", "play options"])
    #expect(call.value("mobile") == nil)
  }

  @Test func `K9: cancel works in a reprompt`() {
    var call = PhoneCall(program)
    call.finishPlaying()
    call.wait(.seconds(5))
    #expect(call.press("*") == ["stop", "in main", "play options"])
  }

  @Test func `K9: keys behind the cancel key stay for the next state`() {
    let program = ProgramBuilder.program {
      $0.service("find", ["found": "ask"])
      $0.collect("ask", "code", cancel: .star, cancelled: "main")
      $0.menu("main", ["12": "bye"])
    }
    var call = PhoneCall(program)
    call.press("34*12")
    #expect(call.reply("found") == ["in ask", "in main", "in bye", "play goodbye"])
  }

  // MARK: - K9: the value

  @Test func `K9: the value is set only on acceptance, and the old one stays till then`() {
    var call = PhoneCall(program)
    call.press("09120000001")
    #expect(call.value("mobile") == nil)
    call.press("1")
    #expect(call.value("mobile") == "09120000001")
    call.reply("sent")
    call.press("2")
    call.press("09120000002")
    #expect(call.value("mobile") == "09120000001")
    call.press("2")
    call.press("*")
    #expect(call.value("mobile") == "09120000001")
  }

  @Test func `K9: the confirmation reads the new entry, not the value that it would replace`() {
    var call = PhoneCall(program)
    call.press("090000000011")
    call.reply("sent")
    #expect(call.press("2") == ["stop", "in ask", "play enter"])
    #expect(call.press("09120000002") == ["stop", "play entered '09120000002'"])
  }

  @Test func `leading zeros stay`() {
    let program = ProgramBuilder.program { $0.collect("ask", "code") }
    var call = PhoneCall(program)
    call.press("0007")
    #expect(call.value("code") == "0007")
  }

  @Test(arguments: [("09120000001", true), ("", false)])
  func `a known value that is not empty is taken without asking`(mobile: String, isTaken: Bool) {
    let program = ProgramBuilder.program {
      $0.service("find", ["found": "ask"], outputs: ["own"])
      $0.collect("ask", "mobile", known: "$own", collected: "send")
      $0.service("send", [:], input: ["to": "$mobile"])
    }
    var call = PhoneCall(program)
    #expect(
      call.reply("found", ["own": mobile])
        == ["in ask"]
        + (isTaken ? ["in send", "invoke test.service to=\(mobile)"] : ["play enter"]))
    call = PhoneCall(program)
    #expect(call.reply("found") == ["in ask", "play enter"])
  }
}
