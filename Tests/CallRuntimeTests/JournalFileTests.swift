import CallEngine
import CallRuntime
import Foundation
import Testing

@Suite struct JournalFileTests {
  private static let parameters = CallParameters(
    line: "02177000001", numberDialled: "1800", language: .english)

  /// One entry of each kind.
  private static let entries = [
    Journal.Entry(at: .zero, .event(.answered)),
    Journal.Entry(at: .nanoseconds(1_234_567_891), .event(.digit(.pound))),
    Journal.Entry(at: .seconds(2), .event(.withheldDigit(.accepted))),
    Journal.Entry(at: .seconds(3), .event(.finishedPlaying(PlayID(7)))),
    Journal.Entry(at: .seconds(4), .event(.deadlineReached)),
    Journal.Entry(
      at: .seconds(5),
      .event(
        .serviceReturned(
          InvocationID(8),
          ServiceReply(
            outcome: "due",
            output: [
              NamedValue("a", "«ی»\n"), NamedValue("none", .list([])),
              NamedValue(
                "some",
                .list([ListItem("plain"), ListItem([NamedValue("day", "2026-01-02")])])),
            ])))),
    Journal.Entry(at: .seconds(6), .event(.transferConnected(TransferID(9)))),
    Journal.Entry(at: .seconds(7), .event(.transferEnded(TransferID(9), .noAnswer))),
    Journal.Entry(
      at: .seconds(8),
      .message(CallMessage(.email, from: "a", to: "b", subject: "s", text: "line\nline"))),
    Journal.Entry(at: .seconds(9), .event(.hungUp)),
    Journal.Entry(at: .seconds(9), .sound(sound)),
  ]

  private static var sound: SoundFigures {
    var figures = SoundFigures()
    (figures.codec, figures.sent, figures.received, figures.lost) = ("opus", 450, 440, 10)
    (figures.jitter, figures.roundTrip) = (.microseconds(1500), .milliseconds(20))
    figures.lostThere = -1
    (figures.isEncrypted, figures.signalling) = (false, "tcp")
    return figures
  }

  private static func text(_ entries: [Journal.Entry]) throws -> Data {
    try entries.reduce(
      JournalFile.header(script: "menu.yaml", digest: "d1", parameters: parameters)
    ) { try $0 + JournalFile.line(for: $1) }
  }

  @Test(arguments: CallDirection.allCases, ["1800", "02177000001"])
  func `who rang whom is read back, whichever number was dialled`(
    direction: CallDirection, numberDialled: String
  ) throws {
    let parameters = CallParameters(
      line: "02177000001", numberDialled: numberDialled, direction: direction)
    let header = try JournalFile.header(script: "menu.yaml", digest: "d1", parameters: parameters)
    #expect(try JournalFile(parsing: header).journal.parameters == parameters)
    // Journals from before directions were written say it by the number dialled.
    let isTold = (direction == .outgoing) == (numberDialled == "02177000001")
    #expect(String(decoding: header, as: UTF8.self).contains("direction") == !isTold)
  }

  @Test func `what is written is read back, to the nanosecond`() throws {
    let file = try JournalFile(parsing: Self.text(Self.entries))
    #expect(file.script == "menu.yaml")
    #expect(
      file.journal == Journal(digest: "d1", parameters: Self.parameters, entries: Self.entries))
  }

  @Test func `a last line cut short, as of a killed call, is left out`() throws {
    let whole = try Self.text(Self.entries)
    let file = try JournalFile(parsing: whole.dropLast(5))
    #expect(file.journal.entries == Self.entries.dropLast())
  }

  @Test func `a damaged line is named by its number`() throws {
    var lines = try Self.text(Self.entries).split(separator: 0x0A).map { Data($0) }
    lines[3] = Data("{\"at_ns\":1,\"kind\":\"digit\",\"digit\":\"x\"}".utf8)
    let damaged = Data(lines.joined(separator: [0x0A])) + [0x0A]
    let error = #expect(throws: JournalFile.Unreadable.self) { try JournalFile(parsing: damaged) }
    #expect(error?.line == 4)
    #expect(error?.reason.contains("'digit'") == true)
  }

  @Test(arguments: ["", "\n", "{}", "not json", "[1,2]", "{\"format\":2}"])
  func `what is no journal is refused at its first line`(text: String) {
    let error = #expect(throws: JournalFile.Unreadable.self) {
      try JournalFile(parsing: Data(text.utf8))
    }
    #expect(error?.line == 1)
  }
}
