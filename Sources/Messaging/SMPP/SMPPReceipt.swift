package import Store

/// A centre's receipt, in optional parameters or in the usual form of its text (SMPP 3.4,
/// appendix B). What the text quotes of the message isn't kept.
package struct SMPPReceipt: Hashable, Sendable {
  package let messageID: String
  /// `nil` while the message is under way.
  package let state: DeliveryReceipt?

  /// `nil` if the message is no receipt that names one.
  package init?(_ message: SMPPMessage) {
    guard message.isReceipt else { return nil }
    let text = String(decoding: message.octets.prefix(512), as: UTF8.self)
    let told = message.parameters[.receiptedMessageID].map {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    guard let id = told ?? Self.field("id", in: text), !id.isEmpty, id.utf8.count <= 65 else {
      return nil
    }
    messageID = id
    if let code = message.parameters[.messageState]?.first {
      state = Self.state(ofCode: code)
    } else {
      state = Self.field("stat", in: text).flatMap(Self.state(ofWord:))
    }
  }

  /// SMPP 3.4, 5.2.28.
  private static func state(ofCode code: UInt8) -> DeliveryReceipt? {
    switch code {
    case 2: .delivered
    // Expired, deleted, undeliverable, rejected.
    case 3, 4, 5, 8: .undeliverable
    default: nil
    }
  }

  private static func state(ofWord word: String) -> DeliveryReceipt? {
    switch word.uppercased() {
    case "DELIVRD": .delivered
    case "EXPIRED", "DELETED", "UNDELIV", "REJECTD": .undeliverable
    default: nil
    }
  }

  /// The value of a field like 'stat:DELIVRD', before the text of the message begins.
  private static func field(_ name: String, in text: String) -> String? {
    for part in text.split(separator: " ") {
      let pair = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2 else { continue }
      if pair[0].lowercased() == "text" { return nil }
      if pair[0].lowercased() == name { return String(pair[1]) }
    }
    return nil
  }
}
