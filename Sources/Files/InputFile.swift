import Glibc

/// Reads files, never waiting for one: of a pipe, a socket or a device nobody knows when it ends, so
/// only regular files are read, whatever became of the path since it was named.
public enum InputFile {
  /// Opens a regular file.
  ///
  /// - Returns: its descriptor, which the caller closes.
  public static func open(_ path: String) throws(FileFault) -> Int32 {
    // Without O_NONBLOCK a pipe would hold this up until somebody writes to it.
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw errno == ENXIO ? FileFault(path, "it is a socket") : FileFault(path, code: errno)
    }
    guard let status = stat(of: descriptor), status.kind == S_IFREG else {
      let reason = stat(of: descriptor)?.kindInWords ?? "it can't be looked at"
      close(descriptor)
      throw FileFault(path, reason)
    }
    return descriptor
  }

  /// A file's bytes.
  ///
  /// - Parameter limit: how many are read at most; a longer file gives one more, so that it can be
  ///   told.
  public static func read(_ path: String, atMost limit: Int) throws(FileFault) -> [UInt8] {
    let descriptor = try open(path)
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = Glibc.read(descriptor, &block, min(block.count, limit + 1 - bytes.count))
      if count == 0 { break }
      if count > 0 {
        bytes += block[..<count]
      } else if errno != EINTR {
        throw FileFault(path, code: errno)
      }
    }
    return bytes
  }

  /// A file's bytes, of one that isn't longer than the limit.
  public static func whole(_ path: String, atMost limit: Int) throws(FileFault) -> [UInt8] {
    let bytes = try read(path, atMost: limit)
    guard bytes.count <= limit else {
      throw FileFault(path, "it is larger than \(limit / 1_000_000) MB")
    }
    return bytes
  }
}
