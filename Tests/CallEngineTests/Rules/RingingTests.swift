import CallEngine
import Testing

/// Transfers to several, and what is heard meanwhile.
@Suite struct RingingTests {
  private func call(
    _ targets: String, ring: Transfer.Ring = .each, music: String? = nil, announce: String? = nil,
    whisper: String? = nil
  ) -> PhoneCall {
    PhoneCall(
      ringing: ProgramBuilder.program {
        $0.transfer(
          "desk",
          [.connected: "after", .busy: "busy", .noAnswer: "nobody", .failed: "failed"],
          to: targets, ring: ring, connectTimeout: .seconds(20), music: music, announce: announce,
          whisper: whisper)
        for name in ["after", "busy", "nobody", "failed"] { $0.menu(name, ["1": "desk"], says: "") }
      })
  }

  @Test func `each is rung where the one before can't be reached`() {
    var call = call("2001 2002 2003")
    #expect(call.answer() == ["in desk", "transfer 2001"])
    #expect(call.endTransfer(.busy) == ["transfer 2002"])
    #expect(call.wait(.seconds(20)) == ["end transfer", "transfer 2003"])
    #expect(call.connectTransfer() == [])
    #expect(call.endTransfer(.connected) == ["in after"])
  }

  @Test(arguments: [
    ([TransferOutcome.busy, .busy], "busy"), ([.busy, .noAnswer], "nobody"),
    ([.failed, .failed], "failed"), ([.failed, .busy], "busy"), ([.noAnswer, .failed], "nobody"),
  ])
  func `where nobody answers the outcome is what tells most`(
    outcomes: [TransferOutcome], state: String
  ) {
    for ring in Transfer.Ring.allCases {
      var call = call("2001 2002", ring: ring)
      call.answer()
      _ = call.endTransfer(0, outcomes[0])
      #expect(call.endTransfer(1, outcomes[1]).last == "in \(state)", "\(ring)")
    }
  }

  @Test func `all ring together, and the first to answer has the call`() {
    var call = call("2001 2002 2003", ring: .all)
    #expect(
      call.answer() == ["in desk", "transfer 2001", "transfer 2002", "transfer 2003"])
    #expect(call.endTransfer(0, .busy) == [])
    #expect(call.connectTransfer(2) == ["end transfer"])
    #expect(call.connectTransfer(1) == [])
    #expect(call.press("5") == ["forward 5"])
    #expect(call.endTransfer(2, .connected) == ["in after"])
  }

  @Test func `all ring no longer than connect_timeout`() {
    var call = call("2001 2002", ring: .all)
    call.answer()
    #expect(call.wait(.seconds(20)) == ["end transfer", "end transfer", "in nobody"])
  }

  @Test func `a target without a value can't be reached, and the next is rung`() {
    var call = call("$x 2002")
    #expect(call.answer() == ["in desk", "transfer 2002"])
    #expect(call.endTransfer(.failed) == ["in failed"])
    var none = self.call("$x $y", ring: .all)
    #expect(none.answer() == ["in desk", "in failed"])
  }

  @Test func `music plays over and over until somebody answers`() {
    var call = call("2001", music: "hold")
    #expect(call.answer() == ["in desk", "transfer 2001", "play hold"])
    for _ in 1...2 {
      call.wait(.seconds(3))
      #expect(call.finishPlaying() == ["play hold"])
    }
    #expect(call.connectTransfer() == ["stop"])
  }

  @Test func `music without a word begins once`() {
    var call = call("2001", music: "hold")
    call.answer()
    #expect(call.finishPlaying().isEmpty)
    #expect(call.connectTransfer().isEmpty)
  }

  @Test func `an announcement interrupts the music, which begins again`() {
    var call = call("2001 2002", music: "hold", announce: "wait")
    call.answer()
    _ = call.wait(.seconds(20))
    #expect(call.wait(.seconds(10)) == ["stop", "play wait"])
    #expect(call.finishPlaying() == ["play hold"])
    // The next is 30 s after it, by which time nobody has answered.
    #expect(call.wait(.seconds(10)) == ["end transfer", "stop", "in nobody"])
  }

  @Test func `announcements need no music`() {
    var call = call("2001 2002", announce: "wait")
    #expect(call.answer() == ["in desk", "transfer 2001"])
    #expect(call.wait(.seconds(30)) == ["end transfer", "transfer 2002", "play wait"])
    #expect(call.finishPlaying() == [])
    #expect(call.connectTransfer() == [])
  }

  @Test func `whoever answers is told who comes, and only then connected`() {
    var call = call("2001", music: "hold", whisper: "caller $call.line")
    call.answer()
    #expect(call.connectTransfer() == ["stop", "whisper caller '02155500001'"])
    #expect(!call.machine.isBridged)
    #expect(call.press("7") == [])
    #expect(call.finishPlaying() == ["withheld 0..<1 refused"])
    #expect(call.machine.isBridged)
    #expect(call.press("8") == ["forward 8"])
  }

  @Test func `a far side that hangs up while it is told has been connected`() {
    var call = call("2001", whisper: "comes")
    call.answer()
    call.connectTransfer()
    #expect(call.endTransfer(.connected) == ["stop", "in after"])
  }

  @Test func `a caller who hangs up ends all that ring`() {
    var call = call("2001 2002", ring: .all, music: "hold")
    call.answer()
    #expect(call.hangUp() == ["stop", "end transfer", "end transfer"])
  }

  @Test func `K11: keys pressed while it rings are dropped`() {
    var call = call("2001 2002")
    call.answer()
    #expect(call.press("12") == [])
    _ = call.endTransfer(.busy)
    #expect(call.connectTransfer() == ["withheld 0..<2 refused"])
  }
}
