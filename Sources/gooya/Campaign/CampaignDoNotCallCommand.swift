import ArgumentParser
import CallEngine
import Foundation
import Lines

struct CampaignDoNotCallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "do-not-call",
    abstract: "Keep the list of numbers that no campaign rings.",
    discussion: """
      Examples:
        gooya campaign do-not-call add 02199900001
        gooya campaign do-not-call list
      """,
    subcommands: [Add.self, Remove.self, List.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put a number on the list.",
      discussion: """
        Example:
          gooya campaign do-not-call add 02199900001

        It is in force for all campaigns at once, also for those that are running.
        """)

    @Argument(help: "A telephone number.")
    var number: String

    @OptionGroup var data: DataOptions

    func validate() throws {
      // Whoever would still be rung because of a slip must not be told that he isn't.
      guard try CallSetup.number(number, option: "number").count >= 8 else {
        throw ValidationError("number \(number): too short; write it with its area code")
      }
    }

    func run() throws {
      let number = try CallSetup.number(number, option: "number")
      let campaigns = Campaigns(try data.open())
      let isNew = try reporting { try campaigns.forbid(number, at: Date()) }
      StandardOutput.line(isNew ? "\(number) isn't rung" : "\(number) was on the list already")
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a number off the list.",
      discussion: """
        Example:
          gooya campaign do-not-call remove 02199900001

        Campaigns that have left it out stay as they are.
        """)

    @Argument(help: "A telephone number.")
    var number: String

    @OptionGroup var data: DataOptions

    func validate() throws { _ = try CallSetup.number(number, option: "number") }

    func run() throws {
      let number = try CallSetup.number(number, option: "number")
      let campaigns = Campaigns(try data.openToRead())
      guard try reporting({ try campaigns.permit(number) }) else {
        throw Failure("\(number) isn't on the list")
      }
      StandardOutput.line("\(number) may be rung")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the list.",
      discussion: """
        Example:
          gooya campaign do-not-call list
        """)

    @OptionGroup var data: DataOptions

    func run() throws {
      let campaigns = Campaigns(try data.openToRead())
      for number in try reporting({ try campaigns.forbidden() }) {
        StandardOutput.line("\(number)")
      }
    }
  }
}
