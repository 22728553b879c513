import CallEngine
import CallRuntime
import Foundation
import MenuScript
import Services
import Speech

/// The billing line as it is in the repository, over the sample directory in memory.
final class BillingLine: CallServices {
  let program: MenuProgram
  let narrator: Narrator
  private let billing = SampleBilling()

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let script = root.appending(path: "MenuScripts/billing/menu.yaml").path
  static let compiler = MenuScriptCompiler(
    services: BillingServices.signatures,
    prompts: PromptFolders(named: root.appending(path: "Prompts").path))

  init() throws {
    let result = Self.compiler.compile(fileAt: Self.script)
    guard let program = result.program else { throw SetupFailure(result.text.description) }
    self.program = program
    narrator = Narrator(
      library: PromptLibrary(
        result.catalogs.map { file in
          PromptCatalog(
            name: file.name, language: file.language,
            entries: file.entries.map {
              PromptCatalog.Entry(id: $0.id, text: $0.text, location: $0.location)
            })
        }))
  }

  /// Subscribers who ring the line, one after the other.
  var callers: [CallParameters] {
    billing.lines.map { CallParameters(line: $0, numberDialled: "1818") }
  }

  /// What the line says of the first subscriber's bill who has one, in a language.
  func billAnnouncement(in language: Language) throws -> Announcement {
    for line in billing.lines {
      var machine = CallMachine(
        program: program,
        parameters: CallParameters(line: line, numberDialled: "1818", language: language))
      var events = [CallEvent.answered]
      var now = Duration.zero
      while let event = events.popLast() {
        now += .seconds(1)
        for effect in machine.handle(event, at: now) {
          switch effect {
          case .play(let announcement, let id):
            if program[machine.state].name == "announce" { return announcement }
            if !machine.hasEnded { events = [.finishedPlaying(id)] }
          case .invoke(let request, let id):
            events = [.serviceReturned(id, billing.reply(to: request))]
          default: break
          }
        }
        if program[machine.state].name == "main" { break }
      }
    }
    throw SetupFailure("the billing line announces no bill")
  }

  func began(_ call: CallParameters, at now: Duration) {}

  func invoke(_ request: ServiceRequest, at now: Duration) -> ServedRequest {
    ServedRequest(CallRuntime.ServiceAnswer(billing.reply(to: request), delay: .milliseconds(100)))
  }

  func transfer(to target: String, at now: Duration) -> TransferCourse {
    TransferCourse(.connected, ringing: .seconds(4), talking: .seconds(30))
  }

  func receive(sms text: String, from number: String, at now: Duration) -> [CallMessage] { [] }

  func ended(_ call: CallSummary, at now: Duration) {}
}
