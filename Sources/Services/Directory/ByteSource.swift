internal import Foundation

/// A file's bytes in blocks, so that a file of any size is read in the memory of one block.
struct ByteSource: ~Copyable {
  private static let blockSize = 1 << 16

  let path: String
  private let file: OpenFile
  private var block: [UInt8]
  private var position = 0
  private var end = 0

  /// - Throws: `ImportError` if the file can't be opened or isn't one.
  init(path: String) throws {
    let file = try OpenFile(path: path)
    self.path = path
    self.file = file
    block = [UInt8](repeating: 0, count: Self.blockSize)
  }

  /// The next byte, or `nil` at the end of the file.
  mutating func next() throws -> UInt8? {
    if position == end, try !refill() { return nil }
    defer { position += 1 }
    return block[position]
  }

  /// The byte that `next` will give.
  mutating func peek() throws -> UInt8? {
    if position == end, try !refill() { return nil }
    return block[position]
  }

  /// The bytes that come next, as many as one read gave.
  mutating func buffered() throws -> ArraySlice<UInt8> {
    if position == end, try !refill() { return [] }
    return block[position..<end]
  }

  private mutating func refill() throws -> Bool {
    let descriptor = file.descriptor
    while true {
      let count = block.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        position = 0
        end = count
        return count > 0
      }
      guard errno == EINTR else { throw ImportError.unreadable(path: path, why: errnoReason()) }
    }
  }
}

/// Closes a file when nobody holds it any more.
private final class OpenFile {
  let descriptor: Int32

  init(path: String) throws {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ImportError.unreadable(path: path, why: errnoReason()) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw ImportError.unreadable(path: path, why: "it is a folder, not a CSV file")
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }
}

/// Why the last system call failed, in words.
func errnoReason() -> String {
  switch errno {
  case ENOENT: "there is no such file or folder"
  case EACCES, EPERM: "permission denied"
  default: String(cString: strerror(errno)).lowercased()
  }
}
