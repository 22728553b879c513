import ArgumentParser
import CallEngine
import Foundation
import Messaging

struct SMSCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sms", abstract: "Work with the texts of SMS.",
    discussion: """
      Example:
        gooya sms segments "Bill 7748317800142 pay 1770160"
      """,
    subcommands: [Segments.self])

  struct Segments: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Tell how a text goes over the air: its encoding, and in how many segments.",
      discussion: """
        Examples:
          gooya sms segments "Bill 7748317800142 pay 1770160"
          gooya sms segments - <message.txt

        A segment takes 160 septets of the GSM alphabet, or 70 units of UCS-2; of a longer text \
        each takes 153 or 67, because a header joins them. One character outside the GSM alphabet, \
        such as a Persian letter or digit, makes all of it UCS-2. '-' reads standard input, whose \
        last line end doesn't count. --json prints encoding, units and segments. A text of more than \
        255 segments can't be sent.
        """)

    @Argument(help: "The text, or '-' for standard input.")
    var text: String

    @Flag(help: "Print a JSON object.")
    var json = false

    /// In bytes; far more than the 255 segments that a header can count.
    private static let longest = 1 << 20

    func run() throws {
      let segments = SMSSegments(text == "-" ? try Self.standardInput() : text)
      if segments.segments.count > SMSSegments.mostSegments {
        StandardError.line(
          "gooya: it can't be sent: an SMS has at most \(SMSSegments.mostSegments) segments")
      }
      let report = SegmentsReport(
        encoding: segments.encoding.name, units: segments.units, segments: segments.segments.count)
      if json { return try printJSON(report) }
      StandardOutput.line("encoding: \(report.encoding)")
      StandardOutput.line("units: \(report.units)")
      StandardOutput.line("segments: \(report.segments)")
    }

    private static func standardInput() throws -> String {
      let bytes: Data
      do {
        bytes = try StandardInput.read(upTo: longest + 1)
      } catch {
        throw Failure("standard input can't be read: \(error.reason)")
      }
      guard bytes.count <= longest else { throw Failure("standard input is longer than 1 MB") }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw Failure("standard input isn't UTF-8")
      }
      return text.last?.isNewline == true ? String(text.dropLast()) : text
    }
  }
}

/// What `sms segments` tells, as JSON. The names are a contract.
private struct SegmentsReport: Encodable {
  let encoding: String
  let units: Int
  let segments: Int
}
