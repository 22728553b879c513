import Glibc

/// A file without a name: what passes through it, such as a subscriber's name on its way to a
/// voice, is gone with the process, however that ends.
package final class UnnamedFile {
  package let descriptor: Int32

  /// - Throws: if it can't be created or written.
  package init(_ bytes: some Sequence<UInt8> = []) throws(FileFault) {
    descriptor = Self.make()
    guard descriptor >= 0 else { throw FileFault("a temporary file", code: errno) }
    try append(Array(bytes)[...])
  }

  /// Copies what can be read from a descriptor, such as a pipe, up to its end. The copy may be long,
  /// so it isn't kept in memory.
  ///
  /// - Throws: if it can't be created, read or written, or is longer than the limit.
  package init(copyOf source: Int32, named name: String, atMost limit: Int) throws(FileFault) {
    descriptor = Self.make(inMemory: false)
    guard descriptor >= 0 else { throw FileFault("a temporary file", code: errno) }
    var block = [UInt8](repeating: 0, count: 1 << 16)
    var total = 0
    while true {
      let count = Glibc.read(source, &block, block.count)
      if count == 0 { break }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileFault(name, code: errno) }
      total += count
      guard total <= limit else {
        throw FileFault(name, "it is larger than \(limit / 1_000_000) MB")
      }
      try append(block[..<count])
    }
  }

  private func append(_ bytes: ArraySlice<UInt8>) throws(FileFault) {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw FileFault("a temporary file", code: errno) }
      rest = rest.dropFirst(count)
    }
  }

  deinit { close(descriptor) }

  /// A path by which this process and its children can open it.
  package var path: String { "/proc/\(getpid())/fd/\(descriptor)" }

  /// Unlinks the file before anything is written. In memory, if there is such a folder.
  private static func make(inMemory: Bool = true) -> Int32 {
    let temporary = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    for folder in inMemory ? ["/dev/shm", temporary] : [temporary, "/dev/shm"] {
      let name = OutputFile.temporaryName(in: folder)
      let leftover = Leftovers.add(file: name)
      defer { Leftovers.remove(leftover) }
      let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
      let descriptor = open(name, flags, 0o600)
      guard descriptor >= 0 else { continue }
      unlink(name)
      return descriptor
    }
    return -1
  }
}
