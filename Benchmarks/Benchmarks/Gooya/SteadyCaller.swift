import CallEngine
import MenuScript

/// A caller who goes through a menu, a collect with confirmation and a say, round after round, and
/// rings again after some rounds: every event that a quick caller causes, none by chance.
struct SteadyCaller {
  private let program: MenuProgram
  private var machine: CallMachine
  private var now = Duration.zero
  /// The next of `round`'s events.
  private var place = 0
  private var roundsLeft = 0
  private var speech = PlayID(0)

  private static let roundsInCall = 20
  private static let parameters = CallParameters(line: "02100000001", numberDialled: "1818")
  /// Choice, mobile number, confirmation: pressed into the prompts. Then the say is heard out.
  private static let keys: [Digit] =
    [.two, .zero, .nine, .one, .two, .zero, .zero, .zero, .zero, .zero, .zero, .one, .one]

  private static let script = """
    format: 1
    title: A menu, a collect and a say
    languages: [en-US]
    start: main
    defaults:
      noinput: [{ text: { en-US: Are you there? } }]
      nomatch: [{ text: { en-US: No such choice. } }]
      outcomes: { gave_up: bye, cancelled: main }
    fields:
      number:
        prompt: [{ text: { en-US: Key in the number. } }]
        digits: 11
        validate: iran_mobile
        cancel: "*"
        confirm:
          - { text: { en-US: You entered } }
          - { value: "${number}", as: telephone }
    states:
      main:
        menu: [{ text: { en-US: Press 2. } }]
        choices: { "1": bye, "2": ask, "3": bye, "0": bye }
      ask: { collect: number, outcomes: { collected: thank } }
      thank:
        say: [{ text: { en-US: Thank you } }, { value: "${number}", as: telephone }]
        then: main
      bye: { hang_up: [{ text: { en-US: Goodbye. } }] }
    """

  init() throws {
    let result = MenuScriptCompiler(services: []).compile(Self.script, prompts: PromptIndex())
    guard let program = result.program else { throw SetupFailure(result.text.description) }
    self.program = program
    machine = CallMachine(program: program, parameters: Self.parameters)
    // Twice through a call, so that what is measured is known to be the way that is meant.
    for _ in 0..<2 * (Self.roundsInCall * (Self.keys.count + 1) + 2) { act() }
    let number = program.variableNames.firstIndex(of: "number").map(VariableID.init)
    guard machine.hasEnded, program[machine.state].name == "main",
      number.flatMap({ machine.value(of: $0)?.text }) == "09120000001"
    else { throw SetupFailure("the caller lost his way to \(program[machine.state].name)") }
  }

  /// Causes one event.
  mutating func act() {
    now += .milliseconds(200)
    for effect in machine.handle(nextEvent(), at: now) {
      if case .play(_, let id) = effect { speech = id }
    }
  }

  private mutating func nextEvent() -> CallEvent {
    if machine.hasEnded { machine = CallMachine(program: program, parameters: Self.parameters) }
    if machine.deadline == nil {
      now = .zero
      place = 0
      roundsLeft = Self.roundsInCall
      return .answered
    }
    if roundsLeft == 0 { return .hungUp }
    if place < Self.keys.count {
      place += 1
      return .digit(Self.keys[place - 1])
    }
    place = 0
    roundsLeft -= 1
    return .finishedPlaying(speech)
  }
}
