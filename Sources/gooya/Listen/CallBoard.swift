import CallEngine
import CallRuntime
import Foundation
import Synchronization

/// The calls in progress, for whoever looks on. It knows nothing private: no number, key or word.
final class CallBoard: Sendable {
  struct Entry: Sendable, Codable {
    let id: Int
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

  func begin(_ accepted: AcceptedCall, language: String, at now: Date) {
    entries.withLock {
      $0[accepted.id] = Entry(
        id: accepted.id.number, network: accepted.call.network.rawValue, line: accepted.line.title,
        startedAt: now, language: language, state: "", stateSince: now, keys: 0)
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

  func end(_ id: LiveCallID) {
    entries.withLock { $0[id] = nil }
  }

  /// The calls that are on it.
  var calls: [LiveCallID] { entries.withLock { Array($0.keys) } }

  var all: [Entry] { entries.withLock { $0.values.sorted { $0.id < $1.id } } }
}
