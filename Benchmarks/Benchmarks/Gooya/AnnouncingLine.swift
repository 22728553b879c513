import CallEngine
import Foundation
import MenuScript
import Speech

/// A line that looks a bill up and announces it, over the prompts in the repository.
struct AnnouncingLine {
  let program: MenuProgram
  let narrator: Narrator

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let compiler = MenuScriptCompiler(
    services: [lookUp], prompts: PromptFolders(named: root.appending(path: "Prompts").path))

  private static let lookUp = ServiceSignature(
    "accounts.look_up", summary: "What a line owes", inputs: [.init("line")],
    outputs: [
      .init("account.line", .digits, example: "02199900001"),
      .init("account.amount", .number, example: "987654321000"),
      .init("account.bill_id", .digits, example: "7748317800142"),
    ], outcomes: ["found"])

  static let script = """
    format: 1
    title: A bill
    languages: [fa-IR, en-US]
    catalogs: [common, billing]
    start: look_up
    states:
      look_up:
        service: accounts.look_up
        input: { line: "${call.line}" }
        outcomes: { found: announce, failed: goodbye }
      announce:
        say:
          - bill_of
          - { value: "${account.line}", as: telephone }
          - amount_due_is
          - { value: "${account.amount}", as: currency }
          - bill_id_is
          - { value: "${account.bill_id}", as: digits, group: 3, group_pause: 1s, rate: slow }
        then: goodbye
      goodbye: { hang_up: [goodbye] }
    """

  init() throws {
    let file = try TemporaryScript(Self.script)
    let result = Self.compiler.compile(fileAt: file.path)
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

  /// What the line says of the bill, in a language.
  func announcement(in language: Language) throws -> Announcement {
    var machine = CallMachine(
      program: program,
      parameters: CallParameters(line: "02199900001", numberDialled: "1818", language: language))
    for effect in machine.handle(.answered, at: .zero) {
      guard case .invoke(_, let id) = effect else { continue }
      let reply = Self.lookUp.reply("found", telling: [])
      for effect in machine.handle(.serviceReturned(id, reply), at: .seconds(1)) {
        if case .play(let announcement, _) = effect { return announcement }
      }
    }
    throw SetupFailure("the line announces no bill")
  }
}

/// A script in a file of its own, removed with the value.
final class TemporaryScript {
  let path: String

  init(_ text: String) throws {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "gooya-benchmark-\(UUID()).yaml")
    try text.write(to: file, atomically: true, encoding: .utf8)
    path = file.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
