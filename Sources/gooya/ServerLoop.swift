import CallRuntime
import Foundation
import Glibc
import LanguageServer
import Synchronization

/// Carries bytes between a language server and its client, and has checks run beside it.
final class ServerLoop {
  private var server: LanguageServer
  private let reports = CheckInbox()
  private let start = ContinuousClock.now

  init(_ server: LanguageServer) {
    self.server = server
  }

  private var now: Duration { ContinuousClock.now - start }

  /// Runs until the client is done.
  ///
  /// - Returns: the exit status.
  func run() -> Int32 {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let status = server.exitStatus { return status }
      if StandardOutput.isBroken { return 1 }
      beginCheck()
      var ready = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: reports.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      let wait = server.deadline.map { Int32(max(0, ($0 - now) / .milliseconds(1))) + 1 } ?? -1
      guard poll(&ready, 2, wait) >= 0 || errno == EINTR else { return 1 }
      for report in reports.take() { send(server.finish(report)) }
      guard ready[0].revents != 0 else { continue }
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count > 0 {
        send(server.receive(buffer[..<count], at: now))
      } else if count == 0 || errno != EINTR && errno != EAGAIN {
        server.endOfInput()
      }
    }
  }

  private func beginCheck() {
    guard let check = server.beginCheck(at: now) else { return }
    let reports = reports
    let thread = Thread { reports.put(check.run()) }
    // A script may nest deeper than a small stack bears.
    thread.stackSize = 8 << 20
    thread.start()
  }

  private func send(_ messages: [JSONValue]) {
    for message in messages { StandardOutput.text(LanguageServer.frame(message)) }
  }
}

/// Where reports of checks wait for the loop. While one waits, its descriptor is readable.
private final class CheckInbox: Sendable {
  private let waiting = Mutex<[Check.Report]>([])
  private let bell = Bell()

  var descriptor: Int32 { bell.descriptor }

  func put(_ report: Check.Report) {
    waiting.withLock { waiting in
      if waiting.isEmpty { bell.ring() }
      waiting.append(report)
    }
  }

  func take() -> [Check.Report] {
    waiting.withLock { waiting in
      if !waiting.isEmpty { bell.silence() }
      defer { waiting = [] }
      return waiting
    }
  }
}
