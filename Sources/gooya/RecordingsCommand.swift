import ArgumentParser
import CallEngine
import Foundation
import Lines
import Store

struct RecordingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recordings",
    abstract: "List, play, export and remove what callers said into states that record.",
    discussion: """
      Example:
        gooya recordings --json
        gooya recordings play 7
        gooya recordings export 7 -o message.wav
        gooya recordings purge --older-than 30d

      A recording is a WAV file, mono, 16 kHz, for its owner alone. What a killed process was \
      recording is kept as far as it got.
      """,
    subcommands: [
      RecordingsListCommand.self, RecordingsPlayCommand.self, RecordingsExportCommand.self,
      RecordingsPurgeCommand.self,
    ],
    defaultSubcommand: RecordingsListCommand.self)
}

/// A recording as JSON and as text. The names are a contract.
struct RecordingRow: Encodable {
  let id: Int64
  let at: Date
  let name: String
  let state: String
  let script: String
  let callID: String?
  /// `nil` while it is made.
  let lengthSeconds: Double?
  /// What ended it: silence, key, longest, full, hang_up, or cut_off if its process was killed.
  let endedBy: String?
  let format: String
  let file: String?

  init(_ recording: KeptRecording, in folder: String) {
    id = recording.id
    at = recording.at
    name = recording.name
    state = recording.state
    script = recording.script
    callID = recording.callID
    lengthSeconds = recording.length.map { $0 / .seconds(1) }
    endedBy = recording.endedBy
    format = recording.format
    file = recording.file.map { "\(folder)/\($0)" }
  }

  var text: VisibleText {
    let length = lengthSeconds.map {
      "\(Duration.milliseconds($0 * 1000).tenths) s, ended by \(endedBy ?? "nothing")"
    }
    return
      "\(id)  \(at.ISO8601Format())  \(name) in \(state) of ‘\(script)’, \(length ?? "being made")"
  }
}

/// Recordings by their numbers.
struct RecordingNumber {
  /// The recording of a number.
  ///
  /// - Throws: `Failure` if there is none, or it is being made.
  static func find(_ id: Int64, on shelf: RecordingShelf) throws -> (KeptRecording, path: String) {
    guard let recording = try reporting({ try shelf.list() }).first(where: { $0.id == id }) else {
      throw Failure("there is no recording \(id); 'gooya recordings' lists them")
    }
    guard let path = shelf.path(of: recording) else {
      throw Failure("the recording \(id) is being made")
    }
    return (recording, path)
  }
}

extension DataOptions {
  /// The recordings, to look something up.
  ///
  /// - Throws: `Failure`.
  func recordings() throws -> RecordingShelf { RecordingShelf(try openToRead(), in: url) }
}

struct RecordingsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the recordings, oldest first.",
    discussion: """
      Example:
        gooya recordings list --json
      """)

  @Flag(help: "Print an array of JSON objects.")
  var json = false

  @OptionGroup var data: DataOptions

  func run() throws {
    let shelf = try data.recordings()
    try printRecords(asJSON: json, text: \.text) { add in
      for recording in try shelf.list() {
        guard try add(RecordingRow(recording, in: shelf.folder)) else { return }
      }
    }
  }
}
