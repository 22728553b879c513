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
      Examples:
        gooya calls --limit 20
        gooya calls --since 24h --json

      A call has ended, is still going on, or was cut off because its process was killed.
      """)

  @Flag(help: "Print an array of JSON objects.")
  var json = false

  @OptionGroup var since: SinceOption

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only so many of them, the newest. (default: all)", valueName: "number"),
    transform: NumberRange.whole(1...1_000_000).read)
  var limit: Int?

  @OptionGroup var data: DataOptions

  func run() throws {
    let store = try data.openToRead()
    try printRecords(asJSON: json, text: \.text) { add in
      var count = 0
      try store.listCalls(since: since.since) {
        count += 1
        return try add(Record($0)) && count != limit
      }
    }
  }

  /// A call record as JSON. The names are a contract.
  private struct Record: Encodable {
    let callID: String
    let line: String?
    /// Empty if none was: a script without a number can be called from a page.
    let numberDialled: String
    /// The title of the script that answered, and its file.
    let script: String?
    let scriptPath: String?
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
    /// How its sound went, if it came over a network.
    let sound: Sound?

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

    struct Sound: Encodable {
      let codec: String?
      let packetsSent: Int
      let packetsReceived: Int
      let packetsLost: Int
      let jitterMilliseconds: Double
      /// The far side's, as its reports say.
      let farPacketsLost: Int?
      let farJitterMilliseconds: Double?
      let roundTripMilliseconds: Double?
      /// Whether the sound was encrypted (SRTP).
      let encrypted: Bool?
      /// `udp`, `tcp` or `tls`.
      let signalling: String?

      init(_ figures: SoundFigures) {
        func milliseconds(_ time: Duration) -> Double { time / .milliseconds(1) }
        codec = figures.codec
        packetsSent = figures.sent
        packetsReceived = figures.received
        packetsLost = figures.lost
        jitterMilliseconds = milliseconds(figures.jitter)
        farPacketsLost = figures.lostThere
        farJitterMilliseconds = figures.jitterThere.map(milliseconds)
        roundTripMilliseconds = figures.roundTrip.map(milliseconds)
        encrypted = figures.isEncrypted
        signalling = figures.signalling
      }

      var text: VisibleText {
        func rounded(_ time: Double?) -> String {
          time.map { "\(Int($0.rounded())) ms" } ?? "unknown"
        }
        return """
          sound: \(codec ?? "no codec")\(encrypted == true ? ", encrypted" : ""), \
          \(packetsSent) packets sent, \(packetsReceived) received, \
          \(packetsLost) lost, jitter \(rounded(jitterMilliseconds)); at the far side \
          \(farPacketsLost.map(String.init) ?? "unknown") lost, jitter \
          \(rounded(farJitterMilliseconds)), round trip \(rounded(roundTripMilliseconds))\
          \(signalling.map { "; signalling by \($0.uppercased())" } ?? "")
          """
      }
    }

    init(_ record: CallRecord) {
      callID = record.callID
      line = record.line
      numberDialled = record.numberDialled
      script = record.script?.title
      scriptPath = record.script?.path
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
      sound = record.sound.map(Sound.init)
    }

    var text: VisibleText {
      let end =
        if let durationSeconds, let cause, let endedBy {
          "\(Int(durationSeconds.rounded())) s, \(cause) by \(endedBy)"
        } else {
          state == "cut_off" ? "cut off: its process was killed" : "still going on"
        }
      let withoutOutcome = state == "ongoing" ? "still going on" : "cut off"
      let more =
        transfers.map {
          "\n  put through to \($0.to), \($0.outcome ?? withoutOutcome)" as VisibleText
        }
        + lateReplies.map { "\n  late reply of \($0.service): \($0.outcome)" as VisibleText }
        + (sound.map { ["\n  \($0.text)" as VisibleText] } ?? [])
      let dialled = direction == "outgoing" || numberDialled.isEmpty ? "" : " \(numberDialled)"
      let answering = script.map { " (\($0))" as VisibleText } ?? ""
      let way: VisibleText = direction == "outgoing" ? "rung" : "rings\(dialled)"
      return """
        \(startedAt.ISO8601Format())  \(line ?? "unknown") \(way)\(answering), \
        \(end)\(more.joined())
        """
    }
  }
}
