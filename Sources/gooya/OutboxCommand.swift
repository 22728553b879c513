import ArgumentParser
import CallEngine
import Foundation
import Lines
import Messaging
import Store

struct OutboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox",
    abstract: "Show sent messages, oldest first.",
    discussion: """
      Example:
        gooya outbox --json
      """)

  @Flag(help: "Print an array of JSON objects.")
  var json = false

  @OptionGroup var data: DataOptions

  func run() throws {
    let store = try data.openToRead()
    var list = JSONList()
    try reporting {
      try store.listOutbox { entry in
        let row = Row(entry)
        if json { try list.add(row) } else { StandardOutput.line(row.text(for: "  ")) }
        return !StandardOutput.isBroken
      }
    }
    if json { list.end() }
  }

  /// An outbox entry as JSON. The names are a contract.
  private struct Row: Encodable {
    let id: Int64
    let kind: String
    let to: String
    let from: String
    let subject: String?
    let text: String
    let at: Date
    let callID: String?
    let status: String
    /// How an SMS is sent over the air (GSM 03.38): its encoding and number of parts.
    let encoding: String?
    let segments: Int?

    init(_ entry: OutboxEntry) {
      id = entry.id
      kind = entry.kind.rawValue
      to = entry.recipient
      from = entry.sender
      subject = entry.subject
      text = entry.text
      at = entry.at
      callID = entry.callID
      status = entry.status.rawValue
      let parts = entry.kind == .sms && entry.status != .refused ? SMSSegments(entry.text) : nil
      encoding = parts?.encoding.rawValue
      segments = parts?.segments.count
    }

    func text(for indent: String) -> VisibleText {
      let body = ([subject].compactMap { $0 } + text.split(separator: "\n").map(String.init))
        .map { "\n\(indent)\($0)" as VisibleText }.joined()
      let parts = encoding.flatMap { encoding in segments.map { ", \(encoding) × \($0)" } } ?? ""
      return "\(id)  \(at.ISO8601Format())  \(kind) to \(to), \(status)\(parts)\(body)"
    }
  }
}
