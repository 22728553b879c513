import ArgumentParser
import CallEngine
import Store

struct OutboxRetryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Put messages that have failed back into the queue.",
    discussion: """
      Example:
        gooya outbox retry 7 9
        gooya outbox retry --all-failed

      They are sent by the next call, reply or 'gooya outbox watch'. A message that belongs to a \
      request stays failed: its recipient has been told.
      """)

  @Argument(help: "The messages' numbers.")
  var numbers: [Int64] = []

  @Flag(help: "Put back every failed message that may be sent again.")
  var allFailed = false

  @OptionGroup var data: DataOptions

  func validate() throws {
    if allFailed == numbers.isEmpty { return }
    throw ValidationError("specify message numbers or --all-failed")
  }

  func run() throws {
    let store = try data.openToRead()
    try reporting { allFailed ? try retryAll(in: store) : try retryNamed(in: store) }
  }

  private func retryAll(in store: Store) throws {
    var count = 0
    try store.listOutbox { entry in
      if entry.status == .failed, try store.retryMessage(entry.id) == nil { count += 1 }
      return true
    }
    StandardOutput.line(
      "\(count == 1 ? "1 message is" : "\(String(count)) messages are") queued again")
  }

  private func retryNamed(in store: Store) throws {
    var refusals: [VisibleText] = []
    for number in numbers {
      if let fault = try store.retryMessage(number) {
        refusals.append("message \(String(number)) stays as it is: \(fault.rawValue)")
      } else {
        StandardOutput.line("message \(String(number)) is queued again")
      }
    }
    if !refusals.isEmpty { throw Failure(refusals.joined(separator: "\n")) }
  }
}
