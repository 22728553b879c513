import CallEngine
import Testing

@Suite struct CircleTests {
  /// Each way into a circle of states that neither speak nor wait.
  private func circle(_ write: (inout ProgramBuilder) -> Void) -> MenuProgram {
    ProgramBuilder.program {
      write(&$0)
      $0.language("round", "next", then: "and_round")
      $0.say("and_round", "$never_set", then: "round")
    }
  }

  @Test func `a circle that never waits ends the call instead of hanging the machine`() {
    var call = PhoneCall(ringing: circle { _ in })
    #expect(call.answer().last == "hang up: circle")
    #expect(call.machine.hasEnded)
    #expect(call.machine.deadline == nil)
  }

  @Test func `a circle entered from a say stops nothing, as nothing plays any more`() {
    let program = circle { $0.say("hello", "welcome", then: "round") }
    var call = PhoneCall(program)
    #expect(call.finishPlaying().filter { !$0.hasPrefix("in ") } == ["hang up: circle"])
    call = PhoneCall(program)
    #expect(call.press("1").filter { !$0.hasPrefix("in ") } == ["stop", "hang up: circle"])
  }

  @Test func `a circle entered from a collect ends the call`() {
    let program = circle { $0.collect("ask", "code", sensitive: true, collected: "round") }
    var call = PhoneCall(program)
    call.press("123")
    #expect(
      call.press("4").filter { !$0.hasPrefix("in ") } == [
        "withheld 0..<4 accepted", "hang up: circle",
      ])
  }

  @Test func `a circle entered from a transfer ends no transfer, as that is over`() {
    let program = circle { $0.transfer("through", [.busy: "round"]) }
    var call = PhoneCall(program)
    #expect(call.endTransfer(.busy).filter { !$0.hasPrefix("in ") } == ["hang up: circle"])
  }

  @Test func `a circle that turns only for a waiting key throws the key away and speaks`() {
    let program = ProgramBuilder.program {
      $0.say("a", "a", then: "b")
      $0.say("b", "b", then: "a")
    }
    var call = PhoneCall(program)
    let transcript = call.press("1")
    #expect(transcript.first == "stop")
    #expect(transcript.last == "play a" || transcript.last == "play b")
    #expect(transcript.filter { $0.hasPrefix("play") }.count == 1)
    #expect(!call.machine.hasEnded)
  }

  /// Not a circle: every round takes a key, however many states it goes through.
  @Test func `many keys typed ahead may go through a long round of states`() {
    let program = ProgramBuilder.program {
      $0.service("find", ["found": "main"])
      $0.menu("main", ["1": "s0", "2": "bye"])
      for place in 0..<20 {
        $0.say("s\(place)", "words", then: place == 19 ? "main" : "s\(place + 1)")
      }
    }
    var call = PhoneCall(program)
    call.press(String(repeating: "1", count: 100) + "2")
    #expect(call.reply("found").suffix(2) == ["in bye", "play goodbye"])
  }

  @Test func `a round that sets what lets it speak the second time is no circle`() {
    let program = ProgramBuilder.program {
      $0.say("again", "", then: "speak")
      $0.say("speak", "$own", then: "take")
      $0.collect("take", "own", known: "$call.line", collected: "again")
    }
    var call = PhoneCall(ringing: program)
    #expect(
      call.answer() == [
        "in again", "in speak", "in take", "in again", "in speak", "play '02155500001'",
      ])
  }

  @Test func `a long way through states that don't wait is no circle`() {
    let program = ProgramBuilder.program {
      for place in 0..<500 { $0.say("s\(place)", "", then: place == 499 ? "bye" : "s\(place + 1)") }
    }
    var call = PhoneCall(ringing: program)
    #expect(call.answer().suffix(2) == ["in bye", "play goodbye"])
  }
}
