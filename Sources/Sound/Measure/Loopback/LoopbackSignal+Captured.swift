import Telephony

extension LoopbackSignal {
  /// What a recording lacks that begins later than the signal does, or ends earlier.
  func missing(from captured: Range<Double>) -> LoopbackReport.Missing {
    let end = duration / .seconds(1)
    // The signal's silent ends are no loss.
    let last = period == nil ? tracks[tracks.count - 1] : lastTrack
    let sounding = firstTrack.lowerBound..<last.upperBound
    let kept = captured.clamped(to: sounding)
    let length = { (part: Range<Double>) in part.upperBound - part.lowerBound }
    let share = 1 - length(kept) / length(sounding)
    let isLate = captured.lowerBound > sounding.lowerBound
    let isShort = captured.upperBound < sounding.upperBound
    return LoopbackReport.Missing(
      beginning: isLate ? .seconds(captured.lowerBound) : .zero,
      end: isShort ? .seconds(end - captured.upperBound) : .zero, share: max(0, share),
      endsAt: isShort ? .seconds(captured.upperBound) : nil)
  }

  /// The digits of which the whole tone was captured, and where they are; `nil` if there are none.
  func digits(
    within captured: Range<Double>
  ) -> (digits: [DTMFDigit], part: Range<Double>)? {
    let starts = Self.digitsSent.indices.map {
      digits.lowerBound + Double($0) * (Self.digitLength + Self.digitGap)
    }
    let whole = starts.indices.filter {
      starts[$0] >= captured.lowerBound && starts[$0] + Self.digitLength <= captured.upperBound
    }
    guard let first = whole.first, let last = whole.last else { return nil }
    return (
      whole.map { Self.digitsSent[$0] }, starts[first]..<starts[last] + Self.digitLength
    )
  }
}
