/// The pace of simulated callers' keys.
package enum KeyGap {
  /// From one key to the next: an even, quick pace.
  package static let usual = Duration.milliseconds(200)
}
