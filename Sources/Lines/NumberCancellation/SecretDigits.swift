/// Digits that are compared and never kept: codes, and the last digits of resident IDs.
enum SecretDigits {
  /// 64 hexadecimal digits.
  static func hash(_ digits: String, salt: String) -> String {
    RequestSignature.authenticationCode(of: Array(digits.utf8), key: Array(salt.utf8)).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// Whether two hashes are the same; the time doesn't tell where they differ.
  static func areEqual(_ one: String, _ other: String) -> Bool {
    one.utf8.count == other.utf8.count
      && zip(one.utf8, other.utf8).reduce(0) { $0 | $1.0 ^ $1.1 } == 0
  }

  /// A code of six digits from a token that nobody can guess.
  static func code(from token: String) -> String {
    let number = token.utf8.suffix(15).reduce(UInt64(0)) { number, digit in
      number << 4 | UInt64(Character(UnicodeScalar(digit)).hexDigitValue ?? 0)
    }
    return String(100_000 + number % 900_000)
  }
}
