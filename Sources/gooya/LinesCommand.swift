import ArgumentParser
import CallEngine
import Foundation
import Lines

struct LinesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lines",
    abstract: "List the lines that come with gooya.",
    discussion: """
      Examples:
        gooya lines
        gooya lines --json

      A line's name can be given to every command that takes a script, such as 'gooya call' or 'gooya \
      check'. With a name it is shown who can call that line: the people in its sample data.
      """)

  @Argument(help: "Show one line, with its sample callers.")
  var name: String?

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var prompts: PromptOptions

  func run() throws {
    guard let name else {
      let rows = try LinesOfBusiness.all.map { try Row($0, prompts) }
      if json { try printJSON(rows) } else { StandardOutput.line(Self.table(of: rows)) }
      return
    }
    guard let line = ShippedLine.named(name) else {
      let names = LinesOfBusiness.all.map { "'\($0.name)'" }.joined(separator: ", ")
      throw ValidationError("there is no line '\(name)'; the lines are \(names)")
    }
    let details = Details(try Row(line, prompts), line)
    if json { try printJSON(details) } else { StandardOutput.line(details.text) }
  }

  /// A line in the list. The names are a contract.
  private struct Row: Encodable {
    let name: String
    let title: String
    let script: String
    let languages: [String]
    let states: Int

    init(_ line: any LineOfBusiness, _ prompts: PromptOptions) throws {
      let shipped = try ShippedLine(line)
      let compiled = try CompiledScript(shipped.folder, compiler: prompts.compiler)
      name = line.name
      title = compiled.program.title
      script = compiled.path
      languages = compiled.program.languages.map(\.tag)
      states = compiled.program.states.count
    }
  }

  private static func table(of rows: [Row]) -> VisibleText {
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    let names = rows.map(\.name.count).max() ?? 0
    let titles = rows.map(\.title.count).max() ?? 0
    let languages = rows.map { $0.languages.joined(separator: ", ") }
    let width = languages.map(\.count).max() ?? 0
    let lines = zip(rows, languages).map { row, languages -> VisibleText in
      "\(padded(row.name, names))  \(padded(row.title, titles))  \(padded(languages, width))  \(row.states) states"
    }
    return lines.joined(separator: "\n")
  }

  /// One line. The names are a contract.
  private struct Details: Encodable {
    struct Caller: Encodable {
      let number: String
      let note: String
    }

    let name: String
    let title: String
    let script: String
    let languages: [String]
    let states: Int
    let numbers: [String]
    let callers: [Caller]

    init(_ row: Row, _ line: any LineOfBusiness) {
      name = row.name
      title = row.title
      script = row.script
      languages = row.languages
      states = row.states
      numbers = line.numbersDialled
      callers = line.sample.callers.map { Caller(number: $0.number, note: $0.note) }
    }

    var text: VisibleText {
      var lines: [VisibleText] = [
        "\(name): \(title)",
        "  script     \(script), \(states) states",
        "  languages  \(languages.joined(separator: ", "))",
        "  dialled    \(numbers.joined(separator: ", "))",
        "",
        "Sample callers, as in 'gooya call \(name) --sample 1':",
      ]
      let width = callers.map(\.number.count).max() ?? 0
      for (place, caller) in callers.enumerated() {
        let number = String(repeating: " ", count: place < 9 ? 1 : 0) + "\(place + 1)"
        let padding = String(repeating: " ", count: width - caller.number.count)
        lines.append("  \(number)  \(caller.number)\(padding)  \(caller.note)")
      }
      return lines.joined(separator: "\n")
    }
  }
}
