import CallEngine

/// Tells speech from a quiet room, a frame at a time.
struct VoiceDetector {
  /// The level of the room, as a mean square; it falls at once and rises slowly.
  private var floor = Self.quietest

  /// −60 dBFS and −42 dBFS: a quiet microphone, and the quietest speech on a telephone.
  private static let quietest: Float = 1e-6
  private static let softest: Float = 6.3e-5
  /// Speech is 9 dB above the room.
  private static let aboveRoom: Float = 8
  /// How fast the room may get louder: 6 dB in about 3 s.
  private static let rise: Float = 1.005

  mutating func isVoiced(_ samples: [Float]) -> Bool {
    if samples.isEmpty { return false }
    let power = samples.reduce(0) { $0 + $1 * $1 } / Float(samples.count)
    floor = max(Self.quietest, min(power, floor * Self.rise))
    return power > max(Self.softest, floor * Self.aboveRoom)
  }
}
