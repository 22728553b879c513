import CallEngine

extension CallMessage {
  static func sms(from: String, to: String, text: String) -> CallMessage {
    CallMessage(.sms, from: from, to: to, text: text)
  }

  static func email(to: String, subject: String, text: String) -> CallMessage {
    CallMessage(.email, from: "bill@gooya.example", to: to, subject: subject, text: text)
  }
}
