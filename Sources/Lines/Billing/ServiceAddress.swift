/// The line's own addresses; all are invented.
package enum ServiceAddress {
  /// The number that SMS come from and are answered to.
  package static let smsSender = "30002000"
  package static let emailSender = "bill@gooya.example"
  package static let androidApp = "https://app.gooya.example/android"
  package static let iOSApp = "https://app.gooya.example/ios"

  /// The page on which a request can be confirmed.
  package static func confirmation(token: String) -> String {
    "https://bill.gooya.example/c/\(token)"
  }
}
