import ArgumentParser
import CallEngine
import Foundation
import Lines
import Store

struct RecordingsPurgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge", abstract: "Remove recordings for good.",
    discussion: """
      Example:
        gooya recordings purge 7 8
        gooya recordings purge --older-than 30d

      One that is being made stays.
      """)

  @Argument(help: "The recordings' numbers.")
  var ids: [Int64] = []

  @Option(
    help: ArgumentHelp("Those older than this: days or hours, '30d', '12h'.", valueName: "age"))
  var olderThan: AgeOption?

  @OptionGroup var data: DataOptions

  func validate() throws {
    if ids.isEmpty && olderThan == nil {
      throw ValidationError("name recordings by their numbers, or an age with --older-than")
    }
    if !ids.isEmpty && olderThan != nil {
      throw ValidationError("name recordings by their numbers or an age, not both")
    }
  }

  func run() throws {
    let shelf = try data.recordings()
    let all = try reporting { try shelf.list() }
    if let missing = ids.first(where: { id in !all.contains { $0.id == id } }) {
      throw Failure("there is no recording \(missing); nothing was removed")
    }
    let limit = olderThan.map { Date(timeIntervalSinceNow: -$0.seconds) }
    let chosen = all.filter { recording in
      limit.map { recording.at < $0 } ?? ids.contains(recording.id)
    }
    let count = try reporting { try shelf.remove(chosen) }
    StandardOutput.line("removed \(count) of \(all.count) recordings")
  }
}

/// An age on the command line: `30d`, `12h`, or a duration as in scripts.
struct AgeOption: ExpressibleByArgument {
  let seconds: Double

  init?(argument: String) {
    if argument.hasSuffix("d"), let days = Double(argument.dropLast()), (0...100_000).contains(days)
    {
      seconds = days * 86_400
    } else if let duration = DurationOption(argument: argument)?.duration {
      seconds = duration / .seconds(1)
    } else {
      return nil
    }
  }
}
