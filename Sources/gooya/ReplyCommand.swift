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

  func validate() throws {
    do { _ = try MobileNumber(parsing: number) } catch { throw ValidationError("\(error)") }
    if text.allSatisfy(\.isWhitespace) { throw ValidationError("there is no text to send") }
    _ = try stubs.behaviours
  }

  func run() throws {
    let desk = ServiceDesk(
      store: try data.open(), texts: try LineTexts.find(), stubs: try stubs.behaviours)
    do {
      // What another process left behind.
      try desk.sendDue(at: Date())
      let messages = try desk.receiveSMS(from: number, text: text, at: Date())
      if messages.isEmpty {
        StandardOutput.line("nothing was sent; see 'gooya outbox' for the reason")
      }
      for message in messages {
        StandardOutput.line("\(message.medium.name) to \(message.to):")
        if let subject = message.subject { StandardOutput.line("  \(subject)") }
        StandardOutput.line("  \(VisibleText(lines: message.text, margin: "  "))")
      }
    } catch let error as StoreError {
      throw Failure("\(error)")
    }
  }
}
