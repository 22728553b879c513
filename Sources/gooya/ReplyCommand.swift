import ArgumentParser
import CallEngine
import Foundation
import Lines
import Store

struct ReplyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reply",
    abstract: "Answer an SMS from a line, as its recipient would.",
    discussion: """
      Example:
        gooya reply 09120000001 someone@mail.example

      At most ten SMS from a number are answered in 24 hours.
      """)

  @Argument(help: "The mobile number that the SMS comes from.")
  var number: String

  @Argument(help: "The text.")
  var text: String

  @OptionGroup var stubs: StubOptions

  @OptionGroup var data: DataOptions

  @OptionGroup var configuration: ConfigurationOption

  func validate() throws {
    do { _ = try ReceivedSMS.sender(number) } catch { throw ValidationError("\(error)") }
    if text.allSatisfy(\.isWhitespace) { throw ValidationError("there is no text to send") }
    _ = try stubs.behaviours
  }

  func run() throws {
    let configuration = try configuration.load()
    let desk = ServiceDesk(
      store: try data.open(by: configuration), texts: try LineTexts.find(),
      stubs: try stubs.behaviours, configuration)
    do {
      // What another process left behind.
      try desk.sendDue(at: Date())
      let entries = try desk.answerSMS(from: number, text: text, at: Date())
      if entries.isEmpty {
        StandardOutput.line("nothing was sent; see 'gooya outbox' for the reason")
      }
      for entry in entries { try show(entry, in: desk.store) }
    } catch let error as StoreError {
      throw Failure("\(error)")
    }
  }

  /// Shows what was sent, or why it wasn't.
  private func show(_ entry: OutboxEntry, in store: Store) throws {
    let message = entry.message
    let recipient: VisibleText = "\(message.medium.name) to \(message.to)"
    let reason = entry.lastError.map { ": \($0)" as VisibleText } ?? ""
    switch entry.status {
    case .sent:
      StandardOutput.line(recipient + ":")
      if let subject = message.subject { StandardOutput.line("  \(subject)") }
      StandardOutput.line("  \(VisibleText(lines: message.text, margin: "  "))")
    case .queued:
      // It may wait for an earlier message, which was tried in its place.
      let next = try store.waitingMessages(to: entry.recipient).nextTryAt
      let time = next.map { " from \($0.ISO8601Format())" as VisibleText } ?? ""
      StandardOutput.line(
        "\(recipient) waits\(reason); the next call, reply or 'gooya outbox watch' tries it\(time)")
    case .failed, .refused:
      StandardOutput.line("\(recipient) was not sent\(reason)")
    }
  }
}
