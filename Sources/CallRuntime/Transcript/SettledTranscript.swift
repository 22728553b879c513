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
    if event.kind == .settled {
      if let key = held.first { held[0] = key.showing(event.text) }
      let settled = held.firstIndex(where: \.isOpenKey) ?? held.count
      held[..<settled].forEach(report)
      held.removeFirst(settled)
    } else if held.isEmpty && !event.isOpenKey {
      report(event)
    } else {
      held.append(event)
    }
  }
}
