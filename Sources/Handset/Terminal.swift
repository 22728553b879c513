import CallEngine
import Glibc

/// A terminal in raw mode with the alternate screen and no cursor. It is restored however the
/// program ends, except by SIGKILL.
///
/// Only one can be open at a time, because signals belong to the whole process.
final class Terminal {
  /// Why a wait ended.
  enum Wake: Equatable {
    case bytes([UInt8])
    case timeout
    /// The size may have changed, or the screen's content is gone.
    case redraw
    /// A signal that ends programs arrived from outside.
    case signal(Int32)
    /// The terminal was closed.
    case closed
  }

  /// Why a terminal can't be opened.
  struct Failure: Error, Hashable, CustomStringConvertible {
    let description: String
  }

  private let input: Int32
  private let output: Int32
  private var isOpen = false
  /// How long the call may take to end after a signal; then the process ends by it.
  var patience = Duration.milliseconds(800)

  private static let enterScreen: VisibleText = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l\u{1B}[2J"

  init(input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO) {
    self.input = input
    self.output = output
  }

  deinit { close() }

  /// Whether both ends are terminals with a movable cursor.
  static func isUsable(input: Int32, output: Int32, environment: [String: String]) -> Bool {
    isatty(input) == 1 && isatty(output) == 1 && environment["TERM"] != "dumb"
  }

  /// Switches the terminal to raw mode and the alternate screen.
  ///
  /// - Throws: `Failure` if it isn't a terminal, or another one is open.
  func open() throws(Failure) {
    var mode = termios()
    guard tcgetattr(input, &mode) == 0 else {
      throw Failure(
        description: "the input isn't a terminal (\(Self.reason(errno))); "
          + "give the keys with --keys or pipe them in")
    }
    guard TerminalSignals.install(input: input, output: output, mode: mode, patience) else {
      throw Failure(description: "another terminal is open in this process")
    }
    isOpen = true
    guard enterRawMode() else {
      close()
      throw Failure(description: "the terminal can't be put into raw mode")
    }
    _ = write(Self.enterScreen)
  }

  /// Restores the terminal. Does nothing if it isn't open.
  func close() {
    guard isOpen else { return }
    isOpen = false
    TerminalSignals.remove()
  }

  /// Lines and columns; 24 × 80 if unknown.
  var size: (width: Int, height: Int) {
    var size = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return (80, 24)
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Writes all of the text.
  ///
  /// - Returns: whether the terminal is still there.
  func write(_ text: VisibleText) -> Bool {
    var bytes = Array(text.description.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes = bytes.dropFirst(count)
      } else if errno == EAGAIN {
        var ready = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
        _ = poll(&ready, 1, 1000)
        if endingSignal != nil { return false }
      } else if errno != EINTR || endingSignal != nil {
        return false
      }
    }
    return true
  }

  /// Waits until something happens.
  ///
  /// - Parameters:
  ///   - timeout: the longest wait; `nil` for no limit.
  ///   - descriptor: ends the wait, as a time-out does, once it is readable.
  func wait(atMost timeout: Duration?, orUntilReadable descriptor: Int32? = nil) -> Wake {
    var files = [
      pollfd(fd: TerminalSignals.wakeUp, events: Int16(POLLIN), revents: 0),
      pollfd(fd: input, events: Int16(POLLIN), revents: 0),
      // poll(2) ignores negative descriptors.
      pollfd(fd: descriptor ?? -1, events: Int16(POLLIN), revents: 0),
    ]
    let count = poll(&files, nfds_t(files.count), timeout.map(Self.milliseconds) ?? -1)
    if count < 0 { return errno == EINTR || errno == EAGAIN ? .redraw : .closed }
    if count == 0 { return .timeout }
    if files[0].revents != 0, let signal = TerminalSignals.take() { return wake(for: signal) }
    if files[1].revents != 0 { return read() }
    return files[2].revents == 0 ? .redraw : .timeout
  }

  /// The signal from outside that asks the program to end, if any.
  var endingSignal: Int32? { TerminalSignals.endingSignal }

  /// Stops the process for job control; returns when it is continued.
  func suspend() {
    TerminalSignals.restoreTerminal()
    TerminalSignals.stopProcess()
    _ = enterRawMode()
    _ = write(Self.enterScreen)
  }

  private func read() -> Wake {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(input, &bytes, bytes.count)
    if count > 0 { return .bytes(Array(bytes[..<count])) }
    return count < 0 && (errno == EINTR || errno == EAGAIN) ? .redraw : .closed
  }

  private func wake(for signal: Int32) -> Wake {
    switch signal {
    case SIGWINCH: return .redraw
    case SIGTSTP:
      suspend()
      return .redraw
    case SIGCONT:
      // The shell or another program may have changed the terminal's mode.
      _ = enterRawMode()
      _ = write(Self.enterScreen)
      return .redraw
    default: return .signal(signal)
    }
  }

  private func enterRawMode() -> Bool {
    var mode = TerminalSignals.originalMode
    cfmakeraw(&mode)
    return tcsetattr(input, TCSADRAIN, &mode) == 0
  }

  /// Rounded up, so that a wait never ends just before its time.
  private static func milliseconds(_ duration: Duration) -> Int32 {
    let limited = min(max(duration, .zero), .seconds(3600))
    let (seconds, attoseconds) = limited.components
    return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
