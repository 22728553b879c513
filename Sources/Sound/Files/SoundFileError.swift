/// A sound file that can't be read or written as asked.
package struct SoundFileError: Error, Hashable, CustomStringConvertible {
  package let path: String
  /// What is wrong and, if it helps, what to do.
  package let reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  package var description: String { "the sound file '\(path)' \(reason)" }
}
