/// The billing line's own addresses; all are invented.
enum BillingAddress {
  static let emailSender = "bill@gooya.example"
  static let androidApp = "https://app.gooya.example/android"
  static let iOSApp = "https://app.gooya.example/ios"
}
