import CallEngine
import CallRuntime
import Speech
import Testing

@testable import Handset

/// What a handset shows of keys that may come to be part of what nobody must see.
struct OpenKeyTests {
  private static let languages = [Language.english]

  private static func said(_ text: String) -> PromptSequence {
    PromptSequence([.text([text])], languages: languages)
  }

  /// Says something, asks for four digits that nobody must see, and then for a choice.
  private static let program: MenuProgram = {
    let ids = (0..<4).map { StateID(index: $0) }
    let rules = EntryRules(noinput: said("Hello?"), nomatch: said("No."), gaveUp: ids[3])
    let kinds: [(String, MenuState.Kind)] = [
      ("hi", .say(Say(said("Welcome to the invented bank."), bargeIn: false, then: ids[1]))),
      (
        "pin",
        .collect(
          Collect(
            VariableID(index: VariableID.builtInNames.count), prompts: said("Your PIN."),
            minDigits: 4, maxDigits: 4, isSensitive: true, rules: rules, collected: ids[2]))
      ),
      (
        "menu",
        .menu(
          Menu(
            said("Press 1 to end."), choices: [.init(KeySequence("1")!, .state(ids[3]))],
            rules: rules))
      ),
      ("bye", .hangUp(HangUp(said("Goodbye.")))),
    ]
    let location = SourceLocation(file: "menu.yaml", line: 1, column: 1)
    return MenuProgram(
      title: "Bank", digest: "d", languages: languages,
      states: kinds.map { MenuState(name: $0.0, location: location, kind: $0.1) },
      start: ids[0], variableNames: VariableID.builtInNames + ["pin"])
  }()

  /// The keys on a handset's screen after each deed of a caller.
  private func shown(_ script: String) throws -> [String] {
    var state = HandsetState(title: "Bank", line: "1", numberDialled: "2", direction: .incoming)
    var events: [TranscriptEvent] = []
    let call = SimulatedCall(
      program: Self.program, parameters: CallParameters(line: "1", numberDialled: "2"),
      narrator: terminalNarrator(), services: TerminalServices(), report: { events.append($0) })
    var now = Duration.zero
    var shown: [String] = []
    call.answer()
    for action in try KeyScript(parsing: script).actions {
      switch action {
      case .press(let digit): call.press(digit, at: now)
      case .wait(let duration):
        now += duration
        call.advance(to: now)
      case .speak(let length): call.speak(for: length, at: now)
      case .hangUp: call.hangUp(at: now)
      }
      state.take(events)
      events = []
      #expect(!(state.keys + state.lines.map(\.text).joined()).contains { "6789".contains($0) })
      shown.append(state.lines.filter { $0.kind == .keys }.map(\.text).joined())
    }
    return shown
  }

  @Test(arguments: [
    ("7 8 9 6 ~9", ["·", "··", "···", "····", "••••"]),
    ("78 ~9 96 ~9", ["·", "··", "••", "••·", "••··", "••••"]),
    ("~9 7 8 9 6", ["", "·", "··", "···", "••••"]),
    ("7896 ~3 1", ["·", "··", "···", "····", "••••", "••••1"]),
    ("78966 ~9", ["·", "··", "···", "····", "·····", "•••••"]),
    ("7 h", ["·", "•"]), ("7896 h", ["·", "··", "···", "····", "••••"]),
    ("78961 ~9", ["·", "··", "···", "····", "·····", "••••1"]),
    ("78# ~9", ["·", "··", "···", "••#"]), ("# ~9", ["·", "#"]),
  ])
  func `a key is open until it is known what took it`(keys: String, steps: [String]) throws {
    let shown = try shown(keys)
    #expect(shown == steps, "\(shown)")
  }
}
