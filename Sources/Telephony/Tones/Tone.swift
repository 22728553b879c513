/// A tone with its cadence: what sounds, for how long, and whether it repeats.
public struct Tone: Hashable, Sendable {
  /// A stretch of a tone with the same frequencies.
  public struct Segment: Hashable, Sendable {
    /// The frequencies that sound together, in Hz; empty for silence.
    public let frequencies: [Double]
    /// `nil` if it never ends.
    public let length: Duration?

    public init(_ frequencies: [Double], length: Duration? = nil) {
      self.frequencies = frequencies
      self.length = length
    }

    public static func silence(_ length: Duration) -> Segment { Segment([], length: length) }
  }

  public let segments: [Segment]
  /// Whether the first segment follows the last.
  public let repeats: Bool

  public init(_ segments: [Segment], repeats: Bool) {
    self.segments = segments
    self.repeats = repeats
  }

  /// Frequencies that sound together without end.
  public static func continuous(_ frequencies: Double...) -> Tone {
    Tone([Segment(frequencies)], repeats: false)
  }

  /// A frequency that alternates with silence, repeatedly.
  ///
  /// - Parameter cadence: the lengths of sound, silence, sound and so on.
  public static func cadenced(_ frequency: Double, _ cadence: Duration...) -> Tone {
    let segments = cadence.enumerated().map { index, length in
      index.isMultiple(of: 2) ? Segment([frequency], length: length) : .silence(length)
    }
    return Tone(segments, repeats: true)
  }
}
