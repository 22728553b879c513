/// Keys of SRTP in a description (RFC 4568). They are worth no more than what the description comes
/// by: TLS.
extension SoundNegotiation {
  static func describing(_ key: [UInt8], tag: String) -> SessionDescription.Attribute {
    .init("crypto", "\(tag) \(SRTPKeys.suite) inline:\(Base64.encode(key))")
  }

  /// The tag and key of the first suite that this side has.
  static func key(
    in medium: SessionDescription.Medium
  ) -> (tag: String, key: [UInt8])? {
    for value in medium.values("crypto") {
      let parts = value.split(separator: " ")
      guard parts.count >= 3, parts[0].allSatisfy(\.isNumber), parts[1] == SRTPKeys.suite,
        parts[2].hasPrefix("inline:")
      else { continue }
      // A lifetime may follow, and the length of a master key's index, which this side can't have.
      let inline = parts[2].dropFirst("inline:".count).split(separator: "|")
      guard let text = inline.first, !inline.dropFirst().contains(where: { $0.contains(":") }),
        let key = Base64.decode(text), key.count == SRTPKeys.length
      else { continue }
      return (String(parts[0]), key)
    }
    return nil
  }
}

/// Base64 (RFC 4648) without Foundation.
enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits = group.reduce(0) { $0 << 8 | Int($1) }
      bits <<= 8 * (3 - group.count)
      for place in 0..<4 {
        text.append(
          place <= group.count ? letters[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// - Returns: `nil` if there are other characters in it.
  static func decode(_ text: some StringProtocol) -> [UInt8]? {
    var bytes: [UInt8] = []
    var (bits, count) = (0, 0)
    for letter in text.utf8 {
      if letter == UInt8(ascii: "=") { break }
      guard let value = letters.firstIndex(of: letter) else { return nil }
      bits = (bits << 6 | value) & 0xFFFF
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(bits >> count & 0xFF))
      }
    }
    return bytes
  }
}
