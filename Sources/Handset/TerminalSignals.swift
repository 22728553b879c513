import Glibc

/// Signal handling for an open terminal: some signals are reported, and all that end the process
/// restore the terminal.
///
/// Signal handlers may do next to nothing (signal-safety(7)): they touch only memory allocated
/// beforehand, and call only tcsetattr, write, sigaction and raise.
enum TerminalSignals {
  /// Signals that end the process after the call has been ended in order.
  private static let ending = [SIGHUP, SIGINT, SIGQUIT, SIGTERM]
  private static let reported = [SIGWINCH, SIGTSTP, SIGCONT]
  /// Signals that end the process at once.
  private static let crashes = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS]

  /// Begins handling signals for a terminal.
  ///
  /// - Parameter patience: how long the process may take to end after a signal.
  /// - Returns: `false` if a terminal is already open.
  static func install(
    input: Int32, output: Int32, mode: termios, _ patience: Duration
  ) -> Bool {
    guard record.pointee.isOpen == 0 else { return false }
    var pipeEnds: [Int32] = [-1, -1]
    guard pipe(&pipeEnds) == 0 else { return false }
    for end in pipeEnds {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    record.pointee = TerminalRecord(
      isOpen: 1, input: input, output: output, mode: mode, readEnd: pipeEnds[0],
      writeEnd: pipeEnds[1], patience: timeval(patience))
    precondition(!leaveScreen.isEmpty, "what handlers use is there before them")
    _ = atExit
    for signal in ending { handle(signal, with: receiveEndingSignal) }
    handle(SIGALRM, with: receiveImpatience)
    for signal in reported { handle(signal, with: receiveReportedSignal, SA_RESTART) }
    for signal in crashes {
      handle(signal, with: receiveCrash, SA_ONSTACK | Int32(bitPattern: UInt32(SA_NODEFER)))
    }
    var ignore = sigaction()
    ignore.__sigaction_handler.sa_handler = SIG_IGN
    sigaction(SIGPIPE, &ignore, previousActions + Int(SIGPIPE))
    return true
  }

  /// Restores the terminal and the signal handlers.
  static func remove() {
    restoreTerminal()
    record.pointee.isOpen = 0
    beImpatient(after: timeval())
    for signal in ending + reported + crashes + [SIGALRM, SIGPIPE] {
      sigaction(signal, previousActions + Int(signal), nil)
    }
    Glibc.close(record.pointee.readEnd)
    Glibc.close(record.pointee.writeEnd)
  }

  static var originalMode: termios { record.pointee.mode }

  /// Readable when `take()` has a signal.
  static var wakeUp: Int32 { record.pointee.readEnd }

  /// The signal that asks the process to end, if any.
  static var endingSignal: Int32? {
    record.pointee.endingSignal == 0 ? nil : record.pointee.endingSignal
  }

  /// The oldest signal that came.
  static func take() -> Int32? {
    var byte: UInt8 = 0
    return read(record.pointee.readEnd, &byte, 1) == 1 ? Int32(byte) : nil
  }

  static func restoreTerminal() { giveTerminalBack() }

  /// Stops the process, and returns when it is continued. The system doesn't stop a process that
  /// nobody could continue.
  static func stopProcess() {
    var standard = sigaction()
    standard.__sigaction_handler.sa_handler = SIG_DFL
    var own = sigaction()
    sigaction(SIGTSTP, &standard, &own)
    raise(SIGTSTP)
    sigaction(SIGTSTP, &own, nil)
  }

  private static func handle(
    _ signal: Int32, with handler: @escaping @convention(c) (Int32) -> Void, _ flags: Int32 = 0
  ) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    action.sa_flags = flags
    sigaction(signal, &action, previousActions + Int(signal))
  }

  /// Registers, once, the restoring of the terminal at exit.
  private static let atExit: Void = {
    atexit { if record.pointee.isOpen != 0 { giveTerminalBack() } }
  }()
}

/// The handlers' data.
private struct TerminalRecord {
  var isOpen: Int32 = 0
  var input: Int32 = -1
  var output: Int32 = -1
  var mode = termios()
  var readEnd: Int32 = -1
  var writeEnd: Int32 = -1
  var patience = timeval()
  /// The last of the signals that end the process; 0 if none came.
  var endingSignal: Int32 = 0
  /// How many came, except SIGHUP.
  var endingSignals: Int32 = 0
}

// Behind pointers, since a handler may access it at any moment; set up before the first handler, so
// that none has to.
nonisolated(unsafe) private let record: UnsafeMutablePointer<TerminalRecord> = {
  let record = UnsafeMutablePointer<TerminalRecord>.allocate(capacity: 1)
  record.initialize(to: TerminalRecord())
  return record
}()

nonisolated(unsafe) private let previousActions: UnsafeMutablePointer<sigaction> = {
  let actions = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
  actions.initialize(repeating: sigaction(), count: 65)
  return actions
}()

nonisolated(unsafe) private let leaveScreen: UnsafeMutableBufferPointer<UInt8> = {
  let text = "\u{1B}[0m\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"
  let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
  _ = bytes.initialize(fromContentsOf: text.utf8)
  return bytes
}()

/// Restores the terminal's mode and screen.
private func giveTerminalBack() {
  // Without this, a process in the background would be stopped here.
  var blocked = sigset_t()
  var before = sigset_t()
  sigemptyset(&blocked)
  sigaddset(&blocked, SIGTTOU)
  pthread_sigmask(SIG_BLOCK, &blocked, &before)
  _ = write(record.pointee.output, leaveScreen.baseAddress, leaveScreen.count)
  tcsetattr(record.pointee.input, TCSANOW, &record.pointee.mode)
  pthread_sigmask(SIG_SETMASK, &before, nil)
}

private func report(_ signal: Int32) {
  let code = errno
  var byte = UInt8(truncatingIfNeeded: signal)
  _ = write(record.pointee.writeEnd, &byte, 1)
  errno = code
}

private func receiveReportedSignal(_ signal: Int32) {
  report(signal)
}

/// Such a signal is reported, so that the call ends in order. The third, or the end of patience, ends
/// the process at once: timeout(1) sends its signal twice, and shells repeat a SIGHUP.
private func receiveEndingSignal(_ signal: Int32) {
  record.pointee.endingSignal = signal
  if signal != SIGHUP { record.pointee.endingSignals += 1 }
  if record.pointee.endingSignals < 3 {
    report(signal)
    beImpatient(after: record.pointee.patience)
  } else {
    die(of: signal)
  }
}

/// Arms SIGALRM; a time of zero disarms it.
private func beImpatient(after time: timeval) {
  var patience = itimerval()
  patience.it_value = time
  setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &patience, nil)
}

extension timeval {
  fileprivate init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self.init(tv_sec: Int(seconds), tv_usec: Int(attoseconds / 1_000_000_000_000))
  }
}

private func receiveImpatience(_ signal: Int32) {
  die(of: record.pointee.endingSignal)
}

/// Restores the terminal, then lets the signal take its default action.
private func die(of signal: Int32) {
  giveTerminalBack()
  sigaction(signal, previousActions + Int(signal), nil)
  raise(signal)
}

/// A crash proceeds after the terminal has been restored. Swift's own handler, which writes the
/// backtrace, returns; then the default action is taken.
private func receiveCrash(_ signal: Int32) {
  die(of: signal)
  var standard = sigaction()
  standard.__sigaction_handler.sa_handler = SIG_DFL
  sigaction(signal, &standard, nil)
  raise(signal)
}
