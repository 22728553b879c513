/// Into how many rounds a soak is divided, and how long each is.
package struct SoakPlan: Hashable, Sendable {
  package let rounds: Int
  /// In whole seconds, so that every sample rate has a whole number of samples.
  package let round: Duration

  /// How long a round is unless it is said: short enough to tell soon of what happens, and long
  /// enough that most of it is track.
  package static let usual = Duration.seconds(60)

  /// - Parameters:
  ///   - length: of all rounds; the last one may end some seconds later.
  ///   - round: at least as long as this where the length allows it; by default a tenth of the
  ///     whole, from 8 s to a minute.
  package init(length: Duration, round: Duration? = nil) {
    let shortest = LoopbackSignal.lengths.lowerBound
    let longest = LoopbackSignal.lengths.upperBound
    let wanted = round ?? min(Self.usual, max(shortest, length / 10))
    let seconds = { (time: Duration) in (time / .seconds(1)).rounded(.up) }
    var count = max(1, (length / wanted).rounded(.down))
    if seconds(length / count) > seconds(longest) { count += 1 }
    rounds = Int(count)
    self.round = max(shortest, .seconds(seconds(length / count)))
  }

  package var length: Duration { round * rounds }
}
