import Foundation

/// A shell that ends what it has started when the process of the tests ends, however that ends: its
/// input is a stream that only that process holds.
package final class Lifeline: Sendable {
  private let shell: pid_t
  /// Closed to have the shell end.
  private let stream: Int32

  package struct Unavailable: Error, CustomStringConvertible {
    package let description: String
  }

  /// - Parameters:
  ///   - script: waits by `read`, and then ends what it has started. It leads a process group of its own.
  ///   - arguments: what the script has as `$0`, `$1` and so on.
  /// - Throws: `Unavailable`.
  package init(_ script: String, _ arguments: [String] = []) throws {
    var ends: [Int32] = [-1, -1]
    // Unlike pipe(2), it leaves no moment in which another child could get them.
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw Unavailable(description: "no sockets for a shell")
    }
    defer { close(ends[0]) }
    stream = ends[1]
    do {
      shell = try Self.spawn(["/bin/sh", "-c", script] + arguments, input: ends[0])
    } catch {
      close(ends[1])
      throw error
    }
  }

  deinit {
    close(stream)
    Self.reap(shell)
  }

  /// Runs a program to its end.
  ///
  /// - Returns: its exit status, as waitpid(2) tells it.
  /// - Throws: `Unavailable`.
  static func run(_ words: [String]) throws -> Int32 { Self.reap(try spawn(words, input: nil)) }

  @discardableResult
  private static func reap(_ id: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(id, &status, 0) == -1 && errno == EINTR {}
    return status
  }

  private static func spawn(_ words: [String], input: Int32?) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    } else {
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The tests' thread blocks nearly all signals.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    // Ctrl-C is for the tests; they end it.
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
    var arguments = words.map { strdup($0) } + [nil]
    defer { for text in arguments { free(text) } }
    var id = pid_t()
    let error = posix_spawn(&id, words[0], &actions, &attributes, &arguments, environ)
    guard error == 0 else { throw Unavailable(description: "\(words[0]) can't be started") }
    return id
  }
}
