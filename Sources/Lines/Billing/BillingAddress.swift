internal import CallEngine

/// The billing line's own addresses; all are invented.
enum BillingAddress {
  static let emailSender = "bill@gooya.example"
  /// Under what name e-mails come.
  static func emailSenderName(in language: Language) -> String {
    language.tag.hasPrefix("fa") ? "مخابرات نمونه" : "Sample Telecom"
  }

  static let androidApp = "https://app.gooya.example/android"
  static let iOSApp = "https://app.gooya.example/ios"
}
