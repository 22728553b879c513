import ArgumentParser
import CallEngine
import Foundation
import Lines
import Store

struct PurgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge", abstract: "Remove old messages, recordings and call records for good.",
    discussion: """
      Examples:
        gooya purge --older-than 90d
        gooya purge --counts --json

      Messages that were sent, refused or given up, what callers said, records of calls that are over \
      with their results, and questions by SMS that are closed. Messages that wait and calls that go on stay, and \
      so do subscribers, bills and payments. What is removed is overwritten in the database's file; copies of it \
      elsewhere, such as backups, are yours to remove.

      How many were removed is kept: --counts tells it, and 'gooya stats' for a script's calls. \
      --json prints sms, email, call and recording, each with its count by status, or by hang-up cause \
      (ITU-T Q.850; 'none' if the process was killed).
      """)

  @Option(
    help: ArgumentHelp(
      "How old what is removed is at least, 1d or more: '90d', '36h'.", valueName: "age"))
  var olderThan: AgeOption?

  @Flag(help: "Remove nothing; tell how many records were ever removed.")
  var counts = false

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var data: DataOptions

  /// Limits of SMS and open questions look back as far.
  private static let least = 86_400.0

  func validate() throws {
    guard counts || olderThan != nil else {
      throw ValidationError("say how old, with --older-than 90d")
    }
    guard !counts || olderThan == nil else {
      throw ValidationError("--counts removes nothing and takes no --older-than")
    }
    guard olderThan.map({ $0.seconds >= Self.least }) ?? true else {
      throw ValidationError(
        "--older-than: 1d or more, since limits count the messages of the last day")
    }
  }

  func run() throws {
    let store = try data.openToRead()
    let counts = try olderThan.map { try remove($0, from: store) }
    let told = try counts ?? reporting { try store.purged() }
    if json { return try printJSON(Self.object(told)) }
    let verb = counts == nil ? "removed so far" : "removed"
    StandardOutput.line(
      """
      \(verb): \(Self.words(told.total(of: "sms", "email"), "message")), \
      \(Self.words(told.total(of: "recording"), "recording")), \
      \(Self.words(told.total(of: "call"), "call record"))
      """)
  }

  private func remove(_ age: AgeOption, from store: Store) throws -> PurgedCounts {
    let limit = Date(timeIntervalSinceNow: -age.seconds)
    let shelf = RecordingShelf(store, in: data.url)
    return try reporting {
      var counts = try store.purge(olderThan: limit) { db in
        for line in LinesOfBusiness.all { try line.purge(olderThan: limit, db) }
      }
      var recordings = PurgedCounts()
      recordings.add(try shelf.remove(try shelf.list().filter { $0.at < limit }), "recording")
      try store.count(purged: recordings)
      counts += recordings
      return counts
    }
  }

  private static func words(_ count: Int, _ what: String) -> VisibleText {
    "\(String(count)) \(count == 1 ? what : what + "s")"
  }

  private static func object(_ counts: PurgedCounts) -> [String: [String: Int]] {
    var object: [String: [String: Int]] = ["sms": [:], "email": [:], "call": [:], "recording": [:]]
    for (kind, count) in counts.counts {
      let end = kind.end.isEmpty ? (kind.name == "recording" ? "kept" : "none") : kind.end
      object[kind.name, default: [:]][end, default: 0] += count
    }
    return object
  }
}
