import Glibc

/// What a path of two channels does to each, and how far it keeps them apart.
///
/// Levels and crosstalk are measured while one channel plays alone; so no sound of the other one adds
/// to them.
package struct ChannelMeasurements: Sendable {
  package enum Channel: Int, CaseIterable, Hashable, Sendable {
    case left
    case right

    package var name: String { self == .left ? "left" : "right" }
  }

  /// What of one channel's sound is heard where the other one's should be, beside what is heard of it
  /// at its own place; in dB.
  package struct Crosstalk: Hashable, Sendable {
    /// The level in a third of an octave.
    package struct Band: Hashable, Sendable {
      /// In Hz.
      package let frequency: Double
      package let level: Double
    }

    /// From 300 to 3400 Hz, each octave counting as much as the other.
    package let level: Double
    /// Of the 1020 Hz tone.
    package let toneLevel: Double
    package let bands: [Band]

    var strongest: Double { max(level, toneLevel) }
  }

  /// The report on what each channel heard; its own figures, without those of the channels.
  package let reports: [LoopbackReport]
  /// By channel sent: how much louder its 1020 Hz tone was captured than played, in dB; `nil` if it
  /// wasn't heard.
  package let gains: [Double?]
  /// Whether left is heard where right should be, and the other way round.
  package let isSwapped: Bool
  /// Whether both channels carry the same, whatever is sent on which.
  package let isMono: Bool
  /// Whether only the difference of the channels is passed, so that what is on both is lost.
  package let isDifference: Bool
  /// The channels whose sound isn't heard at its place.
  package let dead: [Channel]
  /// By channel sent; `nil` if it is dead, or if the other one is.
  package let crosstalk: [Crosstalk?]
  /// How much later right is heard than left, in seconds.
  package let delay: Double?

  package func report(on channel: Channel) -> LoopbackReport { reports[channel.rawValue] }

  /// How much louder left is than right, in dB.
  package var balance: Double? {
    guard let left = gains[0], let right = gains[1] else { return nil }
    return left - right
  }

  /// Whether one channel's polarity isn't the other's, so that a mix of both has little of either;
  /// `nil` if one isn't heard.
  package var isInverted: Bool? {
    let heard = reports.filter { $0.marksHeard > 0 }
    return heard.count < 2 ? nil : heard[0].isInverted != heard[1].isInverted
  }

  /// The stronger of both directions, over the band or of the tone; in dB.
  package var strongestCrosstalk: Double? {
    crosstalk.compactMap { $0?.strongest }.max()
  }

  /// Whether nothing is heard of either channel's own part.
  package var isEmpty: Bool { gains.allSatisfy { $0 == nil } }
}
