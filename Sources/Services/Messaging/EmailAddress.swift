internal import CallEngine

/// An e-mail address as people write them: letters, digits and the usual signs, a domain with a dot.
public struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  public var description: String { text }

  /// An address that is the whole text; `nil` if it is none.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count <= 254, let at = bytes.lastIndex(of: UInt8(ascii: "@")),
      Self.isLocalPart(bytes[..<at]), Self.isDomain(bytes[(at + 1)...])
    else { return nil }
    self.text = text
  }

  /// The first address within a message, such as an answer by SMS. Persian digits count as digits;
  /// blanks around `@` are dropped, and around dots where there is no address otherwise.
  public init?(in message: String) {
    let characters = Self.normalized(message)
    let joined = Self.dropBlanks(around: "@", in: characters)
    guard
      let found = Self.find(in: joined)
        ?? Self.find(in: Self.dropBlanks(around: ".", in: joined))
    else { return nil }
    self = found
  }

  /// Longer messages than any SMS are cut.
  private static func normalized(_ message: String) -> [Character] {
    message.prefix(4000).compactMap { character in
      if let value = character.decimalDigitValue { return Character("\(value)") }
      switch character {
      case "＠": return "@"
      case "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{200F}", "\u{FEFF}": return nil
      case _ where ("\u{202A}"..."\u{202E}").contains(character): return nil
      case _ where ("\u{2066}"..."\u{2069}").contains(character): return nil
      default: return character
      }
    }
  }

  private static func dropBlanks(around sign: Character, in text: [Character]) -> [Character] {
    var result: [Character] = []
    for character in text {
      if character.isWhitespace, result.last == sign { continue }
      if character == sign {
        while result.last?.isWhitespace == true { result.removeLast() }
      }
      result.append(character)
    }
    return result
  }

  private static func find(in text: [Character]) -> EmailAddress? {
    for at in text.indices where text[at] == "@" {
      var start = at
      while start > 0, isLocalSign(text[start - 1]) { start -= 1 }
      var end = at + 1
      while end < text.count, isDomainSign(text[end]) { end += 1 }
      // A letter that no address has, right beside it, means that only a part was found.
      if start > 0, text[start - 1].isLetter || text[start - 1] == "@" { continue }
      if end < text.count, text[end].isLetter || text[end] == "@" || text[end] == "_" { continue }
      while end > at + 1, text[end - 1] == "." || text[end - 1] == "-" { end -= 1 }
      if let address = EmailAddress(String(text[start..<end])) { return address }
    }
    return nil
  }

  private static func isLocalSign(_ character: Character) -> Bool {
    guard let byte = character.asciiValue, character != "\r\n" else { return false }
    return isAlphanumeric(byte) || "!#$%&*+-./=?^_{|}~".utf8.contains(byte)
  }

  private static func isDomainSign(_ character: Character) -> Bool {
    guard let byte = character.asciiValue, character != "\r\n" else { return false }
    return isAlphanumeric(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }

  private static func isLocalPart(_ bytes: ArraySlice<UInt8>) -> Bool {
    (1...64).contains(bytes.count)
      && bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        .allSatisfy { part in
          !part.isEmpty && part.allSatisfy { isLocalSign(Character(Unicode.Scalar($0))) }
        }
  }

  private static func isDomain(_ bytes: ArraySlice<UInt8>) -> Bool {
    let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count >= 2, let top = labels.last, top.count >= 2,
      top.contains(where: { !(0x30...0x39).contains($0) })
    else { return false }
    return labels.allSatisfy { label in
      (1...63).contains(label.count)
        && label.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
        && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
    }
  }
}
