import Foundation
import Glibc

/// Graphviz's `dot`, which lays pictures out.
enum Graphviz {
  /// How long a picture may take; one of two hundred states takes less than a second.
  private static let timeLimit = Duration.seconds(120)

  /// - Throws: `Failure` if there is no `dot` or it can't lay the picture out.
  static func svg(of dot: String) throws -> String {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appending(path: "gooya-graph-\(UUID().uuidString)")
    defer { try? files.removeItem(at: folder) }
    let (text, picture, complaints) = (
      folder.appending(path: "menu.dot"), folder.appending(path: "menu.svg"),
      folder.appending(path: "complaints")
    )
    do {
      try files.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(dot.utf8).write(to: text)
    } catch {
      throw Failure("the picture can't be laid out: \(error.reason)")
    }
    let child = try start(
      ["dot", "-Tsvg", "-o", picture.path, text.path], complaints: complaints.path)
    let status = try end(of: child)
    guard status == 0, let picture = try? Data(contentsOf: picture) else {
      let said = (try? String(contentsOf: complaints, encoding: .utf8)) ?? ""
      let reason = said.split(separator: "\n").first.map { ": \($0)" } ?? ""
      throw Failure.ownFault("Graphviz can't lay the picture out\(reason)")
    }
    return String(decoding: picture, as: UTF8.self)
  }

  /// By posix_spawn(3): Foundation's `Process.run` crashes now and then on Linux, and hands its
  /// thread's blocked signals on.
  ///
  /// - Throws: `Failure` if there is no such program.
  private static func start(_ words: [String], complaints: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, STDERR_FILENO, complaints, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    let error = posix_spawnp(&child, words[0], &actions, nil, &arguments, environ)
    switch error {
    case 0: return child
    case ENOENT, EACCES, ENOTDIR:
      throw Failure(
        "the program 'dot' that lays pictures out is missing; install Debian's package graphviz "
          + "(apt-get install graphviz), or take --format mermaid or --format dot")
    default: throw Failure("'dot' can't be run: \(String(cString: strerror(error)))")
    }
  }

  /// Waits for a program.
  ///
  /// - Returns: its status as waitpid(2) gives it.
  /// - Throws: `Failure` if it takes too long.
  private static func end(of child: pid_t) throws -> Int32 {
    let deadline = ContinuousClock.now + timeLimit
    var status: Int32 = 0
    while true {
      let ended = waitpid(child, &status, WNOHANG)
      if ended == child { return status }
      if ended == -1 && errno != EINTR {
        throw Failure.ownFault("'dot' can't be waited for: \(String(cString: strerror(errno)))")
      }
      if ContinuousClock.now > deadline {
        kill(child, SIGKILL)
        while waitpid(child, &status, 0) == -1 && errno == EINTR {}
        throw Failure(
          "Graphviz has not laid the picture out within \(timeLimit.components.seconds) s: the menu "
            + "is too large for it; take --format mermaid or --format dot")
      }
      usleep(5000)
    }
  }
}
