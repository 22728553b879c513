import ArgumentParser
import CallEngine
import Files
import Lines
import Messaging
import Store

struct OutboxShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a message with how often and when it was tried.",
    discussion: """
      Example:
        gooya outbox show 7
        gooya outbox show 7 --eml bill.eml
      """)

  @Argument(
    help: "The message's number, the first in its line of the list.",
    transform: NumberRange<Int64>.messages.read)
  var number: Int64

  @Flag(help: "Print a JSON object.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Write an e-mail as it goes over the wire, its pictures and files in it, instead of showing it.",
      valueName: "file"))
  var eml: String?

  @OptionGroup var settings: ConfigurationOption

  @OptionGroup var data: DataOptions

  func validate() throws {
    if json, eml != nil { throw ValidationError("--json and --eml can't be used together") }
  }

  func run() throws {
    var outputs = Outputs()
    // It has a subscriber's bill.
    let file = try outputs.add("--eml", eml, for: .owner)
    try outputs.spare(data.url)
    let configuration = settings.read()
    let store = try data.openToRead(by: configuration)
    guard let entry = try reporting({ try store.outboxEntry(number) }) else {
      throw Failure("there is no message \(String(number)) in the outbox")
    }
    if let file { return try write(entry, to: file, configuration) }
    let row = OutboxRow(entry, from: configuration.sender(of: entry))
    if json { try printJSON(row) } else { StandardOutput.line(row.whole) }
  }

  /// What was sent is written as it was sent, whatever the configuration says by now.
  private func write(
    _ entry: OutboxEntry, to file: OutputFile, _ configuration: Configuration
  ) throws {
    let mailer = BillMailer(
      try BillPrinter.installed(),
      sender: configuration.sender(of: entry).flatMap { MailMessage.Mailbox($0) })
    let message: MailMessage
    do throws(BillMailer.Fault) { message = try mailer.message(entry) } catch {
      throw Failure("message \(String(number)) can't be written as an e-mail: \(error)")
    }
    do throws(FileFault) { try file.replace(with: message.bytes) } catch {
      throw Failure("'\(file.path)' can't be written: \(error.reason)")
    }
  }
}
