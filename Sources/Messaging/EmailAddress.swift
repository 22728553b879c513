/// An e-mail address: a dot-atom of RFC 5322, `@`, and a domain of at least two labels. Quoted
/// local parts, addresses in brackets and letters beyond ASCII are not supported: they are rare,
/// and not every mail server accepts them.
package struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  package var description: String { text }

  /// Reads a text that consists of an address; `nil` if it doesn't.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    // RFC 5321, 4.5.3.1: a path has 256 octets, two of which are its angle brackets.
    guard bytes.count <= 254, let at = bytes.firstIndex(of: UInt8(ascii: "@")),
      Self.isLocalPart(bytes[..<at]), Self.isDomain(bytes[(at + 1)...])
    else { return nil }
    self.text = text
  }

  /// Whether a byte may stand in an atom (RFC 5322, 3.2.3).
  static func isAtomText(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
  }

  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    // Bit 0x20 distinguishes lower case from upper case.
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// Whether bytes are a host's name (RFC 5321, 4.1.2; RFC 1123, 2.1). The top level begins with a
  /// letter, which distinguishes a name from an IP address.
  static func isDomain(_ bytes: ArraySlice<UInt8>) -> Bool {
    let hyphen = UInt8(ascii: "-")
    let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count >= 2, let top = labels.last, top.count >= 2, isLetter(top[top.startIndex])
    else { return false }
    return labels.allSatisfy { label in
      (1...63).contains(label.count) && label.allSatisfy { isAlphanumeric($0) || $0 == hyphen }
        && label.first != hyphen && label.last != hyphen
    }
  }

  private static func isLocalPart(_ bytes: ArraySlice<UInt8>) -> Bool {
    (1...64).contains(bytes.count)
      && bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        .allSatisfy { !$0.isEmpty && $0.allSatisfy(isAtomText) }
  }
}
