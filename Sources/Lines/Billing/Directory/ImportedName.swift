/// A subscriber's name as a file has it. It is spoken, sent and shown, so anything else that gets
/// into its column by mistake is refused: numbers, e-mail addresses, and characters that control a
/// terminal.
enum ImportedName {
  static let maxBytes = 400

  /// Why a text can't be a name; `nil` if it can.
  static func fault(_ text: String) -> String? {
    if text.utf8.count > maxBytes { return "is longer than \(maxBytes) bytes" }
    if text.unicodeScalars.contains(where: isForbidden) {
      return "has a line break, a control character or an invisible mark in it"
    }
    if !text.unicodeScalars.contains(where: \.properties.isAlphabetic) {
      return "has no letter in it"
    }
    if text.contains("@") || digits(in: text) > 4 {
      return "has a number or an e-mail address in it"
    }
    return nil
  }

  /// Whether a text can only be a name: no digits and few words, unlike an address.
  static func isPlausible(_ text: String) -> Bool {
    fault(text) == nil && digits(in: text) == 0 && !hasParts(text)
  }

  /// Whether a text looks like an address: a number, and several words or parts.
  static func looksLikeAddress(_ text: String) -> Bool {
    digits(in: text) > 0 && (hasParts(text) || text.split(whereSeparator: \.isWhitespace).count > 2)
  }

  /// The name in its normal spelling: Persian ye and kaf in place of the Arabic ones.
  static func normalized(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 == "ي" || $0 == "ك" }) else { return text }
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar {
          case "ي": "ی"
          case "ك": "ک"
          default: scalar
          }
        }))
  }

  private static func digits(in text: String) -> Int {
    text.unicodeScalars.count { $0.properties.generalCategory == .decimalNumber }
  }

  private static func hasParts(_ text: String) -> Bool {
    text.contains { $0 == "," || $0 == "،" || $0 == ";" || $0 == "\n" }
  }

  /// Joiners are part of Persian words; no other invisible character is.
  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 }
    return switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .privateUse: true
    case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
    default: scalar.properties.isNoncharacterCodePoint
    }
  }
}
