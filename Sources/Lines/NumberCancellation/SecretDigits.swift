/// Digits that only the holder of a number can know.
enum SecretDigits {
  /// A code of six digits from a token that nobody can guess.
  static func code(from token: String) -> String {
    let number = token.utf8.suffix(15).reduce(UInt64(0)) { number, digit in
      number << 4 | UInt64(Character(UnicodeScalar(digit)).hexDigitValue ?? 0)
    }
    return String(100_000 + number % 900_000)
  }
}
