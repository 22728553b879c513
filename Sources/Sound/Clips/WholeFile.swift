import Foundation

/// Files that are there whole or not at all.
enum WholeFile {
  /// Writes a file beside its place and moves it there; folders on the way are made.
  ///
  /// - Parameter mode: who may read and write it.
  static func write(
    _ data: Data, to path: String, mode: Int = 0o644
  ) throws(SoundFileError) {
    let url = URL(filePath: path)
    let folder = url.deletingLastPathComponent()
    // Always the same name: what a killed process left is written over the next time.
    let part = folder.appending(path: ".\(url.lastPathComponent).part").path
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try data.write(to: URL(filePath: part))
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: part)
    } catch {
      unlink(part)
      throw SoundFileError(path: path, reason: "can't be written: \(error.localizedDescription)")
    }
    guard rename(part, path) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(part)
      throw SoundFileError(path: path, reason: "can't be written: \(reason)")
    }
  }
}

extension AudioClip {
  /// The bytes of a FLAC file that holds the clip; the same ones for the same clip.
  func flac() throws(SoundFileError) -> Data {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "gooya-clip-\(UUID().uuidString).flac").path
    defer { unlink(path) }
    try write(to: path)
    do {
      return try Data(contentsOf: URL(filePath: path))
    } catch {
      throw SoundFileError(path: path, reason: "can't be read: \(error.localizedDescription)")
    }
  }
}
