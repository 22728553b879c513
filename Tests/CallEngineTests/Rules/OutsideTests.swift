import CallEngine
import Testing

@Suite struct OutsideTests {
  private let service = ProgramBuilder.program {
    $0.service(
      "find", ["due": "main", "paid": "paid"],
      input: ["line": "$call.line", "kind": "bill", "none": "$x"],
      outputs: ["amount", "name"], failed: "sorry", fetchTimeout: .seconds(4))
    $0.menu("main", ["1": "find"], says: "$name owes $amount")
    $0.say("paid", "nothing_due $name $amount")
    $0.say("sorry", "sorry $name $amount", then: "main")
  }

  // MARK: - Services

  @Test func `a service gets its values and the call goes on by the outcome`() {
    var call = PhoneCall(ringing: service)
    #expect(call.answer() == ["in find", "invoke test.service line=02155500001 kind=bill"])
    #expect(
      call.reply("due", ["amount": "17000", "name": "Sample", "unasked": "1"])
        == ["in main", "play 'Sample' owes '17000'"])
  }

  @Test(arguments: ["failed", "unheard_of", ""])
  func `an outcome that the script doesn't know is failed`(outcome: String) {
    var call = PhoneCall(service)
    #expect(call.reply(outcome) == ["in sorry", "play sorry"])
  }

  @Test(arguments: ["closed", "failed", "unheard_of", ""])
  func `hours that aren't said to be open are closed`(outcome: String) {
    let program = ProgramBuilder.program {
      $0.hours("is_it_open", open: "day", closed: "night")
      $0.say("day", "day")
      $0.say("night", "night")
    }
    var call = PhoneCall(program)
    #expect(call.reply(outcome) == ["in night", "play night"])
    #expect(program.exits(of: program.start).map(\.name) == [.outcome("open"), .outcome("closed")])
    #expect(program[program.start].facts.kind == .hours)
    var open = PhoneCall(program)
    #expect(open.reply("open") == ["in day", "play day"])
    var silent = PhoneCall(program)
    #expect(silent.wait(.seconds(10)) == ["in night", "play night"])
  }

  @Test func `a service that takes longer than fetch_timeout has failed`() {
    var call = PhoneCall(service)
    #expect(call.machine.deadline == .seconds(4))
    #expect(call.wait(.seconds(4)) == ["in sorry", "play sorry"])
    #expect(call.reply("due", ["amount": "1"]) == [])
    #expect(call.value("amount") == nil)
  }

  @Test(arguments: ["paid", "failed", "unheard_of"])
  func `an output that a later reply leaves out is not set any more`(outcome: String) {
    var call = PhoneCall(service)
    call.reply("due", ["amount": "17000", "name": "Sample"])
    call.press("1")
    call.reply(outcome)
    #expect(call.value("amount") == nil)
    #expect(call.value("name") == nil)
  }

  // MARK: - K10

  @Test func `K10: hanging up does not recall a service, and its reply is ignored`() {
    var call = PhoneCall(service)
    #expect(call.hangUp() == [])
    #expect(call.machine.hasEnded)
    #expect(call.reply("due", ["amount": "1"]) == [])
    #expect(call.value("amount") == nil)
  }

  @Test func `K10: max_duration does not recall a service either`() {
    let program = ProgramBuilder.program(maxDuration: .seconds(2)) {
      $0.service("find", ["due": "bye"], outputs: ["amount"])
    }
    var call = PhoneCall(program)
    #expect(call.wait(.seconds(2)) == ["hang up: max_duration"])
    #expect(call.reply("due", ["amount": "1"]) == [])
    #expect(call.value("amount") == nil)
  }

  // MARK: - K11

  private let transfer = ProgramBuilder.program(maxDuration: .seconds(60)) {
    $0.transfer(
      "through", [.connected: "main", .busy: "busy", .noAnswer: "no_answer", .failed: "failed"],
      connectTimeout: .seconds(20))
    $0.say("busy", "busy")
    $0.say("no_answer", "no_answer")
    $0.say("failed", "failed")
    $0.menu("main", ["1": "through"])
  }

  @Test func `K11: connected is the outcome once the far side has hung up, not before`() {
    var call = PhoneCall(ringing: transfer)
    #expect(call.answer() == ["in through", "transfer 2000"])
    #expect(call.connectTransfer() == [])
    #expect(call.machine.deadline == .seconds(60))
    call.wait(.seconds(40))
    #expect(call.endTransfer(.connected) == ["in main", "play options"])
  }

  @Test(arguments: TransferOutcome.allCases)
  func `K11: however a connected transfer ends, its outcome is connected`(outcome: TransferOutcome)
  {
    var call = PhoneCall(transfer)
    call.connectTransfer()
    #expect(call.endTransfer(outcome) == ["in main", "play options"])
  }

  @Test(arguments: [
    (TransferOutcome.busy, "busy"), (.noAnswer, "no_answer"), (.failed, "failed"),
  ])
  func `K11: a transfer that is not connected has its own outcome`(
    outcome: TransferOutcome, state: String
  ) {
    var call = PhoneCall(transfer)
    #expect(call.endTransfer(outcome) == ["in \(state)", "play \(state)"])
  }

  @Test func `K11: at connect_timeout the transfer is ended, with no_answer`() {
    var call = PhoneCall(transfer)
    #expect(call.machine.deadline == .seconds(20))
    #expect(call.wait(.seconds(20)) == ["end transfer", "in no_answer", "play no_answer"])
    #expect(call.connectTransfer() == [])
    #expect(call.endTransfer(.connected) == [])
  }

  @Test func `K11: the caller's hanging up ends a transfer, ringing or connected`() {
    var call = PhoneCall(transfer)
    #expect(call.hangUp() == ["end transfer"])
    call = PhoneCall(transfer)
    call.connectTransfer()
    #expect(call.hangUp() == ["end transfer"])
  }

  @Test func `K11: max_duration ends a connected transfer`() {
    var call = PhoneCall(transfer)
    call.connectTransfer()
    #expect(call.wait(.seconds(60)) == ["end transfer", "hang up: max_duration"])
  }

  @Test(arguments: [nil, ""])
  func `a transfer to a name without a value has failed at once`(target: String?) {
    let program = ProgramBuilder.program {
      $0.service("find", ["found": "through"], outputs: ["system"])
      $0.transfer("through", [.failed: "sorry"], to: "$system")
      $0.say("sorry", "not_reached")
    }
    var call = PhoneCall(program)
    if let target { call.reply("found", ["system": target]) } else { call.reply("found") }
    #expect(call.effects.last?.count == 3)
    #expect(call.machine.program[call.machine.state].name == "sorry")
  }

  // MARK: - K12

  @Test func `K12: a hang_up's prompts play out, whatever is pressed`() {
    let program = ProgramBuilder.program { $0.hangUp("end", "thanks goodbye") }
    var call = PhoneCall(ringing: program)
    #expect(call.answer() == ["in end", "play thanks goodbye"])
    #expect(call.press("1#*0") == [])
    #expect(call.finishPlaying() == ["hang up: line"])
    #expect(call.machine.hasEnded)
  }

  @Test func `K12: keys that wait don't cut a hang_up's prompts either`() {
    var call = PhoneCall(service)
    call.press("0")
    call.reply("paid")
    #expect(call.machine.program[call.machine.state].name == "bye")
    #expect(call.finishPlaying() == ["hang up: line"])
  }

  @Test func `K12: a hang_up without words hangs up at once`() {
    let program = ProgramBuilder.program { $0.hangUp("end", "") }
    var call = PhoneCall(ringing: program)
    #expect(call.answer() == ["in end", "hang up: line"])
  }

  @Test func `K12: at max_duration the line hangs up in mid-goodbye, too`() {
    let program = ProgramBuilder.program(maxDuration: .seconds(9)) { $0.hangUp("end") }
    var call = PhoneCall(program)
    #expect(call.wait(.seconds(9)) == ["stop", "hang up: max_duration"])
  }

  @Test func `K12: max_duration counts from the answer`() {
    let program = ProgramBuilder.program(maxDuration: .seconds(9)) { $0.hangUp("end") }
    var call = PhoneCall(ringing: program)
    #expect(call.wait(.seconds(100)) == [])
    call.answer()
    #expect(call.machine.deadline == .seconds(109))
  }
}
