import Glibc

/// An open file's bytes, read where they are asked for.
struct FileBytes {
  let descriptor: Int32
  let count: Int

  /// - Returns: `nil` if the file can't be examined.
  init?(_ descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.descriptor = descriptor
    count = Int(status.st_size)
  }

  /// Bytes from a place on; `nil` if not all are there.
  func bytes(_ count: Int = 4, at place: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    guard place >= 0, pread(descriptor, &bytes, count, off_t(place)) == count else { return nil }
    return bytes
  }

  /// A text of four bytes.
  func text(at place: Int) -> String? {
    bytes(at: place).map { String(decoding: $0, as: UTF8.self) }
  }

  /// A number of four bytes.
  func number(at place: Int, isBig: Bool) -> Int? {
    bytes(at: place).map { bytes in
      (isBig ? bytes : bytes.reversed()).reduce(0) { $0 << 8 | Int($1) }
    }
  }
}
