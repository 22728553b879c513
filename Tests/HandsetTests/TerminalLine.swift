import CallEngine
import CallRuntime
import Speech
import Synchronization

/// The narrator that the tests of the terminal speak with.
func terminalNarrator() -> Narrator { Narrator(library: PromptLibrary([])) }

/// A small line for the tests of the terminal: 1 sends an SMS, 2 an e-mail, 3 puts the caller
/// through, 9 changes the language, 0 says goodbye.
enum TerminalLine {
  static let languages = [Language.english, .persian]

  static let program = MenuProgram(
    title: "Invented line", digest: "terminal", languages: languages,
    states: [
      state(
        "welcome",
        .say(
          Say(
            say("Welcome to the invented line.", "به خط ساختگی خوش آمدید."), then: id(1)))),
      state(
        "main",
        .menu(
          Menu(
            say("Press a key to go on", "برای ادامه یک کلید را فشار دهید"),
            choices: [
              choice("1", 2), choice("2", 3), choice("3", 4), choice("9", 5), choice("0", 6),
            ],
            rules: EntryRules(
              timeout: .seconds(1_000_000), interdigitTimeout: .seconds(1_000_000),
              maxNomatch: 100,
              noinput: say("Hello?", "الو؟"), nomatch: say("No such choice.", "چنین گزینه‌ای نیست."),
              gaveUp: id(6))))),
      state("sms", service("sms")),
      state("email", service("email")),
      state("transfer", .transfer(Transfer(to: .literal("2000")) { _ in id(1) })),
      state("other_language", .language(LanguageSwitch(to: .choice(.next), then: id(1)))),
      state("goodbye", .hangUp(HangUp(say("Goodbye.", "خدا نگهدار.")))),
    ], start: id(0), maxDuration: .seconds(10_000_000))

  static let parameters = CallParameters(
    line: "09120000001", numberDialled: "1000", language: .english)

  private static func id(_ index: Int) -> StateID { StateID(index: index) }

  private static func say(_ texts: String...) -> PromptSequence {
    PromptSequence([.text(texts)], languages: languages)
  }

  private static func choice(_ keys: String, _ target: Int) -> Menu.Choice {
    Menu.Choice(KeySequence(keys)!, .state(id(target)))
  }

  private static func service(_ name: String) -> MenuState.Kind {
    .service(
      ServiceCall(
        service: name, input: [], outputs: [], outcomes: [.init("sent", id(1))], failed: id(6)))
  }

  private static func state(_ name: String, _ kind: MenuState.Kind) -> MenuState {
    MenuState(
      name: name, location: SourceLocation(file: "terminal", line: 1, column: 1), kind: kind)
  }
}

/// Services that send one message each, answer an SMS with its text, and keep what they were told.
final class TerminalServices: CallServices, Sendable {
  private let deeds = Mutex<[String]>([])
  private let text: String

  init(text: String = "Your code is 4711.") {
    self.text = text
  }

  var log: [String] { deeds.withLock { $0 } }

  func began(_ call: CallParameters, at now: Duration) { deeds.withLock { $0.append("began") } }

  func invoke(_ request: ServiceRequest, at now: Duration) -> ServedRequest {
    let message =
      request.service == "sms"
      ? CallMessage(.sms, from: "1000", to: "09120000001", text: text)
      : CallMessage(
        .email, from: "line@example.org", to: "you@example.org", subject: "Bill", text: text)
    return .known(ServiceAnswer(ServiceReply(outcome: "sent"), messages: [message]))
  }

  func transfer(to target: String, at now: Duration) -> TransferCourse {
    TransferCourse(.connected, ringing: .seconds(1), talking: .seconds(1_000_000))
  }

  func receive(sms text: String, from number: String, at now: Duration) -> [CallMessage] {
    deeds.withLock { $0.append("sms from \(number): \(text)") }
    return [CallMessage(.sms, from: "1000", to: number, text: "Thank you for «\(text)».")]
  }

  func ended(_ call: CallSummary, at now: Duration) {
    deeds.withLock { $0.append("ended \(call.cause.rawValue)") }
  }
}
