import CallEngine

/// What can be dialled: a number, an extension or a SIP URI (RFC 3261, section 19.1).
enum DialTarget {
  private static let longestURI = 200

  /// The target as it is dialled, digits in ASCII; `nil` if it is none.
  static func normalized(_ text: String) -> String? { uri(text) ?? number(text) }

  private static func number(_ text: String) -> String? {
    let keys = text.hasPrefix("+") ? text.dropFirst() : text[...]
    let digits = keys.compactMap { Digit($0)?.character }
    guard !digits.isEmpty, digits.count == keys.count, digits.count <= ScriptLimits.digits else {
      return nil
    }
    return (text.hasPrefix("+") ? "+" : "") + String(digits)
  }

  private static func uri(_ text: String) -> String? {
    guard let scheme = ["sip:", "sips:"].first(where: text.hasPrefix), text.utf8.count <= longestURI
    else { return nil }
    var rest = text.dropFirst(scheme.count)
    if let at = rest.lastIndex(of: "@") {
      let user = rest[..<at]
      guard !user.isEmpty, user.utf8.allSatisfy(isUser) else { return nil }
      rest = rest[rest.index(after: at)...]
    }
    let parts = rest.split(separator: ";", omittingEmptySubsequences: false)
    guard parts.dropFirst().allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isParameter) }) else {
      return nil
    }
    let host = parts[0].split(separator: ":", omittingEmptySubsequences: false)
    guard (1...2).contains(host.count), !host[0].isEmpty, host[0].utf8.allSatisfy(isHost),
      host.count == 1 || UInt16(host[1]).map({ $0 > 0 }) ?? false
    else { return nil }
    return text
  }

  private static func isHost(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
  }

  private static func isUser(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "-_.!~*'()&=+$,;?/%:#".utf8.contains(byte)
  }

  private static func isParameter(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "-_.=%".utf8.contains(byte)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
