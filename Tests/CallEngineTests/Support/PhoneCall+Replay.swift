import CallEngine
import Testing

extension PhoneCall {
  /// Has the call again by its journal, and expects the same effects at the same times, but for
  /// withheld values.
  func expectEqualReplay(sourceLocation: Testing.SourceLocation = #_sourceLocation) throws {
    let steps = try journal.replay(with: machine.program)
    #expect(steps.map(\.at) == events.map(\.at), sourceLocation: sourceLocation)
    let differing = zip(steps, effects).filter { step, original in
      step.effects.count != original.count
        || zip(original, step.effects).contains { !$0.isEqualButForWithheldValues(to: $1) }
    }
    #expect(differing.isEmpty, sourceLocation: sourceLocation)
  }
}
