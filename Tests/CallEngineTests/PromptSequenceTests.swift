import CallEngine
import Testing

@Suite struct PromptSequenceTests {
  private let program = ProgramBuilder.program {
    $0.service("find", ["found": "hello"], outputs: ["name", "amount"])
    $0.say("hello", "welcome $name ~2 amount_is $amount offer@next", then: "more")
    $0.say("more", "$amount", then: "other")
    $0.language("other", "next", then: "hello")
  }

  @Test func `values are spoken as they are when the state is entered`() {
    var call = PhoneCall(program)
    #expect(
      call.reply("found", ["name": "Sample", "amount": "17000"])
        == ["in hello", "play welcome 'Sample' ~2 amount_is '17000' offer@en-US"])
  }

  @Test func `a value that is not set is left out`() {
    var call = PhoneCall(program)
    #expect(
      call.reply("found", ["amount": "17000"])
        == ["in hello", "play welcome ~2 amount_is '17000' offer@en-US"])
  }

  @Test func `a say of nothing but values that are not set is passed over`() {
    var call = PhoneCall(program)
    call.reply("found", [:])
    #expect(
      call.finishPlaying()
        == [
          "in more", "in other", "in hello",
          "play welcome@en-US ~2 amount_is@en-US offer",
        ])
  }

  @Test func `in another language everything is spoken in that, but for what names its own`() {
    var call = PhoneCall(program, language: .english)
    #expect(
      call.reply("found", ["name": "Sample", "amount": "1"])
        == ["in hello", "play welcome@en-US 'Sample'@en-US ~2 amount_is@en-US '1'@en-US offer"])
  }

  @Test func `texts and literal values are spoken in the call's language`() {
    let form = SpokenForm(.digits(group: 3), groupPause: .seconds(1), rate: .slow)
    let clip = PromptID(name: "offer", index: 0)
    let languages = [Language.persian, .english]
    let prompts = PromptSequence(
      [
        .text(["سلام", "Hello"]), .value(.literal("007"), form), .pause(.milliseconds(700)),
        .clip(clip, language: .declared(0)), .clip(clip, language: nil),
      ], languages: languages)
    let program = MenuProgram(
      title: "Test", digest: "", languages: languages,
      states: [
        MenuState(
          name: "only", location: SourceLocation(file: "test.yaml", line: 1, column: 1),
          kind: .hangUp(HangUp(prompts)))
      ], start: StateID(index: 0), promptNames: ["offer"])
    var machine = CallMachine(
      program: program,
      parameters: CallParameters(line: "", numberDialled: "", language: .english))
    #expect(
      machine.handle(.answered, at: .zero) == [
        .note(.entered(StateID(index: 0))),
        .play(
          Announcement([
            .text("Hello", .english), .value(.init(.text("007"), as: form, in: .english)),
            .pause(.milliseconds(700)), .clip(clip, .persian), .clip(clip, .english),
          ]), PlayID(1)),
      ])
  }

  @Test func `a sequence without prompts is empty`() {
    #expect(PromptSequence([], languages: [.persian]).isEmpty)
    #expect(!PromptSequence([.pause(.zero)], languages: [.persian]).isEmpty)
  }
}
