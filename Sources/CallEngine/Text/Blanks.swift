// Which scripts put no blanks between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese, Tibetan.

extension Unicode.Scalar {
  /// Whether the character belongs to a script that puts no blanks between words, or to its
  /// punctuation.
  package var standsWithoutBlanks: Bool {
    switch value {
    case 0..<0x0E00: false
    case 0x0E00...0x109F, 0x1780...0x17FF, 0x2E80...0x312F, 0x31A0...0x4DBF, 0x4E00...0x9FFF,
      0xF900...0xFAFF, 0xFF00...0xFFEF, 0x1B000...0x1B16F, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}

extension StringProtocol {
  /// Whether a text said after this one follows without a blank, since their script has none.
  package func joins(_ next: some StringProtocol) -> Bool {
    guard let last = unicodeScalars.last, let first = next.unicodeScalars.first else {
      return false
    }
    return last.standsWithoutBlanks && first.standsWithoutBlanks
  }
}

extension String {
  /// Adds a text said after this one, with a blank between them unless their script has none.
  package mutating func append(saying text: String) {
    if !isEmpty && !joins(text) { self += " " }
    self += text
  }
}
