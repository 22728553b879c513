import Files
import Foundation

/// Files beside catalogs, written atomically.
enum WholeFile {
  /// Writes a file and creates missing folders.
  static func write(
    _ bytes: some Sequence<UInt8>, to path: String, for readers: OutputFile.Readers = .unchanged
  ) throws(SoundFileError) {
    let folder = URL(filePath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      let isForbidden = (error as? CocoaError)?.code == .fileWriteNoPermission
      let reason = isForbidden ? "permission denied" : error.localizedDescription
      throw SoundFileError(
        path: path, reason: "can't be written: its folder can't be created: \(reason)")
    }
    do throws(FileFault) {
      try OutputFile(path, for: readers).replace(with: bytes)
    } catch {
      throw SoundFileError(path: path, reason: "can't be written: \(error.reason)")
    }
  }

  /// Reads a file; `nil` if it can't be read or is larger than the limit.
  ///
  /// - Parameter limit: by default more than ten minutes of sound at a studio's rate.
  static func read(_ path: String, atMost limit: Int = 200_000_000) -> [UInt8]? {
    try? InputFile.whole(path, atMost: limit)
  }
}

extension AudioClip {
  /// The clip as a FLAC file; equal clips give equal bytes.
  func flac() throws(SoundFileError) -> [UInt8] { try bytes(as: .flac) }

  /// The clip as a sound file.
  func bytes(as format: SoundFileFormat) throws(SoundFileError) -> [UInt8] {
    let writer: SoundFileWriter
    let file: UnnamedFile
    do throws(FileFault) {
      file = try UnnamedFile()
    } catch {
      throw SoundFileError(path: error.path, reason: "can't be written: \(error.reason)")
    }
    writer = try SoundFileWriter(
      descriptor: dup(file.descriptor), path: file.path, format: format, channels: channels,
      sampleRate: sampleRate)
    try writer.write(samples)
    try writer.close()
    guard let bytes = WholeFile.read(file.path) else {
      throw SoundFileError(path: file.path, reason: "can't be read")
    }
    return bytes
  }
}
