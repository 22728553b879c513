/// The secret in a link, as it came: whoever has it may answer the question behind the link.
///
/// The store keeps its hash alone. A salt would add nothing: the secret has 128 random bits.
struct LinkToken {
  /// 64 hexadecimal digits.
  let hash: String

  init(_ clear: String) {
    hash = SHA256.hexadecimal(of: clear)
  }

  /// Whether it is the token of a row that was found, in a time that doesn't depend on where they
  /// differ.
  func matches(_ stored: String) -> Bool { hash.isSameInConstantTime(as: stored) }
}

extension SHA256 {
  /// The digest of a text in hexadecimal digits.
  static func hexadecimal(of text: String) -> String {
    digest(of: Array(text.utf8)).map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }
}

extension String {
  /// Compares the bytes of two texts, all of them wherever the first difference is; only the
  /// lengths show.
  func isSameInConstantTime(as other: String) -> Bool {
    let (own, others) = (Array(utf8), Array(other.utf8))
    guard own.count == others.count else { return false }
    return zip(own, others).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
