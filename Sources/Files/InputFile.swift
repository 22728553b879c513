import Glibc

/// Reads regular files only: a pipe, a socket or a device may never end. The check is made on the
/// open file, whatever the path named before.
package enum InputFile {
  /// Opens a regular file.
  ///
  /// - Returns: its descriptor, which the caller closes.
  package static func open(_ path: String) throws(FileFault) -> Int32 {
    // Without O_NONBLOCK, opening a pipe would wait for a writer.
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw errno == ENXIO ? FileFault(path, "it is a socket") : FileFault(path, code: errno)
    }
    guard let status = stat(of: descriptor), status.kind == S_IFREG else {
      let reason = stat(of: descriptor)?.kindInWords ?? "its status can't be read"
      close(descriptor)
      throw FileFault(path, reason)
    }
    return descriptor
  }

  /// A copy of all that comes from the standard input, such as a pipe that another program fills.
  package static func standardInput(atMost limit: Int) throws(FileFault) -> UnnamedFile {
    guard isatty(STDIN_FILENO) == 0 else {
      throw FileFault("-", "it is a terminal; pipe a file into it")
    }
    return try UnnamedFile(copyOf: STDIN_FILENO, named: "-", atMost: limit)
  }

  /// A file's bytes.
  ///
  /// - Parameter limit: the most bytes read; of a longer file one more is returned, so that the
  ///   caller can tell.
  package static func read(_ path: String, atMost limit: Int) throws(FileFault) -> [UInt8] {
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

  /// A file's bytes, if it isn't longer than the limit.
  package static func whole(_ path: String, atMost limit: Int) throws(FileFault) -> [UInt8] {
    let bytes = try read(path, atMost: limit)
    guard bytes.count <= limit else {
      throw FileFault(path, "it is larger than \(limit / 1_000_000) MB")
    }
    return bytes
  }
}
