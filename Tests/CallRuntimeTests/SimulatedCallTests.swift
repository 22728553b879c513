import CallEngine
import CallRuntime
import Speech
import Testing

/// A small line, its calls driven by keys in virtual time.
@Suite struct SimulatedCallTests {
  private static let languages = [Language.english]

  private static func said(_ prompts: Prompt...) -> PromptSequence {
    PromptSequence(prompts, languages: languages)
  }

  private static func text(_ text: String) -> Prompt { .text([text]) }

  /// Greets (in five words), offers 1 for a transfer to 2000 and 2 for an SMS, and says goodbye.
  private static let program: MenuProgram = {
    let location = SourceLocation(file: "menu.yaml", line: 1, column: 1)
    let rules = EntryRules(
      noinput: said(), nomatch: said(text("What?")), gaveUp: StateID(index: 4))
    let kinds: [(String, MenuState.Kind)] = [
      ("greet", .say(Say(said(text("one two three four five")), then: StateID(index: 1)))),
      (
        "main",
        .menu(
          Menu(
            said(text("Choose.")),
            choices: [
              .init(KeySequence("1")!, .state(StateID(index: 2))),
              .init(KeySequence("2")!, .state(StateID(index: 3))),
            ], rules: rules))
      ),
      ("transfer", .transfer(Transfer(to: .literal("2000")) { _ in StateID(index: 4) })),
      (
        "sms",
        .service(
          ServiceCall(
            service: "sms", input: [], outputs: [],
            outcomes: [.init("sent", StateID(index: 4))], failed: StateID(index: 4)))
      ),
      ("bye", .hangUp(HangUp(said(text("Bye."))))),
    ]
    return MenuProgram(
      title: "Test", digest: "d",
      languages: languages,
      states: kinds.map { MenuState(name: $0.0, location: location, kind: $0.1) },
      start: StateID(index: 0))
  }()

  private static let parameters = CallParameters(line: "1", numberDialled: "2")

  private static func transcript(
    keys: String, journal: @escaping (Journal.Entry) -> Void = { _ in }
  ) throws -> [TranscriptEvent] {
    var events: [TranscriptEvent] = []
    let call = SimulatedCall(
      program: program, parameters: parameters,
      narrator: Narrator(library: PromptLibrary([])), services: ObligingServices(),
      journal: journal, report: { events.append($0) })
    var keyed = KeyedCall(call, keys: try KeyScript(parsing: keys))
    var clock = VirtualClock()
    keyed.run(on: &clock)
    return events
  }

  @Test func `a prompt heard to its end is reported at its end, with all its words`() throws {
    let events = try Self.transcript(keys: "~3 h")
    #expect(
      events.prefix(3) == [
        TranscriptEvent(at: .zero, .state("greet")),
        TranscriptEvent(at: .seconds(2), .said(SpokenPrompt("text", "one two three four five"))),
        TranscriptEvent(at: .seconds(2), .state("main")),
      ])
  }

  @Test func `a prompt cut off is reported with what was spoken, then with what was left`() throws {
    let events = try Self.transcript(keys: "~0.9 2")
    let cut = try #require(events.firstIndex { $0.cut != nil })
    #expect(events[cut - 1].said?.text == "one two")
    #expect(events[cut].cut?.text == "three four five")
    #expect(events[cut].at == .milliseconds(900))
  }

  @Test func `keys of one item come 200 ms apart, and none after the end`() throws {
    let events = try Self.transcript(keys: "~1 22 ~60 1")
    #expect(
      events.filter { $0.pressed != nil }.map(\.at) == [.seconds(1), .milliseconds(1200)])
    #expect(events.last?.hangUpCause != nil)
  }

  @Test func `a transfer is reported once, with its target`() throws {
    let events = try Self.transcript(keys: "1 ~5 h")
    #expect(events.compactMap(\.transferTarget) == ["2000"])
    #expect(events.last?.hangUpCause == .caller)
  }

  @Test(arguments: ["", "1 ~5 h", "2", "~0.9 2", "~0.3 h", "9 9 9", "~2.1 2"])
  func `a call whose words nobody follows goes as any other`(keys: String) throws {
    func end(
      report: ((TranscriptEvent) -> Void)?
    ) throws -> (summary: CallSummary, at: Duration) {
      let call = SimulatedCall(
        program: Self.program, parameters: Self.parameters,
        narrator: Narrator(library: PromptLibrary([])), services: ObligingServices(),
        report: report)
      var keyed = KeyedCall(call, keys: try KeyScript(parsing: keys))
      var clock = VirtualClock()
      keyed.run(on: &clock)
      return (call.summary, clock.now)
    }
    let (followed, alone) = (try end { _ in }, try end(report: nil))
    #expect(alone.summary == followed.summary && alone.at == followed.at)
  }

  @Test(arguments: ["", "1 ~5 h", "2", "~0.9 2", "~0.3 h", "9 9 9", "~2.1 2"])
  func `a journal had again gives the same transcript`(keys: String) throws {
    var entries: [Journal.Entry] = []
    let first = try Self.transcript(keys: keys) { entries.append($0) }
    let journal = Journal(digest: "d", parameters: Self.parameters, entries: entries)
    var second: [TranscriptEvent] = []
    let call = SimulatedCall(
      program: Self.program, parameters: journal.parameters,
      narrator: Narrator(library: PromptLibrary([])), services: ObligingServices(),
      report: { event in
        // The messages of a call had again come from its journal, not from services.
        if event.message == nil { second.append(event) }
      })
    for entry in journal.entries { call.replay(entry) }
    #expect(second == first.filter { $0.message == nil })
  }
}
