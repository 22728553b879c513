import CallEngine
import Testing

@Suite struct TypeAheadTests {
  // MARK: - K1

  private let service = ProgramBuilder.program {
    $0.service("find", ["found": "main"])
    $0.menu("main", ["1": "more", "2": "bye"])
    $0.collect("more", "code", digits: 2...2)
  }

  @Test func `K1: keys pressed while a service works wait for the menus and collects after it`() {
    var call = PhoneCall(service)
    #expect(call.press("145") == [])
    #expect(call.reply("found") == ["in main", "in more", "in bye", "play goodbye"])
    #expect(call.value("code") == "45")
  }

  @Test func `K1: a menu takes only what it needs`() {
    var call = PhoneCall(service)
    call.press("14")
    #expect(call.reply("found") == ["in main", "in more"])
    #expect(call.value("code") == nil)
    #expect(call.press("5") == ["in bye", "play goodbye"])
  }

  @Test func `K1: keys pressed before the call is answered go nowhere`() {
    var call = PhoneCall(ringing: service)
    #expect(call.press("12") == [])
    call.answer()
    #expect(call.reply("found") == ["in main", "play options"])
  }

  private let transfer = ProgramBuilder.program {
    $0.say("wait", "hold_on", bargeIn: false, then: "through")
    $0.transfer("through", [.connected: "main", .busy: "main"])
    $0.menu("main", ["1": "bye"])
  }

  @Test func `K1: a transfer empties the buffer when it begins`() {
    var call = PhoneCall(transfer)
    call.press("1")
    #expect(call.finishPlaying() == ["in through", "withheld 0..<1 refused", "transfer 2000"])
    #expect(call.endTransfer(.busy) == ["in main", "play options"])
  }

  @Test func `K1: keys pressed while the far side rings wait for what comes after it`() {
    var call = PhoneCall(transfer)
    call.finishPlaying()
    #expect(call.press("1") == [])
    #expect(call.endTransfer(.busy) == ["in main", "in bye", "play goodbye"])
  }

  @Test func `K1: a transfer empties the buffer when it is connected`() {
    var call = PhoneCall(transfer)
    call.finishPlaying()
    call.press("1")
    #expect(call.connectTransfer() == ["withheld 0..<1 refused"])
    #expect(call.endTransfer(.connected) == ["in main", "play options"])
  }

  @Test func `K1: once connected, keys go to the far side and not into the buffer`() {
    var call = PhoneCall(transfer)
    call.finishPlaying()
    call.connectTransfer()
    #expect(call.press("1#*") == ["forward 1", "forward #", "forward *"])
    #expect(call.endTransfer(.connected) == ["in main", "play options"])
  }

  @Test func `K1: a caller who leans on the keypad loses what the buffer can't hold`() {
    let program = ProgramBuilder.program {
      $0.service("find", ["found": "main"])
      for (state, next) in [("main", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "main")] {
        $0.collect(
          state, "code_\(state)", digits: 32...32, listening: .init(terminator: nil),
          collected: next)
      }
    }
    var call = PhoneCall(program)
    #expect(call.press(String(repeating: "7", count: 1000)) == [])
    call.reply("found")
    #expect(call.value("code_d") == String(repeating: "7", count: 32))
    #expect(call.value("code_e") == nil)
  }

  // MARK: - K2

  @Test func `K2: a state that flushes throws away keys pressed before it`() {
    let program = ProgramBuilder.program {
      $0.service("find", ["found": "main"])
      $0.menu("main", ["1": "bye"], flush: true)
    }
    var call = PhoneCall(program)
    call.press("1")
    #expect(call.reply("found") == ["in main", "play options"])
    #expect(call.press("1") == ["stop", "in bye", "play goodbye"])
  }

  @Test func `K2: a say that flushes is heard in spite of waiting keys`() {
    let program = ProgramBuilder.program {
      $0.service("find", ["found": "read"])
      $0.say("read", "slowly", flush: true)
    }
    var call = PhoneCall(program)
    call.press("1")
    #expect(call.reply("found") == ["in read", "play slowly"])
  }

  @Test func `K2: without flush the keys are kept`() {
    var call = PhoneCall(service)
    call.press("2")
    #expect(call.reply("found") == ["in main", "in bye", "play goodbye"])
  }

  @Test func `K2: repeat does not enter the state, so it keeps the keys`() {
    let program = ProgramBuilder.program {
      $0.say("first", "hello", bargeIn: false, then: "main")
      $0.menu("main", ["1": "bye", "*": "repeat"], listening: .init(bargeIn: false), flush: true)
    }
    var call = PhoneCall(program)
    call.finishPlaying()
    call.press("*1")
    #expect(call.finishPlaying() == ["play options"])
    #expect(call.finishPlaying() == ["in bye", "play goodbye"])
  }

  @Test func `K2: a menu's nomatch throws away the keys behind it`() {
    var call = PhoneCall(service)
    call.press("92")
    #expect(call.reply("found") == ["in main", "nomatch 1", "play not_valid options"])
  }

  @Test func `K2: a collect's nomatch throws away the keys behind it`() {
    let program = ProgramBuilder.program {
      $0.service("find", ["found": "main"])
      $0.collect("main", "mobile", digits: 4...11, validate: .iranMobile)
    }
    var call = PhoneCall(program)
    call.press("1234#09120000001")
    #expect(call.reply("found") == ["in main", "nomatch 1", "play not_valid enter"])
    #expect(call.finishPlaying() == [])
    #expect(call.value("mobile") == nil)
  }

  // MARK: - K3

  private let announcements = ProgramBuilder.program {
    $0.say("hello", "welcome ~5 welcome", times: 2, then: "news")
    $0.say("news", "news", then: "main")
    $0.menu("main", ["1": "bye"])
  }

  @Test func `K3: a new key ends a say with its pauses and repetitions, and stays for the menu`() {
    var call = PhoneCall(ringing: announcements)
    #expect(call.answer() == ["in hello", "play welcome ~5 welcome ×2"])
    #expect(call.press("1") == ["stop", "in news", "in main", "in bye", "play goodbye"])
  }

  @Test func `K3: a waiting key passes over an announcement before it begins`() {
    let program = ProgramBuilder.program {
      $0.service("find", ["found": "news"])
      $0.say("news", "news", then: "main")
      $0.menu("main", ["12": "bye"])
    }
    var call = PhoneCall(program)
    call.press("1")
    #expect(call.reply("found") == ["in news", "in main"])
    #expect(call.press("2") == ["in bye", "play goodbye"])
  }

  @Test func `K3: a key ends a menu's and a collect's prompt`() {
    var call = PhoneCall(service)
    call.reply("found")
    #expect(call.press("1") == ["stop", "in more", "play enter"])
    #expect(call.press("4") == ["stop"])
    #expect(call.press("5") == ["in bye", "play goodbye"])
  }

  @Test func `K3: a key ends a reprompt as it ends a prompt`() {
    var call = PhoneCall(service)
    call.reply("found")
    #expect(call.press("9") == ["stop", "nomatch 1", "play not_valid options"])
    #expect(call.press("2") == ["stop", "in bye", "play goodbye"])
  }

  @Test func `K3: without barge-in an announcement plays out and the keys wait for the menu`() {
    let program = ProgramBuilder.program {
      $0.say("hello", "welcome", bargeIn: false, then: "news")
      $0.say("news", "news", bargeIn: false, then: "main")
      $0.menu("main", ["1": "bye"], listening: .init(bargeIn: false))
    }
    var call = PhoneCall(program)
    #expect(call.press("1") == [])
    #expect(call.finishPlaying() == ["in news", "play news"])
    #expect(call.finishPlaying() == ["in main", "play options"])
    #expect(call.finishPlaying() == ["in bye", "play goodbye"])
  }

  @Test func `K3: without barge-in a collect's prompts play out, its confirmation too`() {
    let program = ProgramBuilder.program {
      $0.collect(
        "ask", "code", digits: 2...2, confirm: "entered $code", listening: .init(bargeIn: false))
    }
    var call = PhoneCall(program)
    #expect(call.press("451") == [])
    #expect(call.finishPlaying() == ["play entered '45'"])
    #expect(call.finishPlaying() == ["in bye", "play goodbye"])
  }
}
