import Testing

/// A thousand SMS to forty recipients, each with its number as its text, and what must have become of
/// them at a gateway that fails now and then, whoever was killed meanwhile.
enum ThousandMessages {
  static let count = 1000
  static let all = (0..<count).map { (recipient: recipient(of: $0), text: "\($0)") }

  private static func recipient(of number: Int) -> String { "091200000\(10 + number % 40)" }

  /// A configuration that sends by the gateway.
  static func configuration(_ gateway: GatewayPeer) -> String {
    """
    format: 1
    sms:
      gateway: kannel
      sender: "30002000"
      kannel: { url: "http://127.0.0.1:\(gateway.port)/cgi-bin/sendsms", username: gooya }
    """
  }

  /// Each was delivered to whom it was for, in the order of its recipient, and a second time only
  /// where the answer to it was lost.
  ///
  /// - Parameter lost: how many tries of a text ended without a record of their outcome.
  static func check(deliveredBy gateway: GatewayPeer, lost: [String: Int]) throws {
    let taken = gateway.messages
    let counts = Dictionary(grouping: taken.compactMap(\.text)) { $0 }.mapValues(\.count)
    #expect(counts.count == count, "each is delivered")
    for (text, count) in counts where count > 1 {
      #expect(
        count <= 1 + (lost[text] ?? 0), "one that came twice, though no answer to it was lost")
    }
    for (recipient, messages) in Dictionary(grouping: taken, by: \.to) {
      let order = messages.compactMap(\.text).compactMap { Int($0) }
      #expect(order == order.sorted(), "to \(recipient ?? "nobody")")
    }
    for message in taken {
      let number = Int(try #require(message.text)) ?? -1
      #expect(message.to == recipient(of: number))
    }
  }
}
