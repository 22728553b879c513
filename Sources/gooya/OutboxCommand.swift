import ArgumentParser
import CallEngine
import Foundation
import Messaging
import Store

struct OutboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox",
    abstract: "Show the messages that were sent or wait to be, and send those that are due.",
    discussion: """
      Example:
        gooya outbox --json
        gooya outbox show 7
        gooya outbox retry 7
        gooya outbox watch

      A message is queued; then it is sent, and delivered or undeliverable if the SMS centre says \
      so; or it has failed if a gateway refused it for good or it was \
      tried \(DeliveryPolicy().mostTries) times. What exceeded a limit is refused. Each call and \
      each reply sends what is due, and so does 'watch'.
      """,
    subcommands: [
      OutboxListCommand.self, OutboxShowCommand.self, OutboxRetryCommand.self,
      OutboxWatchCommand.self,
    ],
    defaultSubcommand: OutboxListCommand.self)
}

/// An outbox entry as JSON and as text. The names are a contract.
struct OutboxRow: Encodable {
  let id: Int64
  let kind: String
  let to: String
  let from: String
  let subject: String?
  let text: String
  let at: Date
  let callID: String?
  let status: String
  let tries: Int
  let nextTryAt: Date?
  let settledAt: Date?
  /// How many tries ended without a record of their outcome.
  let lostTries: Int
  /// When the centre said what became of it.
  let receiptAt: Date?
  let lastError: String?
  let key: String
  /// How an SMS goes over the air (GSM 03.38): its alphabet, and in how many parts.
  let encoding: String?
  let segments: Int?

  /// - Parameter sender: by whom it will be sent; `nil` for whom the entry names.
  init(_ entry: OutboxEntry, from sender: String? = nil) {
    id = entry.id
    kind = entry.kind.rawValue
    to = entry.recipient
    from = sender ?? entry.sender
    subject = entry.subject
    text = entry.text
    at = entry.at
    callID = entry.callID
    status = entry.receipt?.rawValue ?? entry.status.rawValue
    hasLeft = entry.status == .sent
    lostTries = entry.lost
    receiptAt = entry.receiptAt
    tries = entry.tries
    nextTryAt = entry.nextTryAt
    settledAt = entry.settledAt
    lastError = entry.lastError
    key = entry.key
    let parts = entry.kind == .sms && entry.status != .refused ? SMSSegments(entry.text) : nil
    encoding = parts?.encoding.rawValue
    segments = parts?.segments.count
  }

  private let hasLeft: Bool

  private enum CodingKeys: CodingKey {
    case id, kind, to, from, subject, text, at, callID, status, tries, nextTryAt, settledAt
    case lostTries, receiptAt, lastError, key, encoding, segments
  }

  /// One line, which also says when it is tried next or why it failed, and the text below it.
  var listed: VisibleText { "\(headline)\(prospect)\(body(margin: "  "))" }

  private var prospect: VisibleText {
    if let nextTryAt { return ", next try \(nextTryAt.ISO8601Format())" }
    guard status == OutboxEntry.Status.failed.rawValue, let lastError else { return "" }
    return ": \(lastError)"
  }

  var headline: VisibleText {
    let parts = overTheAir.map { ", \($0)" } ?? ""
    return "\(id)  \(at.ISO8601Format())  \(kind) to \(to), \(status)\(parts)"
  }

  /// All that is known of it.
  var whole: VisibleText {
    let facts: [(String, String?)] = [
      ("from", from), ("call", callID), ("tries", String(tries)),
      ("next try", nextTryAt?.ISO8601Format()),
      (hasLeft ? "sent" : status, settledAt?.ISO8601Format()),
      ("receipt", receiptAt.map { "\(status) \($0.ISO8601Format())" }),
      ("lost", lostTries == 0 ? nil : "\(lostTries), which may have been sent"),
      ("error", lastError), ("key", key),
    ]
    let list = facts.compactMap { name, value in
      value.map {
        "\n  \(name):\(String(repeating: " ", count: 9 - name.count))\($0)" as VisibleText
      }
    }
    return "\(headline)\(list.joined())\n\(body(margin: "  "))"
  }

  private var overTheAir: String? {
    encoding.flatMap { encoding in segments.map { "\(encoding) × \($0)" } }
  }

  private func body(margin: String) -> VisibleText {
    ([subject].compactMap { $0 } + text.split(separator: "\n").map(String.init))
      .map { "\n\(margin)\($0)" as VisibleText }.joined()
  }
}
