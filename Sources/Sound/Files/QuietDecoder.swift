import Glibc
import Synchronization

/// Keeps a library's own words off the standard error.
///
/// libmpg123 writes there about files that are cut off or damaged, and libsndfile has no means to
/// silence it. A reader tells the same in its errors.
enum QuietDecoder {
  private static let lock = Mutex(())

  static func run(_ work: () -> Void) {
    lock.withLock { _ in
      let standardError = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0)
      let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
      if standardError >= 0, nowhere >= 0 { dup2(nowhere, STDERR_FILENO) }
      work()
      if standardError >= 0 {
        dup2(standardError, STDERR_FILENO)
        close(standardError)
      }
      if nowhere >= 0 { close(nowhere) }
    }
  }
}
