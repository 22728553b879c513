/// A sound file that can't be read or written as asked.
public struct SoundFileError: Error, Hashable, CustomStringConvertible {
  public let path: String
  /// What is wrong and, if it helps, what to do.
  public let reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  public var description: String { "the sound file '\(path)' \(reason)" }
}
