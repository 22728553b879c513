import CallEngine
import Testing

@Suite struct CounterTests {
  private let program = ProgramBuilder.program {
    $0.menu("main", ["1": "news", "2": "main", "*": "repeat"], listening: .init(gaveUp: "over"))
    $0.say("news", "news", then: "main")
    $0.hangUp("over", "no_choice_made")
  }

  // MARK: - K7

  @Test func `K7: the third noinput gives up without a prompt of its own`() {
    var call = PhoneCall(program)
    call.finishPlaying()
    #expect(call.wait(.seconds(5)) == ["noinput 1", "play still_there options"])
    call.finishPlaying()
    #expect(call.wait(.seconds(5)) == ["noinput 2", "play still_there options"])
    call.finishPlaying()
    #expect(call.wait(.seconds(5)) == ["noinput 3", "in over", "play no_choice_made"])
  }

  @Test func `K7: the third nomatch gives up without a prompt of its own`() {
    var call = PhoneCall(program)
    #expect(call.press("9") == ["stop", "nomatch 1", "play not_valid options"])
    #expect(call.press("9") == ["stop", "nomatch 2", "play not_valid options"])
    #expect(call.press("9") == ["stop", "nomatch 3", "in over", "play no_choice_made"])
  }

  @Test func `K7: noinputs and nomatches are counted apart`() {
    var call = PhoneCall(program)
    call.press("99")
    call.finishPlaying()
    #expect(call.wait(.seconds(5)) == ["noinput 1", "play still_there options"])
    call.finishPlaying()
    #expect(call.wait(.seconds(5)) == ["noinput 2", "play still_there options"])
    #expect(call.press("9") == ["stop", "nomatch 3", "in over", "play no_choice_made"])
  }

  @Test func `K7: repeat leaves the counters`() {
    var call = PhoneCall(program)
    call.press("99")
    #expect(call.press("*") == ["stop", "play options"])
    #expect(call.press("9") == ["stop", "nomatch 3", "in over", "play no_choice_made"])
  }

  @Test func `K7: entered from another state, the counters start at 0`() {
    var call = PhoneCall(program)
    call.press("99")
    call.press("1")
    #expect(call.finishPlaying() == ["in main", "play options"])
    #expect(call.press("9") == ["stop", "nomatch 1", "play not_valid options"])
  }

  @Test func `K7: a choice of the menu itself enters it, but from no other state`() {
    var call = PhoneCall(program)
    call.press("99")
    #expect(call.press("2") == ["stop", "in main", "play options"])
    #expect(call.press("9") == ["stop", "nomatch 3", "in over", "play no_choice_made"])
  }

  @Test(arguments: [0, 1])
  func `K7: with a maximum of 1 the first one gives up`(most: Int) {
    let program = ProgramBuilder.program {
      $0.menu("main", ["1": "bye"], listening: .init(maxNoinput: most, maxNomatch: most))
    }
    var call = PhoneCall(program)
    #expect(call.press("9") == ["stop", "nomatch 1", "in bye", "play goodbye"])
    call = PhoneCall(program)
    call.finishPlaying()
    #expect(call.wait(.seconds(5)) == ["noinput 1", "in bye", "play goodbye"])
  }

  @Test func `K7: a collect counts as a menu does, over all its attempts`() {
    let program = ProgramBuilder.program {
      $0.collect(
        "ask", "mobile", digits: 11...11, validate: .iranMobile, confirm: "entered $mobile",
        listening: .init(gaveUp: "over"))
      $0.hangUp("over", "no_number")
    }
    var call = PhoneCall(program)
    call.press("02155500001")
    call.press("09120000001")
    #expect(call.press("2") == ["stop", "nomatch 2", "play not_valid enter"])
    #expect(call.press("1#") == ["stop", "nomatch 3", "in over", "play no_number"])
    #expect(call.value("mobile") == nil)
  }

  // MARK: - K8

  @Test func `K8: a reprompt speaks its own prompt, then the state's in full`() {
    let program = ProgramBuilder.program {
      $0.menu(
        "main", ["1": "main"], says: "welcome ~1 options", again: "options_short")
    }
    var call = PhoneCall(program)
    #expect(call.press("1") == ["stop", "in main", "play options_short"])
    call.finishPlaying()
    #expect(call.wait(.seconds(5)) == ["noinput 1", "play still_there welcome ~1 options"])
    #expect(call.press("9") == ["stop", "nomatch 1", "play not_valid welcome ~1 options"])
  }

  @Test func `K8: a state without reprompts speaks its own prompt alone`() {
    let program = ProgramBuilder.program {
      $0.collect("ask", "code", listening: .init(noinput: "", nomatch: ""))
    }
    var call = PhoneCall(program)
    call.finishPlaying()
    #expect(call.wait(.seconds(5)) == ["noinput 1", "play enter"])
    #expect(call.press("#") == ["stop", "nomatch 1", "play enter"])
  }

  @Test func `K8: a state that says nothing listens again at once`() {
    let program = ProgramBuilder.program {
      $0.menu("main", ["1": "bye"], says: "", listening: .init(noinput: "", nomatch: ""))
    }
    var call = PhoneCall(program)
    #expect(call.wait(.seconds(14)) == ["noinput 1", "noinput 2"])
    #expect(call.wait(.seconds(1)) == ["noinput 3", "in bye", "play goodbye"])
  }
}
