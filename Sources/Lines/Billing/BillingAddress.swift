/// The billing line's own addresses; all are invented.
enum BillingAddress {
  static let emailSender = "bill@gooya.example"
  static let androidApp = "https://app.gooya.example/android"
  static let iOSApp = "https://app.gooya.example/ios"

  /// The page on which a request can be confirmed.
  static func confirmation(token: String) -> String {
    "https://bill.gooya.example/c/\(token)"
  }
}
