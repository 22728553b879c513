import CallEngine
import Foundation
import Glibc

// All that gooya prints goes through this file, and is a `VisibleText`; 'make lint' sees to it.

/// Writes to standard output without a buffer: a reader sees each line at once, and none is lost
/// when the process is killed.
enum StandardOutput {
  static func line(_ line: VisibleText) {
    text(line + "\n")
  }

  /// Writes a text that has its own ends of lines.
  static func text(_ text: VisibleText) {
    write(text.description)
  }

  /// Writes the content of a file, byte for byte where a program reads it; only a terminal is shown
  /// what it could take for commands.
  static func file(_ content: String) {
    write(isatty(STDOUT_FILENO) == 1 ? VisibleText(lines: content).description : content)
  }

  private static func write(_ text: String) {
    let error = text.write(to: STDOUT_FILENO)
    if error != 0 { trouble.store(error) }
  }

  /// Whether nobody is left who could read: the pipe's reader has closed it, or the terminal is gone.
  static var isAbandoned: Bool {
    var state = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
    return poll(&state, 1, 0) == 1 && state.revents & Int16(POLLERR | POLLHUP) != 0
  }

  /// Whether a write has failed: what else there is to tell reaches nobody.
  static var isBroken: Bool { trouble.load() != 0 }

  /// Makes sure that all has been written that was meant to be. That a reader had enough, as
  /// `head` does, is no failure.
  ///
  /// - Throws: `Failure`.
  static func finish() throws {
    let error = trouble.load()
    if error == 0 || error == EPIPE { return }
    throw Failure("the output is not complete: \(String(cString: strerror(error)))")
  }

  /// The last error of a write.
  private static let trouble = SignalFlag()
}

/// Writes to standard error.
enum StandardError {
  static func line(_ line: VisibleText) {
    text(line + "\n")
  }

  /// Writes a text that has its own ends of lines.
  static func text(_ text: VisibleText) {
    _ = text.description.write(to: STDERR_FILENO)
  }
}

/// Reads standard input.
enum StandardInput {
  /// - Parameter limit: how many bytes are read at most; one more than is allowed tells that there
  ///   are too many.
  /// - Throws: what reading a closed stream throws.
  static func read(upTo limit: Int = .max) throws -> Data {
    try FileHandle.standardInput.read(upToCount: limit) ?? Data()
  }
}

/// The three streams that a process begins with.
enum StandardStreams {
  /// Takes the place of streams that were closed, before a file of ours could be opened there and
  /// be read for keys or written over. What is done with them still fails.
  static func fillGaps() {
    for (descriptor, mode) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
    ] where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
      _ = open("/dev/null", mode)
    }
  }
}

extension String {
  /// Writes the whole text.
  ///
  /// - Returns: the `errno` of what failed, or 0.
  fileprivate func write(to descriptor: Int32) -> Int32 {
    var bytes = Array(utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        guard errno == EAGAIN else { return errno }
        // The stream was left non-blocking by whoever had it before.
        var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&state, 1, -1)
        continue
      }
      bytes = bytes.dropFirst(written)
    }
    return 0
  }
}
