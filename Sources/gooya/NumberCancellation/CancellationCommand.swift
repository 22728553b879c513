import ArgumentParser
import CallEngine
import Foundation
import Lines

struct CancellationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancellation",
    abstract: "List the cancellations of numbers, and carry on those that wait.",
    subcommands: [CancellationListCommand.self, CancellationResumeCommand.self])
}

struct CancellationListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the cancellations of numbers and how they stand.",
    discussion: """
      Example:
        gooya cancellation list --json

      A row is the cancellation's ID, the number, its middle masked, and the state: open (not confirmed), \
      confirmed, closed (not paid out), cancelled, undoing, undone. One that was accepted for later \
      has its last day beside it. --json prints id, number, state, over, due_on.
      """)

  @Flag(help: "Print a JSON array.")
  var json = false

  @OptionGroup var data: DataOptions

  func run() throws {
    let desk = ServiceDesk(
      store: try data.open(), texts: try LineTexts.find(), try Configuration.ofUser())
    try reporting {
      let cancellations = try desk.cancellations()
      if json { return try printJSON(cancellations.map(Row.init)) }
      for cancellation in cancellations { StandardOutput.line(cancellation.row) }
    }
  }

  /// The names are a contract.
  private struct Row: Encodable {
    let id: Int64
    let number: String
    let state: String
    let over: Bool
    let dueOn: String?

    init(_ cancellation: ListedCancellation) {
      id = cancellation.id
      number = cancellation.number
      state = cancellation.state
      over = cancellation.isOver
      dueOn = cancellation.dueOn
    }
  }
}

extension ListedCancellation {
  fileprivate var row: VisibleText {
    let due: VisibleText = isOver ? "" : dueOn.map { ", by \($0)" } ?? ""
    return "\(Int(id))  \(number)  \(state)\(due)"
  }
}

struct CancellationResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Carry on cancellations that were accepted for later or left behind.",
    discussion: """
      Examples:
        gooya cancellation resume
        gooya cancellation resume --at 2026-01-05T10:00+08:00

      A call about a number carries on that number's cancellation, too.
      """)

  @Option(
    help: ArgumentHelp(
      "When it takes place, in UTC unless the moment says how far from it. (default: now)",
      valueName: "moment"),
    transform: moment)
  var at: Moment?

  @OptionGroup var stubs: StubOptions

  @OptionGroup var data: DataOptions

  func validate() throws {
    _ = try stubs.behaviours
  }

  func run() throws {
    let desk = ServiceDesk(
      store: try data.open(), texts: try LineTexts.find(), stubs: try stubs.behaviours,
      try Configuration.ofUser())
    try reporting {
      let now = Date()
      try desk.sendDue(at: now)
      let cancellations = try desk.carryOnCancellations(at: now, asIfAt: at?.date ?? now)
      if cancellations.isEmpty { StandardOutput.line("no cancellation is unfinished") }
      for cancellation in cancellations { StandardOutput.line(cancellation.row) }
    }
  }

  private static func moment(_ text: String) throws -> Moment {
    switch try WrittenMoment.option(text) {
    case .moment(let moment): moment
    case .wall(let wall): Moment(wall, offset: 0)
    }
  }
}
