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

  @Argument(
    help: "The messages' numbers.", transform: NumberRange<Int64>.messages.read)
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
    var kept = 0
    try store.listOutbox { entry in
      guard entry.status == .failed else { return true }
      if try store.retryMessage(entry.id) == nil { count += 1 } else { kept += 1 }
      return true
    }
    switch count {
    case 0:
      StandardOutput.line(
        "no message is queued again: "
          + (kept == 0
            ? "none has failed"
            : "the recipients of those that failed were told so, and may have asked again"))
    case 1: StandardOutput.line("1 message is queued again")
    default: StandardOutput.line("\(String(count)) messages are queued again")
    }
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
    if !refusals.isEmpty { throw Failure(refusals.joined(separator: "\ngooya: ")) }
  }
}
