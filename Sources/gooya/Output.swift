import CallEngine
import Foundation
import Glibc
import Synchronization

// All that gooya prints goes through this file as a `VisibleText`; 'make lint' checks that.

/// Writes to standard output without a buffer: a reader sees each line at once, and no line is lost
/// if the process is killed.
enum StandardOutput {
  static func line(_ line: VisibleText) {
    text(line + "\n")
  }

  /// Writes a text that has its own line ends.
  static func text(_ text: VisibleText) {
    write(text.description)
  }

  /// Writes a message of a protocol, whose length counts its bytes. It is JSON, in which control
  /// characters are escaped.
  static func text(_ message: (header: String, body: String)) {
    write(message.header + message.body)
  }

  /// Writes the content of a file, byte for byte if a program reads it; on a terminal, control
  /// characters are shown as escapes.
  static func file(_ content: String) {
    write(isatty(STDOUT_FILENO) == 1 ? VisibleText(lines: content).description : content)
  }

  private static func write(_ text: String) {
    let error = text.write(to: STDOUT_FILENO)
    if error != 0 { trouble.store(error) }
  }

  /// Whether the reader is gone: the pipe was closed, or the terminal went away.
  static var isAbandoned: Bool {
    var state = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
    return poll(&state, 1, 0) == 1 && state.revents & Int16(POLLERR | POLLHUP) != 0
  }

  /// Whether a write has failed; further output would be lost too.
  static var isBroken: Bool { trouble.load() != 0 }

  /// Checks that everything was written. A reader that stops early, as `head` does, isn't a
  /// failure.
  ///
  /// - Throws: `Failure`.
  static func finish() throws {
    let error = trouble.load()
    if error == 0 || error == EPIPE { return }
    throw Failure("the output is not complete: \(String(cString: strerror(error)))")
  }

  /// The error of the last write.
  private static let trouble = SignalFlag()
}

/// Writes to standard error.
enum StandardError {
  private static let form = Mutex<(@Sendable (VisibleText) -> VisibleText)?>(nil)

  /// Gives all texts another form from now on, such as that of a log's lines.
  static func write(as form: @escaping @Sendable (VisibleText) -> VisibleText) {
    self.form.withLock { $0 = form }
  }

  static func line(_ line: VisibleText) {
    text(line + "\n")
  }

  /// Writes a text that has its own line ends.
  static func text(_ text: VisibleText) {
    let form = form.withLock { $0 }
    finished(form.map { $0(text.withoutLastBreak) + "\n" } ?? text)
  }

  /// Writes a text that has its form already.
  static func finished(_ text: VisibleText) {
    _ = text.description.write(to: STDERR_FILENO)
  }
}

/// Reads standard input.
enum StandardInput {
  /// - Parameter limit: the most bytes to read; allow one more than accepted, to detect input that
  ///   is too long.
  /// - Throws: the error of reading, such as from a closed stream.
  static func read(upTo limit: Int = .max) throws -> Data {
    try FileHandle.standardInput.read(upToCount: limit) ?? Data()
  }
}

/// The three standard streams.
enum StandardStreams {
  /// Opens standard streams that were closed on `/dev/null`, so that no file opened later takes
  /// their place and is read for keys or written over. Using them still fails.
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
        // The stream was left non-blocking by its previous owner.
        var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&state, 1, -1)
        continue
      }
      bytes = bytes.dropFirst(written)
    }
    return 0
  }
}
