import CallEngine
import Testing

/// The machine's contract, in its own words.
@Suite struct CallMachineTests {
  private let program = ProgramBuilder.program(languages: [.english]) {
    $0.say("hello", "welcome", then: "main")
    $0.menu("main", ["4": "find"])
    $0.service("find", ["found": "bye"])
  }

  private func state(_ name: String) -> StateID { program.state(named: name)! }

  private func announcement(_ name: String) -> Announcement {
    let place = program.promptNames.firstIndex(of: name)!
    return Announcement([.clip(PromptID(name: name, index: place), .english)])
  }

  @Test func `a call from the answer to the goodbye`() {
    var machine = CallMachine(
      program: program, parameters: CallParameters(line: "", numberDialled: ""))
    #expect(machine.deadline == nil)
    #expect(
      machine.handle(.answered, at: .seconds(1)) == [
        .note(.entered(state("hello"))), .play(announcement("welcome"), PlayID(1)),
      ])
    #expect(machine.deadline == .seconds(901))
    #expect(
      machine.handle(.finishedPlaying(PlayID(1)), at: .seconds(3)) == [
        .note(.entered(state("main"))), .play(announcement("options"), PlayID(2)),
      ])
    #expect(
      machine.handle(.digit(.four), at: .seconds(4)) == [
        .stopPlaying, .note(.entered(state("find"))),
        .invoke(ServiceRequest(service: "test.service", input: []), InvocationID(3)),
      ])
    #expect(machine.deadline == .seconds(14))
    #expect(machine.handle(.finishedPlaying(PlayID(2)), at: .seconds(4)) == [])
    let reply = ServiceReply(outcome: "found")
    #expect(
      machine.handle(.serviceReturned(InvocationID(3), reply), at: .seconds(5)) == [
        .note(.entered(state("bye"))), .play(announcement("goodbye"), PlayID(4)),
      ])
    #expect(machine.handle(.finishedPlaying(PlayID(4)), at: .seconds(6)) == [.hangUp(.line)])
    #expect(machine.hasEnded)
    #expect(machine.deadline == nil)
  }

  @Test func `a report of an announcement that a key cut off is stale, and ignored`() {
    var call = PhoneCall(program)
    call.finishPlaying()
    call.press("9")
    #expect(call.handle(.finishedPlaying(PlayID(2))) == [])
    #expect(call.machine.deadline == .seconds(900))
    #expect(call.handle(.finishedPlaying(PlayID(3))) == [])
    #expect(call.machine.deadline == .seconds(5))
  }

  @Test func `a service's second reply is stale, also when the service is asked again`() {
    let program = ProgramBuilder.program {
      $0.service("find", ["found": "main"], outputs: ["amount"])
      $0.menu("main", ["1": "find"])
    }
    var call = PhoneCall(program)
    call.reply("found", ["amount": "1"])
    call.press("1")
    let late = ServiceReply(outcome: "found", output: [NamedValue("amount", "2")])
    #expect(call.handle(.serviceReturned(InvocationID(1), late)) == [])
    #expect(call.value("amount") == "1")
    #expect(call.reply("found", ["amount": "3"]) == ["in main", "play options"])
    #expect(call.value("amount") == "3")
  }

  @Test func `an earlier transfer's reports are stale for a later one`() {
    let program = ProgramBuilder.program {
      $0.transfer("a", [.busy: "b"])
      $0.transfer("b", [.connected: "a"])
    }
    var call = PhoneCall(program)
    #expect(call.endTransfer(.busy) == ["in b", "transfer 2000"])
    #expect(call.handle(.transferConnected(TransferID(1))) == [])
    #expect(call.press("5") == [])
    #expect(call.handle(.transferEnded(TransferID(1), .failed)) == [])
    call.connectTransfer()
    #expect(call.press("5") == ["forward 5"])
  }

  @Test func `a machine is a value: a copy goes its own way`() {
    var call = PhoneCall(program)
    var copy = call
    call.hangUp()
    #expect(copy.finishPlaying() == ["in main", "play options"])
  }

  @Test func `times so long that they hardly add up don't trap`() {
    let program = ProgramBuilder.program(maxDuration: .seconds(Int64.max)) {
      $0.menu(
        "main", ["12": "bye"],
        listening: .init(timeout: .seconds(Int64.max), interdigitTimeout: .seconds(Int64.max)))
    }
    var machine = CallMachine(
      program: program, parameters: CallParameters(line: "", numberDialled: ""))
    let late = Duration.seconds(Int64.max)
    _ = machine.handle(.answered, at: late)
    _ = machine.handle(.digit(.one), at: late)
    #expect(machine.deadline == late + late)
  }
}
