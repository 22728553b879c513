import ArgumentParser
import Store

struct OutboxListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the messages, oldest first.",
    discussion: """
      Example:
        gooya outbox list --json
      """)

  @Flag(help: "Print an array of JSON objects.")
  var json = false

  @OptionGroup var data: DataOptions

  func run() throws {
    let store = try data.openToRead()
    try printRecords(asJSON: json, text: \.listed) { add in
      try store.listOutbox { try add(OutboxRow($0)) }
    }
  }
}
