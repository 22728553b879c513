internal import Glibc

/// Why the last system call failed, in words.
package func errnoReason() -> String {
  switch errno {
  case ENOENT: "there is no such file or folder"
  case EACCES, EPERM: "permission denied"
  default: String(cString: strerror(errno)).lowercased()
  }
}
