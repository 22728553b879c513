internal import CallEngine
package import Foundation

/// What callers said: an index in the store, and a file for each in the data folder.
///
/// A recording has its row before it is complete. Whatever a killed process leaves is completed or
/// removed by the next that looks.
package final class RecordingShelf: Sendable {
  private let store: Store
  /// Where the files are.
  package let folder: String

  /// - Parameter data: the data folder.
  package init(_ store: Store, in data: URL) {
    self.store = store
    folder = data.appendingPathComponent(DataFolder.recordingsName).path
  }

  /// Begins a recording.
  ///
  /// - Parameter stem: its name, if it has been given one already (`stem(at:)`).
  /// - Throws: `StoreError`.
  package func begin(_ origin: RecordingOrigin, as stem: String? = nil) throws -> RecordingFile {
    if mkdir(folder, 0o700) != 0, errno != EEXIST {
      throw StoreError(.readOnly, "record", path: folder, reason: String(cString: strerror(errno)))
    }
    let stem = stem ?? Self.stem(at: origin.at)
    let file = try RecordingFile(stem, in: folder)
    do {
      try store.write("record") { db in
        try db.execute(
          """
          INSERT INTO recordings (stem, call_id, script, state, name, at, format)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
          [
            stem, origin.callID, origin.script, origin.state, origin.name,
            StoredTime.milliseconds(origin.at), RecordingFile.format,
          ])
      }
    } catch {
      file.discard()
      throw error
    }
    return file
  }

  /// Keeps a recording.
  ///
  /// - Throws: `StoreError`.
  package func keep(_ file: RecordingFile, length: Duration, endedBy: String) throws {
    let kept = try file.finish(keeping: length)
    try settle(file.stem, kept, endedBy)
  }

  /// Removes what the same state has recorded before in the same call, if a recording takes its place.
  ///
  /// - Throws: `StoreError`.
  package func removeFormer(than file: RecordingFile) throws {
    let former = try rows(
      """
      SELECT former.* FROM recordings former JOIN recordings kept
      ON (former.call_id, former.state, former.name) = (kept.call_id, kept.state, kept.name)
      WHERE kept.stem = ? AND former.id < kept.id
      """, [file.stem])
    _ = try remove(former)
  }

  /// Removes a recording that isn't wanted.
  ///
  /// - Throws: `StoreError`.
  package func drop(_ file: RecordingFile) throws {
    file.discard()
    try forget(file.stem)
  }

  /// The recordings, oldest first, those under way among them.
  ///
  /// - Throws: `StoreError`.
  package func list() throws -> [KeptRecording] {
    try recover()
    return try rows("SELECT * FROM recordings ORDER BY at, id")
  }

  /// A recording's file.
  package func path(of recording: KeptRecording) -> String? {
    recording.file.map { "\(folder)/\($0)" }
  }

  /// The file of a recording by the value that its name has in a call; `nil` if there is none.
  package func path(ofValue name: String) -> String? {
    guard Recording.length(in: name) != nil, !name.contains("/") else { return nil }
    let path = "\(folder)/\(name).\(RecordingFile.format)"
    return access(path, R_OK) == 0 ? path : nil
  }

  /// Removes recordings, file and entry. One under way stays.
  ///
  /// - Returns: how many were removed.
  /// - Throws: `StoreError`.
  package func remove(_ recordings: [KeptRecording]) throws -> Int {
    var count = 0
    for recording in recordings {
      guard let path = path(of: recording) else { continue }
      let fault = unlink(path) == 0 ? 0 : errno
      // It is in the data folder of another machine.
      if fault == ENOENT, store.isOnServer { continue }
      guard fault == 0 || fault == ENOENT else {
        throw StoreError(
          .readOnly, "remove a recording", path: path, reason: String(cString: strerror(fault)))
      }
      try forget(recording.stem)
      count += 1
    }
    return count
  }

  /// Completes what killed processes left, as far as they got: what was said is kept.
  ///
  /// - Throws: `StoreError`.
  package func recover() throws {
    let open = try rows("SELECT * FROM recordings WHERE length IS NULL ORDER BY id")
    let partial = "." + RecordingFile.partial
    for recording in open {
      let path = "\(folder)/\(recording.stem)\(partial)"
      if let file = RecordingFile(remainsOf: recording.stem, in: folder) {
        if file.length > .zero {
          try keep(file, length: file.length, endedBy: KeptRecording.cutOff)
        } else {
          try drop(file)
        }
      } else if access(path, F_OK) != 0 {
        // It was complete but for its entry, or there was nothing yet.
        if let length = lengthOfComplete(recording.stem) {
          try settle(recording.stem, length, KeptRecording.cutOff)
        } else if !store.isOnServer {
          try forget(recording.stem)
        }
      }
    }
    // A process can also be killed before it has made the entry.
    let known = Set(try rows("SELECT * FROM recordings WHERE length IS NULL").map(\.stem))
    for name in names where name.hasSuffix(partial) {
      let stem = String(name.dropLast(partial.count))
      if !known.contains(stem) { RecordingFile(remainsOf: stem, in: folder)?.discard() }
    }
  }

  private var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }

  private func lengthOfComplete(_ stem: String) -> Duration? {
    let ending = "." + RecordingFile.format
    return names.first { $0.hasPrefix(stem + "-") && $0.hasSuffix(ending) }
      .flatMap { Recording.length(in: String($0.dropLast(ending.count))) }
  }

  private func settle(_ stem: String, _ length: Duration, _ endedBy: String) throws {
    try store.write("keep a recording") { db in
      try db.execute(
        "UPDATE recordings SET length = ?, ended_by = ? WHERE stem = ? AND length IS NULL",
        [StoredTime.milliseconds(length), endedBy, stem])
    }
  }

  private func forget(_ stem: String) throws {
    try store.write("remove a recording") { db in
      try db.execute("DELETE FROM recordings WHERE stem = ?", [stem])
    }
  }

  private func rows(
    _ sql: String, _ arguments: StoredValues = []
  ) throws -> [KeptRecording] {
    try store.read("read the recordings") { db in
      try db.rows(sql, arguments).map { row in
        let stem = try row.text("stem")
        // It becomes part of a file's name.
        guard !stem.contains("/"), !stem.hasPrefix(".") else { throw DamagedRow() }
        return KeptRecording(
          id: try row.integer("id"), stem: stem, callID: try row.textIfAny("call_id"),
          script: try row.text("script"), state: try row.text("state"),
          name: try row.text("name"), at: try row.moment("at"), format: try row.text("format"),
          length: try row.integerIfAny("length").map { .milliseconds($0) },
          endedBy: try row.textIfAny("ended_by"))
      }
    }
  }

  /// A name that no other recording has.
  package static func stem(at now: Date) -> String {
    let time = now.ISO8601Format(
      .init(dateSeparator: .omitted, timeSeparator: .omitted, timeZone: .gmt))
    return time + "-" + UUID().uuidString.lowercased().prefix(8)
  }
}
