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
    var list = JSONList()
    try reporting {
      try store.listOutbox { entry in
        let row = OutboxRow(entry)
        if json { try list.add(row) } else { StandardOutput.line(row.listed) }
        return !StandardOutput.isBroken
      }
    }
    if json { list.end() }
  }
}
