import Files
import Glibc
import Synchronization

/// Runs a program to its end, with a time limit.
///
/// It uses posix_spawn(3): Foundation's `Process.run` occasionally crashes on Linux and passes on
/// its thread's blocked signals. swift-subprocess is asynchronous only, and a synchronous caller
/// that waits for it on a thread of Swift's concurrency pool can use up the threads that it needs.
package enum ChildProcess {
  package enum Fault: Error, Hashable {
    /// There is no such program on the user's path.
    case notFound
    case timedOut
    /// It failed or could not be started; the reason as text.
    case failed(String)
  }

  /// Runs a program and waits until it ends.
  ///
  /// - Parameters:
  ///   - words: the program's name or path, and its arguments.
  ///   - input: the path of its standard input; empty by default.
  ///   - limit: how long it may run; then it is killed, with the processes that it started.
  /// - Returns: its standard output and standard error, cut off after 64 KiB.
  package static func run(
    _ words: [String], input: String = "/dev/null", limit: Duration
  ) throws(Fault) -> String {
    let (child, reading) = try starting.withLock { _ throws(Fault) in
      try start(words, input: input)
    }
    let leftover = Leftovers.add(child: child)
    defer {
      Leftovers.remove(child: leftover)
      close(reading)
    }
    let deadline = ContinuousClock.now + limit
    let printed = read(reading, until: deadline)
    guard let status = wait(for: child, until: deadline) else { throw .timedOut }
    if status == 0 { return printed }
    if status == 127 << 8 { throw .notFound }
    let signal = status & 0x7F
    let end = signal == 0 ? "ended with status \(status >> 8 & 0xFF)" : "ended by signal \(signal)"
    let reason = printed.split(separator: "\n").first.map { ": \($0)" } ?? ""
    throw .failed("\(words.first ?? "") \(end)\(reason)")
  }

  /// Waits for a program whose output has ended, and kills it at the deadline: one that has closed its
  /// output may still hang.
  ///
  /// - Returns: its status as waitpid(2) reports it; `nil` if it was killed.
  private static func wait(
    for child: pid_t, until deadline: ContinuousClock.Instant
  ) -> Int32? {
    var status: Int32 = 0
    while true {
      switch waitpid(child, &status, WNOHANG) {
      case child: return status
      case 0 where .now < deadline: usleep(500)
      case 0:
        kill(-child, SIGKILL)
        while waitpid(child, &status, 0) == -1 && errno == EINTR {}
        return nil
      case _ where errno == EINTR: continue
      default: return nil
      }
    }
  }

  /// One program is started at a time, so that none inherits another's pipe.
  private static let starting = Mutex(())

  /// - Returns: the program's process, and the descriptor from which its output is read.
  private static func start(
    _ words: [String], input: String
  ) throws(Fault) -> (child: pid_t, reading: Int32) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .failed(String(cString: strerror(errno))) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[1]) }
    do throws(Fault) {
      return (try spawn(words, input: input, output: ends[1]), ends[0])
    } catch {
      close(ends[0])
      throw error
    }
  }

  private static func spawn(
    _ words: [String], input: String, output: Int32
  ) throws(Fault) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    // A process group of its own, so that it can be killed with the processes that it started.
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    switch posix_spawnp(&child, words.first ?? "", &actions, &attributes, &arguments, environ) {
    case 0: return child
    case ENOENT: throw .notFound
    case let error: throw .failed(String(cString: strerror(error)))
    }
  }

  private static let mostOutput = 65536

  /// Reads until the program closes its output, or until the deadline.
  private static func read(
    _ descriptor: Int32, until deadline: ContinuousClock.Instant
  ) -> String {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 4096)
    while true {
      let left = (deadline - .now) / .milliseconds(1)
      var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard left > 0 else { break }
      let ready = poll(&state, 1, Int32(clamping: Int(left.rounded(.up))))
      if ready < 0 && errno == EINTR { continue }
      guard ready > 0 else { break }
      let count = Glibc.read(descriptor, &block, block.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      if bytes.count < mostOutput { bytes += block[..<count] }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
