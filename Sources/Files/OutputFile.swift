import Glibc

/// A file to write. All files are written through it, so that all are written alike: completely or
/// not at all, keeping their permissions, and through links.
package struct OutputFile: Sendable {
  /// Who may read the written file.
  package enum Readers: Sendable {
    /// Unchanged; for a new file, according to the umask.
    case unchanged
    /// The owner only, even if others could before: it holds what a caller keyed or heard.
    case owner
  }

  /// The path as the user gave it.
  package let path: String
  package let place: FilePlace
  private let readers: Readers

  /// Prepares to write a file, without touching it yet.
  ///
  /// - Throws: if it can't be written.
  package init(_ path: String, for readers: Readers = .unchanged) throws(FileFault) {
    self.path = path
    self.readers = readers
    guard !path.isEmpty else { throw FileFault(path, "the file has no name") }
    place = FilePlace(path)
    guard let status = stat(of: place.path) else {
      guard errno == ENOENT || errno == ENOTDIR else { throw FileFault(path, code: errno) }
      guard !path.hasSuffix("/") else { throw FileFault(path, "there is no such folder") }
      guard let parent = stat(of: folder), parent.kind == S_IFDIR else {
        throw FileFault(path, "there is no folder '\(folder)'")
      }
      try demandAccess(folder)
      return
    }
    guard status.kind != S_IFDIR, status.kind != S_IFSOCK else {
      throw FileFault(path, status.kindInWords)
    }
    try demandAccess(place.path)
  }

  private func demandAccess(_ place: String) throws(FileFault) {
    guard access(place, W_OK) == 0 else { throw FileFault(path, code: errno) }
  }

  /// Replaces the file atomically: readers see the old bytes or the new ones.
  ///
  /// A device, a pipe or a file with several hard links is written to in place.
  package func replace(with bytes: some Sequence<UInt8>) throws(FileFault) {
    let bytes = Array(bytes)
    let old = stat(of: place.path)
    if let old, place.isDescriptor || old.kind != S_IFREG || old.st_nlink > 1 {
      let descriptor = try open()
      defer { close(descriptor) }
      return try write(bytes, to: descriptor)
    }
    // In the same folder, so that it can be renamed atomically.
    let fresh = Self.temporaryName(in: folder)
    let leftover = Leftovers.add(file: fresh)
    do throws(FileFault) {
      try make(fresh, like: old, with: bytes)
    } catch {
      unlink(fresh)
      Leftovers.remove(leftover)
      throw error
    }
    let error = rename(fresh, place.path) == 0 ? 0 : errno
    if error != 0 { unlink(fresh) }
    Leftovers.remove(leftover)
    if error != 0 { throw FileFault(path, code: error) }
  }

  /// The folder that the file is in.
  private var folder: String {
    let slash = place.path.lastIndex(of: "/") ?? place.path.startIndex
    return slash == place.path.startIndex ? "/" : String(place.path[..<slash])
  }

  /// A name that can't be guessed, so that nothing can be planted under it.
  static func temporaryName(in folder: String) -> String {
    let random = (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }
    return "\(folder)/.gooya-\(random.joined())"
  }

  private func make(_ fresh: String, like old: stat?, with bytes: [UInt8]) throws(FileFault) {
    let mode: mode_t = old == nil && readers == .unchanged ? 0o666 : 0o600
    let descriptor = Glibc.open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw FileFault(path, code: errno) }
    defer { close(descriptor) }
    if let old {
      // Only the superuser can change the owner; for others it is theirs already.
      _ = fchown(descriptor, old.st_uid, old.st_gid)
      if readers == .unchanged, fchmod(descriptor, old.permissions) != 0 {
        throw FileFault(path, code: errno)
      }
    }
    try write(bytes, to: descriptor)
    guard fsync(descriptor) == 0 else { throw FileFault(path, code: errno) }
  }

  /// Writes bytes to the opened file.
  package func write(_ bytes: [UInt8], to descriptor: Int32) throws(FileFault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw FileFault(path, code: errno)
      }
    }
  }

  /// Empties the file and opens it for writing piece by piece, as for a journal: what has been
  /// written stays even if gooya is killed.
  ///
  /// - Returns: its descriptor, which the caller closes.
  package func open() throws(FileFault) -> Int32 {
    let mode: mode_t = readers == .owner ? 0o600 : 0o666
    var flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK
    if !place.isDescriptor { flags |= O_NOFOLLOW }
    let descriptor = Glibc.open(place.path, flags, mode)
    guard descriptor >= 0 else {
      throw errno == ENXIO
        ? FileFault(path, "it is a pipe without a reader") : FileFault(path, code: errno)
    }
    do throws(FileFault) {
      try prepare(descriptor)
      return descriptor
    } catch {
      close(descriptor)
      throw error
    }
  }

  private func prepare(_ descriptor: Int32) throws(FileFault) {
    // Writing waits for a slow reader of a pipe.
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
    guard let status = stat(of: descriptor) else { throw FileFault(path, code: errno) }
    guard status.kind == S_IFREG else { return }
    if readers == .owner, status.permissions & 0o077 != 0, fchmod(descriptor, 0o600) != 0 {
      throw FileFault(path, "others can read it, and its permissions can't be changed")
    }
    guard ftruncate(descriptor, 0) == 0 else { throw FileFault(path, code: errno) }
  }
}
