import CallEngine
import Testing

extension PhoneCall {
  /// Has the call again by its journal, and expects the same effects at the same times, but for
  /// withheld values and the keys that went to a far side.
  func expectEqualReplay(sourceLocation: Testing.SourceLocation = #_sourceLocation) throws {
    let steps = try journal.replay(with: machine.program)
    let told = zip(events, effects).filter { !$1.forwardAKey }
    #expect(steps.map(\.at) == told.map(\.0.at), sourceLocation: sourceLocation)
    let differing = zip(steps, told.map(\.1)).filter { step, original in
      step.effects.count != original.count
        || zip(original, step.effects).contains { !$0.isEqualButForWithheldValues(to: $1) }
    }
    #expect(differing.isEmpty, sourceLocation: sourceLocation)
  }
}

extension [CallEffect] {
  /// Whether the event was a key for a far side, which no journal has.
  var forwardAKey: Bool {
    if case .forward = first { true } else { false }
  }
}
