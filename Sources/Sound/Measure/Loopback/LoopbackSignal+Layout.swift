extension LoopbackSignal {
  /// Where the parts of a signal are, in seconds from its beginning.
  struct Layout {
    let firstTrack: Range<Double>
    let silence: Range<Double>
    let tone: Range<Double>
    let twoTones: Range<Double>
    let sweep: Range<Double>
    let sweepTail: Range<Double>
    let digits: Range<Double>
    let lastTrack: Range<Double>
    let shortTracks: [Range<Double>]
    let end: Double

    /// From this length on every part but the tracks has its full length, in seconds; the shortest
    /// signal has shorter ones.
    private static let full = 10.0

    /// - Parameter isRepeated: whether another one follows at once, so that there is no silence at
    ///   its ends.
    init(length: Double, isRepeated: Bool = false) {
      let shortest = LoopbackSignal.lengths.lowerBound / .seconds(1)
      let share = min(1, (length - shortest) / (Self.full - shortest))
      let between = { (short: Double, long: Double) in short + share * (long - short) }
      let ends = isRepeated ? (first: 0.0, last: 0.0) : (first: 0.2, last: 0.3)
      var time = ends.first
      func part(_ duration: Double, pause: Double) -> Range<Double> {
        defer { time += duration + pause }
        return time..<time + duration
      }
      let short = between(0.135, 0.16)
      let silent = between(0.6, 1)
      let single = between(0.55, 1)
      let double = between(0.4, 0.6)
      let rising = between(1.1, 1.5)
      let tail = between(0.45, 0.8)
      let keys =
        Double(LoopbackSignal.digitsSent.count)
        * (LoopbackSignal.digitLength + LoopbackSignal.digitGap)
      let pauses = (mark: 0.05, tone: 0.05, sweep: 0.1, digits: 0.1)
      let fixed =
        silent + single + double + rising + tail + keys + 4 * short
        + 2 * pauses.mark + 2 * pauses.tone + 2 * pauses.sweep + pauses.digits
      let trackLength = (length - ends.first - fixed - ends.last) / 2

      firstTrack = part(trackLength, pause: 0)
      silence = part(silent, pause: 0)
      let beforeTone = part(short, pause: pauses.mark)
      tone = part(single, pause: pauses.tone)
      let beforeTwoTones = part(short, pause: pauses.mark)
      twoTones = part(double, pause: pauses.tone)
      let beforeSweep = part(short, pause: pauses.sweep)
      sweep = part(rising, pause: 0)
      sweepTail = part(tail, pause: 0)
      let beforeDigits = part(short, pause: pauses.sweep)
      digits = part(keys, pause: pauses.digits)
      lastTrack = part(trackLength, pause: ends.last)
      shortTracks = [beforeTone, beforeTwoTones, beforeSweep, beforeDigits]
      end = time
    }
  }
}
