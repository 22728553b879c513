/// How fast callers who are no people key.
public enum KeyGap {
  /// From one key to the next: an even, quick hand.
  public static let usual = Duration.milliseconds(200)
}
