package import CallEngine
package import Foundation
internal import Synchronization

/// Something that is written into a call's record.
package enum CallRecordChange: Hashable, Sendable {
  case answered(CallRecord)
  case transfer(to: String, at: Date)
  case late(LateReply)
  case ended(CallEnding)
  case sound(SoundFigures)
}

/// Writes call records, and keeps in memory what can't be written now, so that a call whose database
/// was away has its record all the same. What is kept is gone if the process ends before it is
/// written.
package final class CallRegister: Sendable {
  private let store: Store
  private let most: Int
  private let waiting = Mutex<[(callID: String, change: CallRecordChange)]>([])

  /// - Parameter most: how many changes are kept. Each is a few hundred bytes, more with a long path.
  package init(_ store: Store, keeping most: Int = 10_000) {
    self.store = store
    self.most = most
  }

  /// How many changes are kept until they can be written.
  package var waitingCount: Int { waiting.withLock(\.count) }

  /// Writes a change, or keeps it if it can't be written now, or if others are kept: what happened
  /// before comes first.
  ///
  /// - Throws: `StoreError` if it is neither written nor kept.
  package func note(_ change: CallRecordChange, of callID: String) throws {
    let isKept = waiting.withLock { waiting in
      guard !waiting.isEmpty, waiting.count < most else { return false }
      waiting.append((callID, change))
      return true
    }
    if isKept { return }
    do { try store.apply(change, to: callID) } catch let error as StoreError {
      let isKept = waiting.withLock { waiting in
        guard error.mayPass, waiting.count < most else { return false }
        waiting.append((callID, change))
        return true
      }
      if !isKept { throw error }
    }
  }

  /// Writes what is kept. One thread at a time does so.
  ///
  /// - Returns: how many changes were written.
  /// - Throws: `StoreError` if one can't be written: it is kept if that may pass.
  @discardableResult
  package func catchUp() throws -> Int {
    var count = 0
    // Each stays until it is written, so that what happens meanwhile comes after it.
    while let (callID, change) = waiting.withLock(\.first) {
      do { try store.apply(change, to: callID, maybeAgain: true) } catch let error as StoreError {
        if !error.mayPass { waiting.withLock { _ = $0.removeFirst() } }
        throw error
      }
      waiting.withLock { _ = $0.removeFirst() }
      count += 1
    }
    return count
  }
}

extension Store {
  /// Writes a change of a call's record.
  ///
  /// - Parameter maybeAgain: whether it may have been written before, which then isn't repeated: of a
  ///   commit without an answer nobody knows.
  /// - Throws: `StoreError`.
  package func apply(
    _ change: CallRecordChange, to callID: String, maybeAgain: Bool = false
  ) throws {
    if maybeAgain, try isWritten(change, callID) { return }
    switch change {
    case .answered(let record): try beginCall(record)
    case .transfer(let target, let at): try beginTransfer(to: target, at: at, callID: callID)
    case .late(let reply): try record(reply, callID: callID)
    case .ended(let ending): try finishCall(callID, ending)
    case .sound(let sound): try record(sound, callID: callID)
    }
  }

  private func isWritten(_ change: CallRecordChange, _ callID: String) throws -> Bool {
    let (query, values): (String, StoredValues)
    switch change {
    case .answered:
      (query, values) = ("SELECT 1 FROM call_records WHERE call_id = ?", [callID])
    case .transfer(let target, let at):
      query = "SELECT 1 FROM transfers WHERE (call_id, target, at) = (?, ?, ?)"
      values = [callID, target, StoredTime.milliseconds(at)]
    case .late(let reply):
      query = """
        SELECT 1 FROM late_replies WHERE (call_id, service, outcome, at) = (?, ?, ?, ?)
        """
      values = [callID, reply.service, reply.outcome, StoredTime.milliseconds(reply.at)]
    // The same row is set to the same once more.
    case .ended, .sound: return false
    }
    return try read("read a call's record") { try $0.integer(query, values) != nil }
  }
}

extension StoreError {
  /// Whether the same may succeed later, without anybody's doing in the store.
  package var mayPass: Bool { kind == .unreachable || kind == .busy }
}
