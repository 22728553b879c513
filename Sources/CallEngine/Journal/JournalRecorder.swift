/// Turns a call's events into journal entries, each as soon as it is certain that none of its keys
/// belongs to a sensitive entry (K13).
public struct JournalRecorder: Sendable {
  /// Entries that hold a key whose fate isn't settled, and those after it.
  private var held: [Journal.Entry] = []
  /// The places in `held` of its keys, in order.
  private var heldKeys: [Int] = []
  private var keysReleased = 0
  private var hasEnded = false

  public init() {}

  /// Adds an event and the machine's effects. Events after the call's end have no effect and are
  /// left out, because they may include keys of an entry that the end cut off. Keys forwarded to a
  /// far side are left out too: they have no other effect, and they are private.
  ///
  /// - Returns: the entries that can be written now, in order.
  public mutating func record(
    _ event: CallEvent, at now: Duration, effects: [CallEffect], by machine: CallMachine
  ) -> [Journal.Entry] {
    if hasEnded { return [] }
    hasEnded = machine.hasEnded
    if case .forward = effects.first { return [] }
    switch event {
    case .digit, .withheldDigit: heldKeys.append(held.count)
    case .answered, .finishedPlaying, .deadlineReached, .serviceReturned, .recordingEnded,
      .transferConnected, .transferEnded, .hungUp:
      break
    }
    held.append(Journal.Entry(at: now, .event(Self.withholding(event, machine.program))))
    for case .note(.withheld(let keys, let verdict)) in effects {
      for key in keys {
        let place = heldKeys[key - keysReleased]
        held[place] = Journal.Entry(at: held[place].at, .event(.withheldDigit(verdict)))
      }
    }
    return machine.hasSettledKeys ? release() : []
  }

  /// Adds a message, which keeps its place among the events, without the secrets of its links.
  public mutating func record(_ message: CallMessage, at now: Duration) -> [Journal.Entry] {
    held.append(Journal.Entry(at: now, .message(message.withholdingSecrets)))
    return heldKeys.isEmpty ? release() : []
  }

  /// The event without the outputs that the script's services declare as sensitive or confidential.
  private static func withholding(_ event: CallEvent, _ program: MenuProgram) -> CallEvent {
    guard case .serviceReturned(let id, let reply) = event, !program.withheldOutputs.isEmpty else {
      return event
    }
    let output = reply.output.map { named in
      program.withheldOutputs.contains(named.name)
        ? NamedValue(named.name, .redacted(length: named.value.text.count)) : named
    }
    return .serviceReturned(id, ServiceReply(outcome: reply.outcome, output: output))
  }

  private mutating func release() -> [Journal.Entry] {
    keysReleased += heldKeys.count
    heldKeys = []
    defer { held = [] }
    return held
  }
}
