internal import CallEngine

/// Digits as people type them: Persian and Arabic digits count, blanks and hyphens between them are
/// dropped (Documentation/domain.md §4).
enum TypedDigits {
  /// The digits' values, or the first character that is neither a digit nor a separator.
  static func parse(_ text: String) -> Result<[Int], UnexpectedCharacter> {
    var digits: [Int] = []
    digits.reserveCapacity(min(text.utf8.count, 16))
    // Nearly all of a large file's numbers are plain; classifying characters takes far longer.
    if isPlain(text) {
      digits.append(contentsOf: text.utf8.lazy.map { Int($0) - 0x30 })
      return .success(digits)
    }
    for character in text {
      if let value = character.decimalDigitValue {
        digits.append(value)
      } else if !isSeparator(character) {
        return .failure(UnexpectedCharacter(character: character))
      }
    }
    return .success(digits)
  }

  /// Whether a text has nothing but ASCII digits.
  static func isPlain(_ text: some StringProtocol) -> Bool {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// A text with its Persian and Arabic digits as ASCII ones.
  static func ascii(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    return String(text.map { $0.decimalDigitValue.map { Character("\($0)") } ?? $0 })
  }

  /// The digits of a number, most significant first.
  static func digits(of number: Int64) -> [Int] {
    String(number).utf8.compactMap { (0x30...0x39).contains($0) ? Int($0) - 0x30 : nil }
  }

  static func text(_ digits: some Sequence<Int>) -> String {
    String(decoding: digits.lazy.map { UInt8(0x30 + $0) }, as: UTF8.self)
  }

  /// How many digits there are, in words.
  static func count(_ count: Int) -> String { count == 1 ? "1 digit" : "\(count) digits" }

  /// The value of at most eighteen digits.
  static func value(_ digits: some Sequence<Int>) -> Int64 {
    digits.reduce(0) { $0 * 10 + Int64($1) }
  }

  private static func isSeparator(_ character: Character) -> Bool {
    if character.isWhitespace { return true }
    return character.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x2D, 0x2010...0x2014: true  // hyphens and dashes
      case 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: true  // marks without width
      default: false
      }
    }
  }
}

/// A character that can't be part of a number.
struct UnexpectedCharacter: Error, Hashable {
  let character: Character
}

/// What was typed, made safe to quote in a message: shortened, and without invisible characters.
func quoted(_ text: some StringProtocol, limit: Int = 40) -> String {
  let shown = String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit))).visible
  return text.unicodeScalars.count > limit ? "'\(shown)…'" : "'\(shown)'"
}
