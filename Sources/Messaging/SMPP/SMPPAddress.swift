/// A number or name as SMPP tells it, with what kind it is of.
package struct SMPPAddress: Hashable, Sendable {
  /// Type of number: 0 unknown, 1 international, 5 alphanumeric.
  package let type: UInt8
  /// Numbering plan: 1 is E.164.
  package let plan: UInt8
  package let text: String

  package init(type: UInt8, plan: UInt8, text: String) {
    self.type = type
    self.plan = plan
    self.text = text
  }

  /// The address of a recipient, exactly as it is written: `nil` if it isn't a number. Nothing is
  /// added or taken away but the plus sign, which the type of number stands for.
  package init?(recipient: String) {
    let isInternational = recipient.hasPrefix("+")
    let digits = isInternational ? recipient.dropFirst() : recipient[...]
    guard (3...20).contains(digits.utf8.count), digits.utf8.allSatisfy(Self.isDigit) else {
      return nil
    }
    self.init(type: isInternational ? 1 : 0, plan: 1, text: String(digits))
  }

  /// The address of a sender: a number of at most fifteen digits (E.164), a short number, or a name
  /// of at most eleven characters of the GSM alphabet that are ASCII too.
  package init?(sender: String) {
    if let number = SMPPAddress(recipient: sender), number.text.utf8.count <= 15 {
      self = number
      return
    }
    guard (1...11).contains(sender.utf8.count),
      sender.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
    else { return nil }
    self.init(type: 5, plan: 0, text: sender)
  }

  /// As numbers are written elsewhere.
  package var written: String { type == 1 && !text.hasPrefix("+") ? "+" + text : text }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  func write(_ writer: inout SMPPWriter) {
    writer.byte(type)
    writer.byte(plan)
    writer.text(text, atMost: 21)
  }

  init(_ reader: inout SMPPReader) throws(SMPPFault) {
    type = try reader.byte()
    plan = try reader.byte()
    text = try reader.text(atMost: 21)
  }
}
