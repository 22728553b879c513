import Glibc

/// Gains that take a sound from silence to its full level without a click.
enum Fade {
  /// Half a period of a raised cosine, which is flat at both ends.
  static func rising(over duration: Duration) -> [Float] {
    let count = duration.sampleIndex
    return (0..<count).map { place in
      Float(0.5 - 0.5 * cos(.pi * (Double(place) + 0.5) / Double(count)))
    }
  }
}
