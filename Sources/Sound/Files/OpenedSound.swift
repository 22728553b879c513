import Files
import Glibc

/// A sound file opened for reading, or a copy of what comes from the standard input.
struct OpenedSound {
  /// The reader closes it.
  let descriptor: Int32
  /// The share of the sound that is there if the file was cut off.
  let presentShare: Double?
  /// Whether there isn't a single byte.
  let isEmpty: Bool

  /// The most that is copied, in bytes: days of telephone sound, hours of a studio's.
  private static let longestCopy = 4_000_000_000

  /// - Parameter path: `-` is the standard input.
  init(_ path: String) throws(FileFault) {
    // What comes from a pipe is copied, since most formats are read back and forth.
    let source =
      path == "-"
      ? Self.beginning(of: try InputFile.standardInput(atMost: Self.longestCopy))
      : try InputFile.open(path)
    var status = stat()
    isEmpty = fstat(source, &status) == 0 && status.st_size == 0
    let chunk = SampleChunk(in: source)
    presentShare = chunk?.presentShare
    guard let length = chunk?.unwrittenLength else {
      descriptor = source
      return
    }
    defer { close(source) }
    let copy = try UnnamedFile(copyOf: source, named: path, atMost: Self.longestCopy)
    _ = length.bytes.withUnsafeBytes {
      pwrite(copy.descriptor, $0.baseAddress, $0.count, off_t(length.place))
    }
    descriptor = Self.beginning(of: copy)
  }

  private static func beginning(of copy: UnnamedFile) -> Int32 {
    lseek(copy.descriptor, 0, SEEK_SET)
    return fcntl(copy.descriptor, F_DUPFD_CLOEXEC, 0)
  }
}
