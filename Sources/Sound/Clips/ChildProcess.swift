import Files
import Glibc
import Synchronization

/// A program run to its end, with a limit of time.
///
/// By posix_spawn(3): Foundation's `Process.run` crashes now and then on Linux, and hands its thread's
/// blocked signals on.
public enum ChildProcess {
  public enum Fault: Error, Hashable {
    /// There is no such program on the user's path.
    case notFound
    case timedOut
    /// It ended with a failure, or could not begin; in words.
    case failed(String)
  }

  /// Runs a program.
  ///
  /// - Parameters:
  ///   - words: the program's name or path, and its arguments.
  ///   - input: the path of a file that it reads; nothing if none is named.
  ///   - limit: how long it may take; then it is killed, with all that it has begun.
  /// - Returns: what it printed, its complaints too; of much only the beginning.
  /// - Throws: `Fault`.
  public static func run(
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
    // The pipe closes when the program ends: so its end is waited for without a signal or a thread.
    let (printed, ended) = read(reading, until: .now + limit)
    if !ended { kill(-child, SIGKILL) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) == -1 && errno == EINTR {}
    guard ended else { throw .timedOut }
    if status == 0 { return printed }
    if status == 127 << 8 { throw .notFound }
    let reason = printed.split(separator: "\n").first.map { ": \($0)" } ?? ""
    throw .failed("\(words.first ?? "") ended with status \(status >> 8 & 0xFF)\(reason)")
  }

  /// One starts at a time, so that none inherits another's pipe.
  private static let starting = Mutex(())

  /// - Returns: the program's process, and where what it prints is read.
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
    // A process group of its own, so that it can be ended with all that it has begun.
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

  /// - Returns: what came, and whether it came to its end in time.
  private static func read(
    _ descriptor: Int32, until deadline: ContinuousClock.Instant
  ) -> (text: String, ended: Bool) {
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
      if count <= 0 { return (String(decoding: bytes, as: UTF8.self), true) }
      if bytes.count < mostOutput { bytes += block[..<count] }
    }
    return (String(decoding: bytes, as: UTF8.self), false)
  }
}
