// What was found in several ways.
extension DropoutSearch {
  /// One for an event found in several ways. A jump determines how much is missing; otherwise the
  /// longer of silence and damage. A click within any of them, or beside it, is its edge.
  func merged(
    _ candidates: [Candidate], clicks: [ClickSearch.Outliers]
  ) -> [Candidate] {
    var merged: [Candidate] = []
    for candidate in candidates.sorted(by: { $0.earliest < $1.earliest }) {
      guard let last = merged.last, candidate.earliest < last.end + Self.nearness,
        !(candidate.kind.isJump && last.kind.isJump)
      else {
        merged.append(candidate)
        continue
      }
      if candidate.kind.isJump {
        merged[merged.count - 1] = candidate
        merged[merged.count - 1].earliest = last.earliest
      } else if !last.kind.isJump, candidate.weight > last.weight {
        merged[merged.count - 1] = candidate
      }
    }
    for click in clicks {
      let isKnown = merged.contains {
        click.end > $0.earliest - 0.02 && click.start < $0.latestEnd + 0.02
      }
      guard !isKnown else { continue }
      let length = click.end - click.start + 1 / Double(signal.sampleRate)
      merged.append(
        Candidate(
          kind: length > 0.01 ? .damage : .click, earliest: click.start, latest: click.start,
          length: length))
    }
    return merged.sorted { $0.earliest < $1.earliest }
  }
}
