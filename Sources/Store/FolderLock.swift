internal import Files
internal import Foundation
internal import Synchronization

/// What processes that share a data folder know about each other: which calls are in progress, and
/// whether work is being done that only one process may do at a time.
///
/// Each is a byte of an empty file, locked by the process concerned. The system releases the locks
/// of a process however it ends, so there are no stale locks, and no process IDs that may have been
/// reused. Locks belong to the open file (`F_OFD_SETLK`, fcntl(2)).
final class FolderLock: StoreLocks {
  private static let set: Int32 = 37  // F_OFD_SETLK, which Glibc's module leaves out
  private static let get: Int32 = 36  // F_OFD_GETLK
  /// Shared by all that have the folder open.
  private static let presence: Int64 = 0x7000_0000_0000_0000
  private let descriptor: Int32
  /// The bytes locked here: the system doesn't report an open file's own locks.
  private let own = Mutex<Set<Int64>>([])

  /// - Throws: `StoreError` if the file can't be opened.
  init(folder: URL) throws {
    let path = folder.appendingPathComponent(DataFolder.lockName).path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else {
      throw StoreError(
        errno == ENOSPC ? .diskFull : .unreadable, "open the data", path: path,
        reason: "the file can't be opened (\(errnoReason()))")
    }
    _ = apply(F_RDLCK, to: Self.presence, Self.set)
  }

  deinit {
    // Closing isn't enough while a child process is being started: until it executes its program,
    // it has the open file too.
    for byte in own.withLock({ $0 }).union([Self.presence]) { release(byte) }
    close(descriptor)
  }

  /// Locks a byte.
  ///
  /// - Returns: `false` if it is already locked.
  @discardableResult
  func take(_ byte: Int64) -> Bool {
    own.withLock { own in
      guard !own.contains(byte), apply(F_WRLCK, to: byte, Self.set) != nil else { return false }
      own.insert(byte)
      return true
    }
  }

  func release(_ byte: Int64) {
    own.withLock { own in
      own.remove(byte)
      _ = apply(F_UNLCK, to: byte, Self.set)
    }
  }

  /// Whether a byte is locked, in this process or another.
  func isTaken(_ byte: Int64) -> Bool {
    own.withLock { own in
      // If locks don't work, another process may have it.
      own.contains(byte) || apply(F_WRLCK, to: byte, Self.get).map { $0 != F_UNLCK } ?? true
    }
  }

  /// Whether somebody else has the folder open, in this process or another.
  var isOpenElsewhere: Bool {
    apply(F_WRLCK, to: Self.presence, Self.get).map { $0 != F_UNLCK } ?? false
  }

  /// - Returns: The type of the conflicting lock, or `nil` if the call failed.
  private func apply(_ type: Int32, to byte: Int64, _ command: Int32) -> Int32? {
    var lock = flock()
    lock.l_type = Int16(type)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = Int(byte)
    lock.l_len = 1
    while true {
      if fcntl(descriptor, command, &lock) == 0 { return Int32(lock.l_type) }
      if errno != EINTR { return nil }
    }
  }
}
