import ArgumentParser
import CallEngine
import Foundation
import Lines

struct CancellationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancellation",
    abstract: "Carry on the cancellations of numbers that wait for a home province.",
    subcommands: [CancellationResumeCommand.self])
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
      store: try data.open(), texts: try LineTexts.find(), stubs: try stubs.behaviours)
    try reporting {
      let now = Date()
      try desk.sendDue(at: now)
      let cancellations = try desk.carryOnCancellations(at: now, asIfAt: at?.date ?? now)
      if cancellations.isEmpty { StandardOutput.line("no cancellation is unfinished") }
      for cancellation in cancellations {
        let due = cancellation.dueOn.map { ", by \($0)" as VisibleText } ?? ""
        let isOver = ["cancelled", "undone"].contains(cancellation.state)
        StandardOutput.line("\(cancellation.number)  \(cancellation.state)\(isOver ? "" : due)")
      }
    }
  }

  private static func moment(_ text: String) throws -> Moment {
    switch try WrittenMoment.option(text) {
    case .moment(let moment): moment
    case .wall(let wall): Moment(wall, offset: 0)
    }
  }
}
