import CallEngine
import Testing

@Suite struct EntryTests {
  // MARK: - K4

  private let choices = ProgramBuilder.program {
    $0.menu("main", ["1": "one", "12": "two", "3": "three", "*": "repeat"])
    $0.say("one", "this_is_1", then: "main")
    $0.say("two", "this_is_12", then: "main")
    $0.say("three", "this_is_3", then: "main")
  }

  @Test func `K4: a terminator ends an entry that could go on`() {
    var call = PhoneCall(choices)
    #expect(call.press("1") == ["stop"])
    #expect(call.press("#") == ["in one", "play this_is_1"])
  }

  @Test func `K4: a terminator as a menu's first key is nomatch`() {
    var call = PhoneCall(choices)
    #expect(call.press("#") == ["stop", "nomatch 1", "play not_valid options"])
  }

  @Test(arguments: [0...4, 1...4])
  func `K4: a terminator as a collect's first key is nomatch`(digits: ClosedRange<Int>) {
    let program = ProgramBuilder.program { $0.collect("ask", "code", digits: digits) }
    var call = PhoneCall(program)
    #expect(call.press("#") == ["stop", "nomatch 1", "play not_valid enter"])
    #expect(call.value("code") == nil)
  }

  @Test func `K4: a terminator is no part of what a collect collects`() {
    let program = ProgramBuilder.program { $0.collect("ask", "code", digits: 2...6) }
    var call = PhoneCall(program)
    #expect(call.press("123#") == ["stop", "in bye", "play goodbye"])
    #expect(call.value("code") == "123")
  }

  @Test func `K4: a terminator soon after an entry that completed itself is dropped`() {
    var call = PhoneCall(choices)
    #expect(call.press("3") == ["stop", "in three", "play this_is_3"])
    call.wait(.seconds(3))
    #expect(call.press("#") == [])
    #expect(call.press("#") == ["stop", "in main", "nomatch 1", "play not_valid options"])
  }

  @Test func `K4: a terminator later than that is a key like others`() {
    var call = PhoneCall(choices)
    call.press("3")
    call.wait(.milliseconds(3001))
    #expect(call.press("#") == ["stop", "in main", "nomatch 1", "play not_valid options"])
  }

  @Test func `K4: another key in between, and the terminator belongs to that`() {
    var call = PhoneCall(choices)
    call.press("3")
    #expect(call.press("1") == ["stop", "in main"])
    #expect(call.press("#") == ["in one", "play this_is_1"])
  }

  @Test func `K4: an entry that ended with its terminator has no second one`() {
    var call = PhoneCall(choices)
    call.press("1#")
    #expect(call.press("#") == ["stop", "in main", "nomatch 1", "play not_valid options"])
  }

  @Test func `K4: the terminator of an entry typed ahead is dropped with it`() {
    let program = ProgramBuilder.program {
      $0.service("find", ["found": "main"])
      $0.menu("main", ["3": "ask"])
      $0.collect("ask", "code", digits: 4...4, collected: "last")
      $0.menu("last", ["1": "bye"])
    }
    var call = PhoneCall(program)
    call.press("3#1234#1#")
    #expect(
      call.reply("found") == ["in main", "in ask", "in last", "in bye", "play goodbye"])
    #expect(call.value("code") == "1234")
  }

  @Test func `K4: a nomatch that completed itself takes its terminator with it`() {
    var call = PhoneCall(choices)
    #expect(call.press("9#") == ["stop", "nomatch 1", "play not_valid options"])
  }

  @Test func `K4: a full collect and a confirmation take their terminators with them`() {
    let program = ProgramBuilder.program {
      $0.collect("ask", "code", digits: 4...4, confirm: "entered $code", collected: "main")
      $0.menu("main", ["1": "bye"])
    }
    var call = PhoneCall(program)
    #expect(call.press("1234#") == ["stop", "play entered '1234'"])
    #expect(call.press("1#") == ["stop", "in main", "play options"])
  }

  @Test func `K4: a key among the choices isn't a terminator there`() {
    let program = ProgramBuilder.program {
      $0.menu("main", ["1": "one", "12": "two", "1#": "pound"])
      $0.say("one", "this_is_1", then: "main")
      $0.say("two", "this_is_12", then: "main")
      $0.say("pound", "this_is_1#", then: "main")
    }
    var call = PhoneCall(program)
    #expect(call.press("1#") == ["stop", "in pound", "play this_is_1#"])
    #expect(call.press("12") == ["stop", "in main", "in two", "play this_is_12"])
    #expect(call.press("#") == ["stop", "in main", "nomatch 1", "play not_valid options"])
  }

  @Test func `K4: a script may name another terminator, or none`() {
    let program = ProgramBuilder.program {
      $0.collect("a", "a", digits: 1...4, listening: .init(terminator: .star), collected: "b")
      $0.collect("b", "b", digits: 1...4, listening: .init(terminator: nil))
    }
    var call = PhoneCall(program)
    #expect(call.press("12*") == ["stop", "in b", "play enter"])
    #expect(call.press("1*2#") == ["stop", "nomatch 1", "play not_valid enter"])
    #expect(call.value("a") == "12")
  }

  // MARK: - K5

  @Test func `K5: an entry fires at once when no longer choice can match`() {
    var call = PhoneCall(choices)
    #expect(call.press("12") == ["stop", "in two", "play this_is_12"])
    #expect(call.press("3") == ["stop", "in main", "in three", "play this_is_3"])
  }

  @Test func `K5: an entry that could become a longer choice waits, and fires at the timeout`() {
    var call = PhoneCall(choices)
    #expect(call.press("1") == ["stop"])
    #expect(call.wait(.milliseconds(2999)) == [])
    #expect(call.wait(.milliseconds(1)) == ["in one", "play this_is_1"])
  }

  @Test func `K5: an entry that no choice begins with is nomatch as a whole, at once`() {
    var call = PhoneCall(choices)
    #expect(call.press("1") == ["stop"])
    #expect(call.press("3") == ["nomatch 1", "play not_valid options"])
    call.finishPlaying()
    #expect(call.wait(.seconds(4)) == [])
  }

  private let long = ProgramBuilder.program {
    $0.menu("main", ["*91": "bye", "123456789012345": "bye"])
  }

  @Test func `K5: a beginning of a choice is nomatch at the timeout and at the terminator`() {
    var call = PhoneCall(long)
    #expect(call.press("*9#") == ["stop", "nomatch 1", "play not_valid options"])
    #expect(call.press("*9") == ["stop"])
    #expect(call.wait(.seconds(3)) == ["nomatch 2", "play not_valid options"])
    #expect(call.press("*91") == ["stop", "in bye", "play goodbye"])
  }

  @Test func `K5: a choice may have as many keys as a sequence holds`() {
    var call = PhoneCall(long)
    #expect(call.press("123456789012345") == ["stop", "in bye", "play goodbye"])
  }

  // MARK: - K6

  @Test func `K6: timeout runs from the end of the prompt`() {
    var call = PhoneCall(choices)
    call.wait(.seconds(60))
    #expect(call.machine.deadline == .seconds(900))
    #expect(call.finishPlaying() == [])
    #expect(call.machine.deadline == .seconds(65))
    #expect(call.wait(.seconds(5)) == ["noinput 1", "play still_there options"])
  }

  @Test func `K6: interdigit_timeout runs from the last key`() {
    let program = ProgramBuilder.program { $0.collect("ask", "code", digits: 2...6) }
    var call = PhoneCall(program)
    call.press("1")
    call.wait(.seconds(2))
    call.press("2")
    #expect(call.machine.deadline == .seconds(5))
    call.wait(.seconds(2))
    call.press("3")
    #expect(call.wait(.milliseconds(2999)) == [])
    #expect(call.wait(.milliseconds(1)) == ["in bye", "play goodbye"])
    #expect(call.value("code") == "123")
  }

  @Test func `K6: for keys typed ahead, interdigit_timeout runs from when the state listens`() {
    let program = ProgramBuilder.program {
      $0.service("find", ["found": "ask"])
      $0.collect("ask", "code", digits: 2...6, listening: .init(bargeIn: false))
    }
    var call = PhoneCall(program)
    call.press("12")
    call.wait(.seconds(8))
    call.reply("found")
    call.wait(.seconds(8))
    call.finishPlaying()
    #expect(call.machine.deadline == .seconds(19))
  }

  @Test func `K6: a dropped terminator doesn't prolong the wait`() {
    let program = ProgramBuilder.program {
      $0.menu("main", ["3": "quiet"])
      $0.menu("quiet", ["1": "bye"], says: "")
    }
    var call = PhoneCall(program)
    #expect(call.press("3") == ["stop", "in quiet"])
    call.wait(.seconds(2))
    #expect(call.press("#") == [])
    #expect(call.machine.deadline == .seconds(5))
  }

  @Test func `K6: a deadline delivered too early is ignored`() {
    var call = PhoneCall(choices)
    call.finishPlaying()
    call.wait(.milliseconds(4999))
    #expect(call.handle(.deadlineReached) == [])
    #expect(call.machine.deadline == .seconds(5))
  }
}
