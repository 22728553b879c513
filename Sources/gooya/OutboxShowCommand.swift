import ArgumentParser
import CallEngine
import Store

struct OutboxShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a message with how often and when it was tried.",
    discussion: """
      Example:
        gooya outbox show 7
      """)

  @Argument(
    help: "The message's number, the first in its line of the list.",
    transform: NumberRange<Int64>.messages.read)
  var number: Int64

  @Flag(help: "Print a JSON object.")
  var json = false

  @OptionGroup var data: DataOptions

  func run() throws {
    let store = try data.openToRead()
    guard let entry = try reporting({ try store.outboxEntry(number) }) else {
      throw Failure("there is no message \(String(number)) in the outbox")
    }
    let row = OutboxRow(entry)
    if json { try printJSON(row) } else { StandardOutput.line(row.whole) }
  }
}
