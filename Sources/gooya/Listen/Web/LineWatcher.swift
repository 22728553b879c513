import CallEngine
import CallRuntime
import Foundation
import MenuScript
import Speech
import Synchronization
import WebHandset

/// Looks whether the scripts of an exchange's lines are saved, and compiles them beside the calls:
/// those from pages go on in the new script, and new ones begin in it.
final class LineWatcher: Sendable {
  private let exchange: Exchange
  private let state = Mutex(State())

  private struct State {
    /// By the place of the script, the last change and its number.
    var changes: [String: (number: Int, change: ScriptChange)] = [:]
    var isEnded = false
  }

  /// Often enough to seem immediate.
  private static let interval = 0.25

  init(_ exchange: Exchange) {
    self.exchange = exchange
  }

  /// - Parameter tell: is told what became of a script that was saved.
  func begin(_ tell: @escaping @Sendable (PhoneScriptNews) -> Void) {
    let thread = Thread { [self] in
      let watched = exchange.lines.map { line in
        WatchedScript(line.script, compiler: exchange.compiler)
      }
      while !state.withLock({ $0.isEnded }) {
        for script in watched {
          if let result = script.result() { take(result, of: script, tell) }
        }
        Thread.sleep(forTimeInterval: Self.interval)
      }
    }
    // A script may nest deeper than a small stack bears.
    thread.stackSize = 8 << 20
    thread.start()
  }

  func end() { state.withLock { $0.isEnded = true } }

  private func take(
    _ result: CompilationResult, of script: WatchedScript, _ tell: (PhoneScriptNews) -> Void
  ) {
    guard let name = exchange.webLines.first(where: { $0.line.script.path == script.path })?.name
    else { return }
    let isUsable = exchange.take(result, ofScriptAt: script.path)
    let findings = result.diagnostics.map(PhoneScriptNews.Finding.init)
    var change = ScriptChange(result)
    if case .broken = change {
      let errors = findings.filter(\.isError).map { "\($0.place): \($0.message) [\($0.code)]" }
      change = .broken(errors.joined(separator: "\n"))
    }
    state.withLock { [change] state in
      let number = (state.changes[script.path]?.number ?? 0) + 1
      state.changes[script.path] = (number, change)
    }
    tell(
      PhoneScriptNews(line: name, isUsable: isUsable, findings: findings))
  }

  /// What a call asks whether its script has changed since it asked last.
  func changes(of line: ListenLine) -> @Sendable () -> ScriptChange? {
    let path = line.script.path
    let seen = Seen(state.withLock { $0.changes[path]?.number ?? 0 })
    return { [self] in
      guard let (number, change) = state.withLock({ $0.changes[path] }), seen.isNew(number) else {
        return nil
      }
      return change
    }
  }

  /// The last change that a call knows of.
  private final class Seen: Sendable {
    private let number: Mutex<Int>

    init(_ number: Int) { self.number = Mutex(number) }

    func isNew(_ other: Int) -> Bool {
      number.withLock { number in
        defer { number = other }
        return number != other
      }
    }
  }
}

extension PhoneScriptNews.Finding {
  /// Its file is told without the folder, which is nobody's business on a page.
  init(_ diagnostic: Diagnostic) {
    let start = diagnostic.range.location
    let file = URL(filePath: start.file).lastPathComponent
    self.init(
      isError: diagnostic.isError, place: "\(file):\(start.line):\(start.column)",
      message: diagnostic.message, code: diagnostic.code)
  }
}
