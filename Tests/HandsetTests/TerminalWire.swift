import CallEngine
import Foundation
import Glibc
import Synchronization
import Testing

@testable import CallRuntime
@testable import Handset

/// A pseudo-terminal with somebody in front of it, who reads and types.
final class TerminalWire {
  let master: Int32
  let slave: Int32
  private(set) var output = ""
  private var isOpen = true
  private var undecoded: [UInt8] = []

  struct Silence: Error, CustomStringConvertible {
    let description: String
  }

  init(width: Int = 80, height: Int = 24) throws {
    var ends: (Int32, Int32) = (-1, -1)
    var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    try #require(openpty(&ends.0, &ends.1, nil, nil, &size) == 0)
    (master, slave) = ends
    // What another test runs would hold the terminal open after it was hung up.
    for end in [master, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  var mode: termios {
    var mode = termios()
    tcgetattr(slave, &mode)
    return mode
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(master, bytes, bytes.count)
  }

  func resize(width: Int, height: Int) {
    var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(slave, UInt(TIOCSWINSZ), &size)
  }

  func hangUp() {
    if isOpen { close(master) }
    isOpen = false
  }

  // The slave's end stays open: a handset left over by a failing test may still read it.
  deinit { hangUp() }

  /// Reads until the screen shows a text.
  func read(until text: String) throws {
    try read { $0.contains(text) }
  }

  /// Longer than any machine is too busy for a handset: what takes longer hangs.
  static let patience: Int32 = 300

  /// Reads until the screen is as wanted; gives up after a long time without a sign.
  func read(until isWanted: (String) -> Bool) throws {
    while !isWanted(screen) {
      guard readOnce(patience: 1000 * Self.patience) else {
        throw Silence(description: "not what was waited for:\n\(screen)")
      }
    }
  }

  /// Forgets what has been drawn.
  func forget() {
    output = ""
  }

  /// Reads what is there.
  func readAll() {
    while readOnce(patience: 0) {}
  }

  private func readOnce(patience: Int32) -> Bool {
    var file = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&file, 1, patience) == 1 else { return false }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(master, &bytes, bytes.count)
    guard count > 0 else { return false }
    undecoded += bytes[..<count]
    if let text = String(validating: undecoded, as: UTF8.self) {
      output += text
      undecoded = []
    }
    return true
  }

  /// What the output has drawn, of the sequences that the handset uses.
  var screen: String {
    var rows: [Int: String] = [:]
    var row = 1
    var rest = output.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\u{1B}" else {
        rows[row, default: ""].unicodeScalars.append(scalar)
        continue
      }
      rest = rest.dropFirst()
      let end = rest.firstIndex { $0.properties.isAlphabetic } ?? rest.endIndex
      let parameters = String(rest[..<end])
      let command = end < rest.endIndex ? rest[end] : " "
      rest = end < rest.endIndex ? rest[rest.index(after: end)...] : rest[end...]
      switch command {
      case "H": row = Int(parameters.prefix { $0 != ";" }) ?? 1
      case "K": rows[row] = ""
      case "J": rows = [:]
      default: break
      }
    }
    return (1...max(1, rows.keys.max() ?? 1)).map { rows[$0, default: ""] }.joined(separator: "\n")
  }
}

/// A handset at a pseudo-terminal, running in a thread of its own.
final class TerminalRun: Sendable {
  let services: TerminalServices
  private let finished = DispatchSemaphore(value: 0)
  private let result = Mutex<Result<HandsetResult, any Error>?>(nil)

  init(
    on wire: TerminalWire, direction: CallDirection = .incoming, speed: Double = 50,
    colour: Bool = false, services: TerminalServices = TerminalServices()
  ) {
    self.services = services
    let slave = wire.slave
    Thread.detachNewThread { [self] in
      let result = Result {
        let handset = Handset(
          title: "Invented line", line: "09120000001", numberDialled: "1000", direction: direction,
          speed: speed, colour: colour, input: slave, output: slave
        ) { report in
          SimulatedCall(
            program: TerminalLine.program, parameters: TerminalLine.parameters,
            narrator: terminalNarrator(), services: services, report: report)
        }
        // The whole run of tests would end by the signal of one in which a call ends late.
        handset.terminal.patience = .seconds(TerminalWire.patience)
        return try handset.run()
      }
      self.result.withLock { $0 = result }
      finished.signal()
    }
  }

  /// The result; the test fails if none comes.
  func end() throws -> HandsetResult {
    try #require(
      finished.wait(timeout: .now() + Double(TerminalWire.patience)) == .success,
      "the handset doesn't come back")
    return try #require(result.withLock { $0 }).get()
  }
}
