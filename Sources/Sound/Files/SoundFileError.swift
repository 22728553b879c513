/// A sound file that can't be read or written as asked.
package struct SoundFileError: Error, Hashable, CustomStringConvertible {
  package let path: String
  /// What is wrong and, if it helps, what to do.
  package let reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  package var description: String { "\(Self.name(of: path)) \(reason)" }

  /// What messages call a sound file; `-` is the standard input.
  package static func name(of path: String) -> String {
    path == "-" ? "the standard input" : "the sound file '\(path)'"
  }

  /// A file in which there isn't a single sample; silence is sound too.
  package static func noSound(in path: String) -> SoundFileError {
    SoundFileError(path: path, reason: "holds no sound")
  }
}
