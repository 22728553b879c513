import Glibc

/// Why a file can't be read or written.
package struct FileFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The path as the user gave it.
  package let path: String
  /// What is wrong, to follow "can't be read: ".
  package let reason: String

  init(_ path: String, _ reason: String) {
    self.path = path
    self.reason = reason
  }

  /// - Parameter code: an `errno`.
  init(_ path: String, code: Int32) {
    let reason =
      switch code {
      case ENOENT: "there is no such file"
      case EACCES, EPERM: "permission denied"
      case EISDIR: "it is a folder"
      default: String(cString: strerror(code)).lowercased()
      }
    self.init(path, reason)
  }

  package var description: String { "'\(path)': \(reason)" }
}

extension stat {
  var kind: mode_t { st_mode & S_IFMT }
  var permissions: mode_t { st_mode & 0o7777 }

  /// What it is, if it isn't a regular file.
  var kindInWords: String {
    switch kind {
    case S_IFDIR: "it is a folder"
    case S_IFIFO: "it is a pipe"
    case S_IFSOCK: "it is a socket"
    case S_IFCHR, S_IFBLK: "it is a device"
    default: "it isn't a regular file"
    }
  }

  /// - Returns: `nil` if it doesn't exist.
  init?(of path: String) {
    self.init()
    guard stat(path, &self) == 0 else { return nil }
  }

  /// - Returns: `nil` if the descriptor is invalid.
  init?(of descriptor: Int32) {
    self.init()
    guard fstat(descriptor, &self) == 0 else { return nil }
  }
}
