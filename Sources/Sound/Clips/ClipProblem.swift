/// A fault of a clip, and what to do about it.
public struct ClipProblem: Hashable, Sendable, Encodable, CustomStringConvertible {
  public enum Kind: String, Hashable, Sendable, Encodable, CaseIterable {
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

  public let kind: Kind
  /// The file concerned, which may be missing.
  public let file: String
  /// What is wrong.
  public let message: String
  /// What to do.
  public let remedy: String

  public init(_ kind: Kind, _ file: String, _ message: String, remedy: String) {
    self.kind = kind
    self.file = file
    self.message = message
    self.remedy = remedy
  }

  public var description: String {
    "\(file): \(message); \(remedy) [\(kind.rawValue)]"
  }
}
