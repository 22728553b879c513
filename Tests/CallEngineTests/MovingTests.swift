import Testing

@testable import CallEngine

/// A call that goes on in another program.
struct MovingTests {
  private let old = ProgramBuilder.program {
    $0.menu("main", ["1": "ask", "2": "find", "3": "gone"])
    $0.collect("ask", "number", digits: 4...4, collected: "main")
    $0.service("find", ["found": "main"])
    $0.say("gone", "news", then: "main")
  }

  private let new = ProgramBuilder.program(maxDuration: .seconds(60)) {
    $0.say("first", "welcome", then: "main")
    $0.menu("main", ["7": "read"], says: "new_options")
    $0.say("read", "$number", then: "main")
    $0.collect("ask", "number", digits: 4...4, collected: "main")
    $0.service("find", ["found": "main"])
  }

  @Test func `it enters the state of the same name again, with the values it had`() throws {
    var call = PhoneCall(old)
    call.press("1")
    call.press("1234")
    var machine = call.machine
    let effects = try machine.move(to: new, at: .seconds(5))
    #expect(
      effects.map { $0.transcript(in: new) } == ["stop", "in main", "play new_options"])
    #expect(machine.program === new)
    let read = machine.handle(.digit(.seven), at: .seconds(6))
    #expect(read.map { $0.transcript(in: new) } == ["stop", "in read", "play '1234'"])
  }

  @Test func `the new program's longest duration counts from the answer`() throws {
    var machine = PhoneCall(old).machine
    _ = try machine.move(to: new, at: .seconds(50))
    #expect(machine.deadline == .seconds(60))
    _ = try machine.move(to: old, at: .seconds(55))
    #expect(machine.deadline == .seconds(900))
  }

  @Test func `where the state is gone it stays as it was`() {
    var call = PhoneCall(old)
    call.press("3")
    var machine = call.machine
    #expect(throws: MoveObstacle.stateIsGone("gone")) { try machine.move(to: new, at: .zero) }
    #expect(machine.program === old)
  }

  @Test func `a service, a goodbye and a call that is over let it wait`() {
    var asking = PhoneCall(old)
    asking.press("2")
    var machine = asking.machine
    #expect(throws: MoveObstacle.busy) { try machine.move(to: new, at: .zero) }
    var over = PhoneCall(old)
    over.hangUp()
    machine = over.machine
    #expect(throws: MoveObstacle.notUnderWay) { try machine.move(to: new, at: .zero) }
  }
}
