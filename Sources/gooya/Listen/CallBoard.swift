import CallEngine
import CallRuntime
import Foundation
import Synchronization

/// The calls in progress, for whoever looks on. It knows nothing private: no number, key or word.
final class CallBoard: Sendable {
  struct Entry: Sendable, Codable {
    /// The call's identity in records and the log.
    let id: String
    let network: String
    let line: String
    let startedAt: Date
    var language: String
    var state: String
    /// When it came to that state.
    var stateSince: Date
    /// How many keys were pressed.
    var keys: Int
  }

  private let entries = Mutex<[LiveCallID: Entry]>([:])

  /// - Parameter language: the one asked for; `nil` for the script's own.
  func begin(_ accepted: AcceptedCall, language: Language?, at now: Date) {
    let spoken = accepted.line.script.program.languages
    let first = language.flatMap { spoken.contains($0) ? $0 : nil } ?? spoken[0]
    entries.withLock {
      $0[accepted.id] = Entry(
        id: accepted.callID, network: accepted.call.network.rawValue, line: accepted.line.title,
        startedAt: now, language: first.tag, state: "", stateSince: now, keys: 0)
    }
  }

  func note(_ event: TranscriptEvent, of id: LiveCallID, at now: Date) {
    switch event.content {
    case .state(let name):
      entries.withLock {
        $0[id]?.state = name
        $0[id]?.stateSince = now
      }
    case .pressed: entries.withLock { $0[id]?.keys += 1 }
    default: break
    }
  }

  /// What a call speaks, which it may change with its state.
  func note(_ language: Language, of id: LiveCallID) {
    entries.withLock { $0[id]?.language = language.tag }
  }

  func end(_ id: LiveCallID) {
    entries.withLock { $0[id] = nil }
  }

  /// The calls that are on it.
  var calls: [LiveCallID] { entries.withLock { Array($0.keys) } }

  /// In the order in which they came.
  var all: [Entry] {
    entries.withLock { $0.sorted { $0.key.number < $1.key.number }.map(\.value) }
  }
}
