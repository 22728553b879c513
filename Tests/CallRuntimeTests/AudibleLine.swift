import CallEngine
import CallRuntime
import Speech

/// Speaks each word for a quarter of a second at a level of its own, so that a sample tells which
/// word it belongs to: `one` is 0.1, `two` 0.2 … `nine` 0.9.
final class CountingVoice: Voice {
  static let wordLength = 4000
  private(set) var asked: [Utterance] = []

  static func level(of word: Substring) -> Float? {
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
      .firstIndex(of: String(word)).map { Float($0 + 1) / 10 }
  }

  func sound(of utterance: Utterance) -> [Float]? {
    asked.append(utterance)
    let length = utterance.rate == .slow ? Self.wordLength * 3 / 2 : Self.wordLength
    var samples: [Float] = []
    for word in utterance.text.split(separator: " ") {
      guard let level = Self.level(of: word) else { return nil }
      samples += Array(repeating: level, count: length)
    }
    return samples
  }
}

/// A line that says what it is told, does one more thing, and after a second's silence says `nine`.
struct AudibleLine {
  enum After {
    /// Says `two` and waits for a key.
    case menu
    case transfer(TransferCourse)
    /// Asks for four digits that nobody must see.
    case secret
    case hangUp
  }

  let program: MenuProgram
  let voice = CountingVoice()
  let services: CourseServices

  init(
    _ prompts: [Prompt], times: Int = 1, then after: After = .hangUp, language: Language = .english
  ) {
    func said(_ prompts: Prompt...) -> PromptSequence {
      PromptSequence(prompts, languages: [language])
    }
    let (second, last) = (StateID(index: 1), StateID(index: 2))
    let kind: MenuState.Kind =
      switch after {
      case .menu:
        .menu(
          Menu(
            said(.text(["two"])),
            choices: Digit.allCases.map {
              .init(KeySequence(String($0.character))!, .state(last))
            },
            rules: EntryRules(noinput: said(), nomatch: said(), terminator: nil, gaveUp: last)))
      case .transfer: .transfer(Transfer(to: .literal("2000")) { _ in last })
      case .secret:
        .collect(
          Collect(
            VariableID(index: VariableID.builtInNames.count), prompts: said(.text(["two"])),
            minDigits: 4, maxDigits: 4, isSensitive: true,
            rules: EntryRules(noinput: said(), nomatch: said(), gaveUp: last), collected: last))
      case .hangUp: .hangUp(HangUp(said()))
      }
    let kinds: [(String, MenuState.Kind)] = [
      (
        "first",
        .say(Say(PromptSequence(prompts, languages: [language]), times: times, then: second))
      ),
      ("second", kind),
      ("last", .hangUp(HangUp(said(.pause(.seconds(1)), .text(["nine"]))))),
    ]
    let location = SourceLocation(file: "menu.yaml", line: 1, column: 1)
    program = MenuProgram(
      title: "Test", digest: "d", languages: [language],
      states: kinds.map { MenuState(name: $0.0, location: location, kind: $0.1) },
      start: StateID(index: 0), variableNames: VariableID.builtInNames + ["code"])
    if case .transfer(let course) = after {
      services = CourseServices(course)
    } else {
      services = CourseServices(TransferCourse(.failed, ringing: .zero))
    }
  }

  /// A call to the line with nothing written of it.
  func live(inbox: CallInbox.Address) -> SimulatedCall {
    SimulatedCall(
      program: program, parameters: CallParameters(line: "1", numberDialled: "2"),
      narrator: Narrator(library: PromptLibrary([])), services: services, inbox: inbox,
      sound: LineSound(voice: voice, tones: LineTones(of: program)), report: nil)
  }

  /// A call to the line, with what is written of it.
  final class Call {
    let audio: AudioCall
    let simulated: SimulatedCall
    private let log: Log

    private final class Log {
      var events: [TranscriptEvent] = []
      var journal: [Journal.Entry] = []
      var frames: [AudioFrame] = []
      var warnings: [String] = []
    }

    init(_ line: AudibleLine, isSilent: Bool = false, listens: Bool = false) {
      let log = Log()
      self.log = log
      let sound = LineSound(
        voice: isSilent ? nil : line.voice, tones: LineTones(of: line.program)
      ) { log.warnings.append($0) }
      simulated = SimulatedCall(
        program: line.program, parameters: CallParameters(line: "1", numberDialled: "2"),
        narrator: Narrator(library: PromptLibrary([])), services: line.services, sound: sound,
        journal: { log.journal.append($0) }, report: { log.events.append($0) })
      audio = simulated.audio(listens: listens) { log.frames.append($0) }
    }

    var events: [TranscriptEvent] { log.events }
    var journal: [Journal.Entry] { log.journal }
    var warnings: [String] { log.warnings }
    var heard: [Float] { frames.flatMap(\.heard) }
    var line: [Float] { frames.flatMap(\.line) }
    var caller: [Float] { frames.flatMap(\.caller) }

    private var frames: [AudioFrame] {
      audio.finishRecording()
      return log.frames
    }

    /// Has the call to its end.
    @discardableResult
    func run(keys: String = "") throws -> Call {
      var keyed = KeyedCall(simulated, keys: try KeyScript(parsing: keys))
      keyed.run(audio)
      return self
    }
  }
}

/// Services of a line that only puts through.
final class CourseServices: CallServices {
  private let course: TransferCourse
  /// The line that answers, if one does.
  var farLine: AudibleLine?
  /// Its own voice; `nil` for the caller's line's.
  var farVoice: (any Voice)?

  init(_ course: TransferCourse) { self.course = course }

  func line(
    answering target: String, in language: Language, at now: Duration
  ) -> AnsweringLine? {
    farLine.map {
      AnsweringLine(
        program: $0.program, parameters: CallParameters(line: "1", numberDialled: target),
        narrator: Narrator(library: PromptLibrary([])), services: $0.services, voice: farVoice)
    }
  }

  func began(_ call: CallParameters, at now: Duration) {}

  func invoke(_ request: ServiceRequest, at now: Duration) -> ServedRequest {
    .known(ServiceAnswer(.failed))
  }

  func transfer(to target: String, at now: Duration) -> TransferCourse { course }

  func receive(sms text: String, from number: String, at now: Duration) -> [CallMessage] { [] }

  func ended(_ call: CallSummary, at now: Duration) {}
}
