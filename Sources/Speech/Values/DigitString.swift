import CallEngine

/// Digits of any number, including leading zeros.
struct DigitString {
  let digits: [UInt8]

  /// Reads ASCII, Persian or Arabic digits, with blanks or hyphens allowed between two of them.
  init(_ value: String) throws(UnspeakableValue.Reason) {
    let text = value.singleSpaced
    var digits: [UInt8] = []
    var betweenDigits: Character?
    for character in text where !character.isDirectionMark {
      if let digit = character.decimalDigitValue {
        digits.append(UInt8(digit))
        betweenDigits = nil
      } else if !digits.isEmpty, betweenDigits == nil || betweenDigits == " ",
        character == " " || character == "-"
      {
        betweenDigits = character
      } else {
        throw .unexpected(character)
      }
    }
    if let betweenDigits { throw .unexpected(betweenDigits) }
    guard !digits.isEmpty else { throw .empty }
    self.digits = digits
  }

  /// The digits in groups of a size from left to right, the rest last; one group if there is no
  /// size.
  func groups(of size: Int) -> [[UInt8]] {
    guard size > 0, size < digits.count else { return [digits] }
    return stride(from: 0, to: digits.count, by: size).map { start in
      Array(digits[start..<min(start + size, digits.count)])
    }
  }
}

extension Character {
  /// An invisible direction mark, which is often copied along with a number.
  var isDirectionMark: Bool {
    unicodeScalars.allSatisfy { $0.properties.isBidiControl }
  }
}
