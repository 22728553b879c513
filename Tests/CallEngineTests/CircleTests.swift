import CallEngine
import RandomInputs
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

  /// Ways round in which each event leads to another at once, or nearly.
  @Test(arguments: [0, 1, 20])
  func `services that answer at once and lead back to themselves end the call`(milliseconds: Int) {
    let program = ProgramBuilder.program {
      $0.service("find", ["found": "turn"], failed: "turn")
      $0.language("turn", "next", then: "mute")
      $0.say("mute", "$never_set", then: "find")
    }
    var call = PhoneCall(program)
    var replies = 0
    while !call.machine.hasEnded, replies < 1000 {
      call.wait(.milliseconds(milliseconds))
      call.reply("failed")
      replies += 1
    }
    #expect(call.effects.last?.last == .hangUp(.circle))
    #expect(replies < 100)
  }

  @Test func `a service that takes its time may be asked until max_duration`() {
    let program = ProgramBuilder.program(maxDuration: .seconds(900)) {
      $0.service("find", ["found": "bye"], failed: "find")
    }
    var call = PhoneCall(program)
    while !call.machine.hasEnded {
      call.wait(.milliseconds(250))
      if !call.machine.hasEnded { call.reply("failed") }
    }
    #expect(call.effects.last?.last == .hangUp(.maxDuration))
  }

  /// Whatever a program is like and its caller presses, with services, far sides and announcements
  /// that take no time at all.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `every call ends within max_duration and after a bounded number of events`(seed: UInt64) {
    var random = SeededGenerator(seed: 7000 + seed)
    for number in 0..<40 {
      let program = RandomProgram.program(.mixed, using: &random)
      var call = CallWatch(of: program)
      var machine = CallMachine(
        program: program, parameters: CallParameters(line: "02155500001", numberDialled: "1234"))
      var now = Duration.zero
      var keys = random.below(30)
      var events = 0
      _ = call.deliver(.answered, to: &machine, at: now)
      while !machine.hasEnded, events < 100_000 {
        events += 1
        let event: CallEvent
        if keys > 0, random.one(in: 4) {
          keys -= 1
          event = .digit(random.element(of: Digit.allCases))
        } else if let id = call.playing {
          event = .finishedPlaying(id)
        } else if let id = call.invocation {
          event = .serviceReturned(
            id, ServiceReply(outcome: random.element(of: ["found", "lost", "failed"])))
        } else if let id = call.transfer {
          event = .transferEnded(id, random.element(of: TransferOutcome.allCases))
        } else {
          now = max(now, machine.deadline ?? now)
          event = .deadlineReached
        }
        _ = call.deliver(event, to: &machine, at: now)
      }
      #expect(machine.hasEnded, "call \(number) of seed \(seed) after \(events) events")
      #expect(now <= program.maxDuration)
      #expect(call.violation == nil)
    }
  }
}
