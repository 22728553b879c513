import ArgumentParser
import CallEngine
import Foundation
import Services

struct CallsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calls",
    abstract: "List the call records, newest first.",
    discussion: """
      Example:
        gooya calls --json
      """)

  @Flag(help: "Print an array of JSON objects.")
  var json = false

  @OptionGroup var data: DataOptions

  func run() throws {
    let store = try data.open()
    let records = try reporting { try store.calls() }.map(Record.init)
    if json { return try printJSON(records) }
    for record in records { StandardOutput.line(record.text) }
  }

  /// A call record as it is printed. The names are a contract.
  private struct Record: Encodable {
    let callID: String
    let line: String?
    let numberDialled: String
    let direction: String
    let startedAt: Date
    let durationSeconds: Double?
    let language: String?
    let cause: String?
    let q850Cause: Int?
    let dialStatus: String?
    let endedBy: String?
    let path: [String]
    let transferTo: String?
    let transferOutcome: String?

    init(_ record: CallRecord) {
      callID = record.callID
      line = record.line
      numberDialled = record.numberDialled
      direction = record.direction.rawValue
      startedAt = record.startedAt
      let ending = record.ending
      durationSeconds = ending.map { $0.duration / .seconds(1) }
      language = ending?.language
      cause = ending?.cause.description
      q850Cause = ending?.cause.q850Cause
      dialStatus = ending?.cause.dialStatus
      endedBy = ending?.endedBy.rawValue
      path = ending?.path ?? []
      transferTo = ending?.transfer?.target
      transferOutcome = ending?.transfer?.outcome.rawValue
    }

    var text: String {
      let end =
        if let durationSeconds, let cause, let endedBy {
          "\(Int(durationSeconds.rounded())) s, \(cause) by \(endedBy)"
        } else {
          "unfinished"
        }
      let way = direction == "outgoing" ? "rung" : "rings \(numberDialled)"
      return "\(startedAt.ISO8601Format())  \(line ?? "unknown") \(way), \(end)"
    }
  }
}
