internal import Glibc

/// A file's bytes in blocks, so that a file of any size is read in the memory of one block.
package struct ByteSource: ~Copyable {
  private static let blockSize = 1 << 16

  package let path: String
  /// `nil` if all bytes are in the block.
  private let file: OpenFile?
  private var block: [UInt8]
  private var position = 0
  private var end = 0

  /// - Throws: `CSVFault` if the file can't be opened or isn't one.
  package init(path: String) throws {
    let file = try OpenFile(path: path)
    self.path = path
    self.file = file
    block = [UInt8](repeating: 0, count: Self.blockSize)
  }

  /// A file that has been read already.
  package init(path: String, bytes: [UInt8]) {
    self.path = path
    file = nil
    block = bytes
    end = bytes.count
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
    guard let descriptor = file?.descriptor else { return false }
    while true {
      let count = block.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        position = 0
        end = count
        return count > 0
      }
      guard errno == EINTR else { throw CSVFault.unreadable(path: path, why: errnoReason()) }
    }
  }
}

/// Closes a file when nobody holds it any more.
private final class OpenFile {
  let descriptor: Int32

  init(path: String) throws {
    // Without O_NONBLOCK a pipe would hold this up until somebody writes to it.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    guard descriptor >= 0 else { throw CSVFault.unreadable(path: path, why: errnoReason()) }
    // What another program gives by standard input is waited for as long as it takes.
    let isGiven = FilePlace(path).isDescriptor
    var status = stat()
    let kind = fstat(descriptor, &status) == 0 ? status.st_mode & S_IFMT : 0
    if kind == S_IFDIR {
      throw CSVFault.unreadable(path: path, why: "it is a folder, not a CSV file")
    }
    if kind == S_IFCHR, !isGiven {
      throw CSVFault.unreadable(path: path, why: "it is a device, not a CSV file")
    }
    var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    if kind == S_IFIFO, !isGiven, poll(&state, 1, Self.patience) == 0 {
      throw CSVFault.unreadable(path: path, why: "it is a pipe that nobody writes to")
    }
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
  }

  /// How long a pipe may be empty at first, in ms.
  private static let patience: Int32 = 5000

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }
}
