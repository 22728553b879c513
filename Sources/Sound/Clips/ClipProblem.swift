/// A fault of a clip, and what to do about it.
package struct ClipProblem: Hashable, Sendable, Encodable, CustomStringConvertible {
  package enum Kind: String, Hashable, Sendable, Encodable, CaseIterable {
    case missing
    case stale
    case altered
    case unlisted
    case damaged
    case wrongRate = "wrong_rate"
    case notMono = "not_mono"
    case silent
    case tooQuiet = "too_quiet"
    case tooLoud = "too_loud"
    case clipped
    case offset
    case absurdLength = "absurd_length"
    case orphaned
    case badManifest = "bad_manifest"
  }

  package let kind: Kind
  /// The file concerned, which may be missing.
  package let file: String
  /// What is wrong.
  package let message: String
  /// What to do.
  package let remedy: String

  package init(_ kind: Kind, _ file: String, _ message: String, remedy: String) {
    self.kind = kind
    self.file = file
    self.message = message
    self.remedy = remedy
  }

  package var description: String {
    "\(file): \(message); \(remedy) [\(kind.rawValue)]"
  }
}
