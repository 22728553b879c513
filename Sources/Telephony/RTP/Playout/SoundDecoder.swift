/// Makes sound of a codec's packets, and fills in for those that are missing.
public protocol SoundDecoder: Sendable {
  /// What the packets' timestamps count.
  var clock: MediaClock { get }
  /// Samples a second of the sound; the clock's rate is a multiple.
  var sampleRate: Int { get }

  /// The length of a packet's sound in ticks; `nil` if it has none.
  func duration(of payload: RawSpan) -> Int?
  /// Appends a packet's sound, from −1 to 1.
  mutating func decode(_ payload: RawSpan, appendingTo sound: inout [Float])
  /// Appends so many samples in place of sound that is missing.
  mutating func conceal(_ count: Int, appendingTo sound: inout [Float])
  /// The source pauses: what comes next doesn't continue what was.
  mutating func pause()
}
