import CLibre

/// The INVITEs of this side's to which still others may answer: a proxy has passed one on to several.
struct Forks {
  private struct Invite {
    /// libre's; it tells which answers are to this INVITE.
    let dialog: LibreObject
    /// The tags of those who have answered after the first.
    var others: Set<String> = []
  }

  /// By their Call-ID.
  private var invites: [String: Invite] = [:]
  /// The calls that are over, in order, with the times of their ends in milliseconds.
  private var over: [(callID: String, at: UInt64)] = []

  /// How long answers may come after a call's end: 64 times T1, in milliseconds.
  private static let memory: UInt64 = 32_000
  /// More would not be a call that has been passed on, but somebody's game.
  private static let most = 10

  /// - Parameter dialog: is kept.
  mutating func called(_ callID: String, _ dialog: OpaquePointer) {
    mem_ref(UnsafeMutableRawPointer(dialog))
    invites[callID] = Invite(dialog: LibreObject(dialog))
  }

  mutating func callEnded(_ callID: String, at now: UInt64) {
    if invites[callID] != nil { over.append((callID, now)) }
    let kept = over.drop { $0.at + Self.memory < now }
    for (callID, _) in over.prefix(over.count - kept.count) { invites[callID] = nil }
    over = Array(kept)
  }

  enum Verdict {
    /// It has been hung up on before.
    case known
    case new
  }

  /// - Parameter message: a response that belongs to no transaction, of none who is talked to.
  /// - Returns: `nil` if it answers no call of this side's.
  mutating func verdict(on message: LibreMessage) -> Verdict? {
    let tag = message.pointee.to.tag.text
    guard !tag.isEmpty, var invite = invites[message.callID],
      sip_dialog_cmp_half(invite.dialog.pointer, message)
    else { return nil }
    if invite.others.contains(tag) { return .known }
    guard invite.others.count < Self.most else { return nil }
    invite.others.insert(tag)
    invites[message.callID] = invite
    return .new
  }
}
