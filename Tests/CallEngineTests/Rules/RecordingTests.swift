import CallEngine
import Testing

@Suite struct RecordingTests {
  private let voicemail = ProgramBuilder.program {
    $0.record(
      "voicemail", "message", says: "speak",
      rules: RecordingRules(longest: .seconds(60), shortest: .seconds(2)), recorded: "thanks",
      empty: "nothing")
    $0.say("thanks", "thanks", then: "again")
    $0.say("nothing", "nothing $message", then: "again")
    $0.menu("again", ["1": "voicemail"])
  }

  @Test func `after the prompt the caller is recorded, and the call goes on with the name`() {
    var call = PhoneCall(ringing: voicemail)
    #expect(call.answer() == ["in voicemail", "play speak"])
    #expect(call.finishPlaying() == ["record after a beep"])
    #expect(call.machine.deadline == .milliseconds(60_300))
    #expect(call.endRecording(.seconds(2)) == ["in thanks", "play thanks"])
    #expect(call.value("message") == "take-2000ms")
  }

  @Test func `a recording without a prompt begins at once`() {
    var call = PhoneCall(
      ringing: ProgramBuilder.program {
        $0.record("voicemail", "message", rules: RecordingRules(beeps: false))
      })
    #expect(call.answer() == ["in voicemail", "record"])
    #expect(call.machine.deadline == .seconds(120))
  }

  @Test(arguments: [Duration.zero, .milliseconds(1999)])
  func `too little is nothing, and what was said before is gone`(length: Duration) {
    var call = PhoneCall(voicemail)
    call.finishPlaying()
    call.endRecording(.seconds(3))
    call.finishPlaying()
    call.press("1")
    call.finishPlaying()
    #expect(call.endRecording(length) == ["in nothing", "play nothing"])
    #expect(call.value("message") == nil)
  }

  @Test func `at its longest time it is told to end`() {
    var call = PhoneCall(voicemail)
    call.finishPlaying()
    #expect(call.wait(.milliseconds(60_300)) == ["stop recording: longest"])
    #expect(call.endRecording(.seconds(60), .longest) == ["in thanks", "play thanks"])
  }

  @Test func `a recording that doesn't end in time has failed`() {
    var call = PhoneCall(voicemail)
    call.finishPlaying()
    call.press("#")
    #expect(call.wait(.seconds(10)) == ["in nothing", "play nothing"])
    #expect(call.endRecording(.seconds(9)) == [])
  }

  @Test(arguments: [("sorry", "in sorry"), (nil, "in bye")])
  func `a failure has its own way, or that of an empty recording`(
    failed: String?, entered: String
  ) {
    let program = ProgramBuilder.program {
      $0.record("voicemail", "message", failed: failed)
      $0.say("sorry", "sorry")
    }
    var call = PhoneCall(program)
    #expect(call.endRecording(.seconds(9), .failed).first == entered)
    #expect(call.value("message") == nil)
  }

  // MARK: - K14

  @Test func `K14: the terminator ends the recording and is taken`() {
    var call = PhoneCall(voicemail)
    call.finishPlaying()
    #expect(call.press("#") == ["stop recording: key"])
    #expect(call.press("#1") == [])
    #expect(call.endRecording(.seconds(5), .key) == ["in thanks", "play thanks"])
    // Nothing is left that would cut the thanks short.
    #expect(call.finishPlaying() == ["in again", "play options"])
  }

  @Test func `K14: other keys are dropped`() {
    var call = PhoneCall(voicemail)
    call.finishPlaying()
    #expect(call.press("12*") == [])
    call.endRecording(.seconds(5))
    #expect(call.finishPlaying() == ["in again", "play options"])
  }

  @Test func `K14: a key cuts the prompt short and is dropped`() {
    var call = PhoneCall(voicemail)
    #expect(call.press("#") == ["stop", "record after a beep"])
    call.endRecording(.seconds(5))
    #expect(call.finishPlaying() == ["in again", "play options"])
  }

  @Test func `K14: without barge-in the prompt plays to its end, and keys are dropped then`() {
    var call = PhoneCall(
      ProgramBuilder.program {
        $0.record("voicemail", "message", says: "speak", bargeIn: false, recorded: "again")
        $0.menu("again", ["1": "bye"])
      })
    #expect(call.press("1#") == [])
    #expect(call.finishPlaying() == ["record after a beep"])
    #expect(call.endRecording(.seconds(5)) == ["in again", "play options"])
  }

  @Test func `K14: without a terminator no key ends it`() {
    var call = PhoneCall(
      ProgramBuilder.program { $0.record("voicemail", "message", terminator: nil) })
    #expect(call.press("#0*") == [])
  }

  @Test func `a caller who hangs up has what was said kept`() {
    var call = PhoneCall(voicemail)
    call.finishPlaying()
    #expect(call.hangUp() == ["stop recording: hang_up"])
    #expect(call.endRecording(.seconds(5), .hangUp) == [])
  }

  @Test func `a recording that is ending isn't ended twice`() {
    var call = PhoneCall(voicemail)
    call.finishPlaying()
    call.press("#")
    #expect(call.hangUp() == [])
  }

  @Test(arguments: [Duration.zero, .milliseconds(1), .milliseconds(3210), .seconds(3600)])
  func `a recording's name says how long it is`(length: Duration) {
    let recording = Recording("some-name", length: length, end: .silence)
    #expect(Recording.length(in: recording.name) == length)
    #expect(Recording.named(recording.name, end: .silence) == recording)
  }

  @Test(arguments: ["", "ms", "-ms", "12", "a-b", "a-1.5ms", "09120000001"])
  func `other texts are no recordings`(text: String) {
    #expect(Recording.length(in: text) == nil)
  }
}
