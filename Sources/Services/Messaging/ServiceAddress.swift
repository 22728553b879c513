/// The line's own addresses; all are invented.
public enum ServiceAddress {
  /// The number that SMS come from and are answered to.
  public static let smsSender = "30002000"
  public static let emailSender = "bill@gooya.example"
  public static let androidApp = "https://app.gooya.example/android"
  public static let iOSApp = "https://app.gooya.example/ios"

  /// The page on which a request can be confirmed.
  public static func confirmation(token: String) -> String {
    "https://bill.gooya.example/c/\(token)"
  }
}
