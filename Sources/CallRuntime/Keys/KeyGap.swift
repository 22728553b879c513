/// The pace of simulated callers' keys.
public enum KeyGap {
  /// From one key to the next: an even, quick pace.
  public static let usual = Duration.milliseconds(200)
}
