import ArgumentParser
import CallEngine
import Foundation
import Lines
import Store

struct CallsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calls",
    abstract: "List the call records, newest first.",
    discussion: """
      Example:
        gooya calls --json

      A call has ended, is still going on, or was cut off because its process was killed.
      """)

  @Flag(help: "Print an array of JSON objects.")
  var json = false

  @OptionGroup var data: DataOptions

  func run() throws {
    let store = try data.openToRead()
    try printRecords(asJSON: json, text: \.text) { add in
      try store.listCalls { try add(Record($0)) }
    }
  }

  /// A call record as JSON. The names are a contract.
  private struct Record: Encodable {
    let callID: String
    let line: String?
    let numberDialled: String
    let direction: String
    let startedAt: Date
    /// `ended`, `ongoing`, or `cut_off` if its process was killed.
    let state: String
    let durationSeconds: Double?
    let language: String?
    let cause: String?
    let q850Cause: Int?
    let dialStatus: String?
    let endedBy: String?
    let path: [String]
    /// The last of the transfers.
    let transferTo: String?
    let transferOutcome: String?
    let transfers: [Transfer]
    let lateReplies: [Late]

    struct Transfer: Encodable {
      let to: String
      let at: Date
      let outcome: String?
    }

    struct Late: Encodable {
      let service: String
      let outcome: String
      let at: Date
    }

    init(_ record: CallRecord) {
      callID = record.callID
      line = record.line
      numberDialled = record.numberDialled
      direction = record.direction.rawValue
      startedAt = record.startedAt
      let ending = record.ending
      state = ending != nil ? "ended" : record.isCutOff ? "cut_off" : "ongoing"
      durationSeconds = ending.map { $0.duration / .seconds(1) }
      language = ending?.language
      cause = ending?.cause.description
      q850Cause = ending?.cause.q850Cause
      dialStatus = ending?.cause.dialStatus
      endedBy = ending?.endedBy.rawValue
      path = ending?.path ?? []
      transferTo = record.transfers.last?.target
      transferOutcome = record.transfers.last?.outcome?.rawValue
      transfers = record.transfers.map {
        Transfer(to: $0.target, at: $0.at, outcome: $0.outcome?.rawValue)
      }
      lateReplies = record.lateReplies.map {
        Late(service: $0.service, outcome: $0.outcome, at: $0.at)
      }
    }

    var text: VisibleText {
      let end =
        if let durationSeconds, let cause, let endedBy {
          "\(Int(durationSeconds.rounded())) s, \(cause) by \(endedBy)"
        } else {
          state == "cut_off" ? "cut off: its process was killed" : "still going on"
        }
      let more =
        transfers.map { "\n  put through to \($0.to), \($0.outcome ?? "cut off")" as VisibleText }
        + lateReplies.map { "\n  late reply of \($0.service): \($0.outcome)" as VisibleText }
      let way = direction == "outgoing" ? "rung" : "rings \(numberDialled)"
      return "\(startedAt.ISO8601Format())  \(line ?? "unknown") \(way), \(end)\(more.joined())"
    }
  }
}
