/// A place where the path didn't pass on what it was given.
package struct Dropout: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    /// Silence replaced sound; what followed was on time.
    case silence
    /// Sound was left out; what followed came early.
    case skip
    /// Silence or old sound was inserted; what followed came late.
    case delay
    /// Something else was heard instead.
    case damage
    /// A sample or a few that don't belong to the sound.
    case click

    /// Whether what followed came at another time than before.
    var isJump: Bool { self == .skip || self == .delay }
  }

  package let kind: Kind
  /// When the first sound concerned was played, since the signal's beginning, at the earliest.
  package var earliest: Duration
  /// The same at the latest. A jump of the delay in silence, or by whole periods of a tone, can only
  /// be known to lie between two moments.
  package var latest: Duration
  /// How much sound is missing, is damaged or was inserted.
  package var length: Duration
  /// How much at most, if silence borders on parts of the signal in which nothing sounds; it is at
  /// least `length`.
  package var longest: Duration?
  /// The channel that it is on, if it is on one of two.
  package var channel: ChannelMeasurements.Channel?

  package init(
    kind: Kind, earliest: Duration, latest: Duration? = nil, length: Duration,
    longest: Duration? = nil
  ) {
    self.kind = kind
    self.earliest = earliest
    self.latest = latest ?? earliest
    self.length = length
    self.longest = longest
  }

  /// The moment, if it is known to a frame of 20 ms.
  package var time: Duration? { latest - earliest <= .milliseconds(20) ? earliest : nil }

  /// In milliseconds: a sample of 48 kHz is 0.02.
  private var lengthText: String {
    let decimals = length < .milliseconds(1) ? 2 : 1
    return ([length] + (longest.map { [$0] } ?? []))
      .map { ($0 / .milliseconds(1)).text(decimals: decimals) }.joined(separator: " to ")
  }

  /// As in `silence of 200.0 ms at 5.10 s` and `skip of 20.0 ms between 2.65 and 3.64 s`.
  package var text: String {
    let seconds = { (time: Duration, decimals: Int) in
      (time / .seconds(1)).text(decimals: decimals)
    }
    let what =
      kind == .click && length < .milliseconds(1)
      ? kind.rawValue
      : "\(kind.rawValue) of \(lengthText) ms"
    let place = channel.map { " on \($0.name)" } ?? ""
    guard time == nil else { return "\(what) at \(seconds(earliest, 2)) s\(place)" }
    return "\(what) between \(seconds(earliest, 2)) and \(seconds(latest, 2)) s\(place)"
  }
}
