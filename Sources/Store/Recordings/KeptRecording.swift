internal import CallEngine
package import Foundation

/// What a caller said, as it is kept: an entry of the index, and its file.
package struct KeptRecording: Hashable, Sendable {
  /// Why a recording ended whose process was killed.
  package static let cutOff = "cut_off"

  package let id: Int64
  /// Identifies the recording's file.
  package let stem: String
  /// The call in which it was made.
  package let callID: String?
  /// The title of the script that asked for it.
  package let script: String
  package let state: String
  /// The script's name for it.
  package let name: String
  package let at: Date
  package let format: String
  /// `nil` while it is made.
  package let length: Duration?
  /// A `Recording.End`, or `cutOff`.
  package let endedBy: String?

  /// The file's name within the folder.
  package var file: String? {
    length.map { "\(Recording(stem, length: $0, end: .silence).name).\(RecordingFile.format)" }
  }
}

/// What is known of a recording when it begins.
package struct RecordingOrigin: Hashable, Sendable {
  package let callID: String?
  package let script: String
  package let state: String
  package let name: String
  package let at: Date

  package init(callID: String?, script: String, state: String, name: String, at: Date) {
    self.callID = callID
    self.script = script
    self.state = state
    self.name = name
    self.at = at
  }
}
