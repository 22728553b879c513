/// Limits for an audio path as they are written in a file: what its figures and its frequency
/// response may be.
///
/// ```yaml
/// format: 1
/// profile: loopback
/// limits:
///   latency.median_ms: { good: { max: 60 }, usable: { max: 120 }, tolerance: 5 }
///   drift_ppm: none
/// response:
///   - { from: 300, to: 3400, usable: { min: -3, max: 3 } }
/// ```
package struct WrittenLimits: Sendable {
  /// A least and a greatest value, at least one of them.
  package struct Bounds: Hashable, Sendable {
    package let min: Double?
    package let max: Double?
  }

  /// What is said of one figure.
  package struct Entry: Hashable, Sendable {
    package var good: Bounds?
    package var usable: Bounds?
    /// How far it may be from its value in a baseline.
    package var tolerance: Double?
    /// Whether it has no limits, whatever the profile says.
    package var isFree = false
  }

  /// What is said of a stretch of frequencies.
  package struct Band: Hashable, Sendable {
    /// In Hz.
    package let frequencies: ClosedRange<Double>
    package let good: Bounds?
    package let usable: Bounds?
  }

  /// The profile whose limits hold where the file says nothing.
  package let profile: String?
  /// By the figures' names.
  package let figures: [String: Entry]
  /// `nil` if the profile's mask holds.
  package let response: [Band]?
}
