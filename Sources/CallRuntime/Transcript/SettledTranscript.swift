/// Passes a transcript on in order, each line as soon as it is known what may be shown of the keys in
/// it and before it: a key typed ahead may come to be part of a sensitive entry.
public final class SettledTranscript {
  /// From the first open key on.
  private var held: [TranscriptEvent] = []
  private let report: (TranscriptEvent) -> Void

  public init(_ report: @escaping (TranscriptEvent) -> Void) {
    self.report = report
  }

  public func take(_ event: TranscriptEvent) {
    if case .settled(let key) = event.content {
      if let first = held.first { held[0] = TranscriptEvent(at: first.at, .pressed(key)) }
      let settled = held.firstIndex { $0.pressed == .open } ?? held.count
      held[..<settled].forEach(report)
      held.removeFirst(settled)
    } else if held.isEmpty && event.pressed != .open {
      report(event)
    } else {
      held.append(event)
    }
  }
}
